import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

const cancelImportStepId = "customers-cancel-import-step";

/** Cancels an import at once. Compensation: none; the rows of the file are deleted, stored rows stay. */
export const cancelImportStep = createStep(cancelImportStepId, async ({ id }: { id: string }, { container }) => {
  return new StepResponse(await resolveCustomerModule(container).imports.cancel(id));
});
