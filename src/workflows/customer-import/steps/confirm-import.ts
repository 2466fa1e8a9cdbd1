import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";

export const confirmImportStepId = "customers-confirm-import-state";

/**
 * Lets an import that is ready be stored.
 *
 * Compensation makes it ready again, unless a process has begun to store it. It may run twice.
 */
export const confirmImportStep = createStep(
  confirmImportStepId,
  async ({ id }: { id: string }, { container }) => {
    const confirmed = await resolveCustomerModule(container).confirmCustomerImport(id);
    return new StepResponse(confirmed, id);
  },
  async (id, { container }) => {
    if (id !== undefined) {
      await resolveCustomerModule(container).takeImportConfirmationsBack([id]);
    }
  },
);
