import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

export type CreateCustomerInput = { first_name: string; last_name: string; email: string };

/** Creates one customer; when a later step fails, deletes it again. */
export const createCustomerStep = createStep(
  "create-customer",
  async ({ first_name, last_name, email }: CreateCustomerInput, { container }) => {
    const customerModuleService = container.resolve(Modules.CUSTOMER);
    const customer = await customerModuleService.createCustomers({ first_name, last_name, email });
    return new StepResponse({ customer }, customer.id);
  },
  async (customerId, { container }) => {
    if (!customerId) {
      return;
    }
    const customerModuleService = container.resolve(Modules.CUSTOMER);
    await customerModuleService.deleteCustomers([customerId]);
  },
);
