import { validateEmail } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type CustomerModuleService from "../../../modules/customer/service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isEmailTaken } from "../../../shared/errors";
import { isEmailProven } from "../../logins/email-proof";

const findCheckoutCustomerStepId = "customers-find-checkout-customer-step";

export type FindCheckoutCustomerInput = {
  email: string;
  /** The customer who is logged in: their own account needs no other proof. */
  logged_in_as?: string;
};

/**
 * Finds the customer of a cart by an email: the registered customer when a login proves the email, else the guest. Creates
 * the guest when there is none. Core takes the registered customer in any case, and anyone can register with an email.
 *
 * No compensation: a guest that the step created stays. Another checkout with the same email may have found the guest and
 * not yet stored its cart, and the Customer Module cannot see that; its cart would name a customer who does not exist. The
 * next checkout with the email uses the guest.
 */
export const findCheckoutCustomerStep = createStep(
  findCheckoutCustomerStepId,
  async ({ email: given, logged_in_as }: FindCheckoutCustomerInput, { container }) => {
    const service = resolveCustomerModule(container);
    // As core does: an email that it accepts, in lower case.
    const email = validateEmail(given);
    const [registered] = await service.listCustomers({ email, has_account: true }, { select: ["id", "email"] });
    if (registered && (registered.id === logged_in_as || (await isEmailProven(container, registered)))) {
      return new StepResponse({ id: registered.id });
    }
    return new StepResponse({ id: await findOrCreateGuest(service, email) });
  },
);

/** The database lets one of two concurrent checkouts create the guest; the other one then finds it. */
async function findOrCreateGuest(service: CustomerModuleService, email: string): Promise<string> {
  const find = async () => (await service.listCustomers({ email, has_account: false }, { select: ["id"] })).at(0)?.id;
  const existing = await find();
  if (existing !== undefined) {
    return existing;
  }
  try {
    return (await service.createCustomers({ email })).id;
  } catch (error) {
    const winner = isEmailTaken(error, { has_account: false }) ? await find() : undefined;
    if (winner === undefined) {
      throw error;
    }
    return winner;
  }
}
