import type { CustomerDTO } from "@medusajs/framework/types";
import type CustomerModuleService from "../../src/modules/customer/service";

/** Customers who are invited, by the service alone. */
export function invitationDesk(service: CustomerModuleService) {
  const account = (email = "ada@x.io"): Promise<CustomerDTO> =>
    service.createCustomers(Object.assign({ email }, { has_account: true }));

  const invite = (customers: { id: string }[], renew = false) =>
    service.inviteCustomers({ customer_ids: customers.map(({ id }) => id), created_by: "user_1", renew });

  /** Invites a customer, and hands out the token. */
  async function sent(customer: { id: string }) {
    await invite([customer]);
    const taken = await service.takeInvitations({ limit: 10 });
    await service.settleInvitations({ announced: taken.tokens, cancelled: [] });
    const token = taken.tokens.find(({ customer_id }) => customer_id === customer.id);
    if (!token) {
      throw new Error("The customer has an open invitation already.");
    }
    return { ...token, undo: taken.undo };
  }

  return { account, invite, sent };
}
