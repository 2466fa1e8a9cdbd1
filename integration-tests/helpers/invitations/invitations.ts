import type { CustomerDTO } from "@medusajs/framework/types";
import type CustomerModuleService from "../../../src/modules/customer/service";

/** Customers who are invited, by the service alone. */
export function invitationScenario(service: CustomerModuleService) {
  const account = (email = "ada@x.io"): Promise<CustomerDTO> =>
    service.createCustomers(Object.assign({ email }, { has_account: true }));

  const invite = (customers: { id: string }[], renew = false) =>
    service.invitations.create({ customer_ids: customers.map(({ id }) => id), created_by: "user_1", renew });

  /** Invites a customer, and hands out the token. */
  async function sent(customer: { id: string }) {
    await invite([customer]);
    const taken = await service.invitations.lease({ limit: 10 });
    await service.invitations.markSent({ announced: taken.tokens, cancelled: [] });
    const token = taken.tokens.find(({ customer_id }) => customer_id === customer.id);
    if (!token) {
      throw new Error("The customer has an open invitation already.");
    }
    return { ...token, undo: taken.undo };
  }

  return { account, invite, sent };
}
