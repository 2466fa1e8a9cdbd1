import type { MedusaContainer } from "@medusajs/framework/types";
import { inviteCustomersWorkflow, requestEmailChangeWorkflow } from "medusa-plugin-customers/workflows";

export async function invite(container: MedusaContainer, customerIds: string[]) {
  const { result } = await inviteCustomersWorkflow(container).run({ input: { customer_ids: customerIds } });
  return result;
}

export async function changeEmailForCustomer(container: MedusaContainer, customerId: string, email: string) {
  const { result } = await requestEmailChangeWorkflow(container).run({
    input: { customer_id: customerId, email, requested_by: "admin" },
  });
  return result;
}
