import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules, validateEmail } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type CustomerModuleService from "../../../modules/customer/service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { isEmailProven } from "../../logins/email-proof";

export const findCheckoutCustomerStepId = "customers-find-checkout-customer-step";

export type FindCheckoutCustomerInput = {
  email: string;
  /** The customer who is logged in: their own account needs no other proof. */
  logged_in_as?: string;
};

/**
 * Finds the customer of a cart by an email: the registered customer when a login proves the email, else the guest. Makes
 * the guest when there is none. Core takes the customer who registered with the email, and anybody can register with it.
 *
 * Compensation deletes a guest that the step made, unless the guest has a cart or an order by now; it may run twice.
 */
export const findCheckoutCustomerStep = createStep(
  findCheckoutCustomerStepId,
  async ({ email: given, logged_in_as }: FindCheckoutCustomerInput, { container }) => {
    const service = resolveCustomerModule(container);
    // As core does: an address it takes, in lower case.
    const email = validateEmail(given);
    const [registered] = await service.listCustomers({ email, has_account: true }, { select: ["id", "email"] });
    if (registered && (registered.id === logged_in_as || (await isEmailProven(container, registered)))) {
      return new StepResponse({ id: registered.id }, null);
    }
    const { id, is_new } = await findOrCreateGuest(service, email);
    return new StepResponse({ id }, is_new ? id : null);
  },
  async (madeId, { container }) => {
    if (!madeId) {
      return;
    }
    if (await hasCartOrOrder(container, madeId)) {
      logNotReverted(container, "customers", [madeId]);
    } else {
      await resolveCustomerModule(container).deleteCustomers([madeId]);
    }
  },
);

/** A cart may be completed, or gone, while the order is there. */
async function hasCartOrOrder(container: MedusaContainer, customerId: string): Promise<boolean> {
  const one = { select: ["id"], take: 1 };
  const carts = await container.resolve(Modules.CART).listCarts({ customer_id: [customerId] }, one);
  const orders = await container.resolve(Modules.ORDER).listOrders({ customer_id: customerId }, one);
  return carts.length + orders.length > 0;
}

/** Of two checkouts at once with one new email the database lets one make the guest; the other finds it then. */
async function findOrCreateGuest(
  service: CustomerModuleService,
  email: string,
): Promise<{ id: string; is_new: boolean }> {
  const find = async () => (await service.listCustomers({ email, has_account: false }, { select: ["id"] })).at(0);
  const standing = await find();
  if (standing) {
    return { id: standing.id, is_new: false };
  }
  try {
    const { id } = await service.createCustomers({ email });
    return { id, is_new: true };
  } catch (error) {
    const winner = await find();
    if (!winner) {
      throw error;
    }
    return { id: winner.id, is_new: false };
  }
}
