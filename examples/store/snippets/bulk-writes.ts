import type { CustomerUpdatableFields, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep } from "@medusajs/framework/workflows-sdk";
import { batchCustomersWorkflow, batchGroupCustomersWorkflow } from "medusa-plugin-customers/workflows";

export async function syncFromErp(container: MedusaContainer) {
  const { result } = await batchCustomersWorkflow(container).run({
    input: { upsert: [{ external_id: "erp-7", email: "ada@example.com", first_name: "Ada" }] },
  });
  return result;
}

export async function addOldCustomers(container: MedusaContainer, groupId: string) {
  const { result } = await batchGroupCustomersWorkflow(container).run({
    input: { group_id: groupId, add: { filter: { created_at: { $lt: "2020-01-01" } } } },
  });
  return result;
}

type Update = { id: string } & CustomerUpdatableFields;

/** In a step, pass the context on: the events then wait for the end of the workflow. */
export const renameStep = createStep("rename", async (updates: Update[], { container, eventGroupId }) => {
  await container.resolve(Modules.CUSTOMER).batches.updateEach(updates, { eventGroupId });
});
