import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";

export const completeMergeStepId = "customers-complete-merge";

/** Marks a merge as ended; from now on either side may be merged again. Compensation takes the mark away. */
export const completeMergeStep = createStep(
  completeMergeStepId,
  async ({ id, state }: { id: string; state: "new" | "resumed" | "standing" }, { container }) => {
    const isOurs = state !== "standing" && (await resolveCustomerModule(container).completeCustomerMerge(id));
    return new StepResponse(undefined, isOurs ? id : null);
  },
  async (id, { container }) => {
    if (id) {
      await resolveCustomerModule(container).reopenCustomerMerge(id);
    }
  },
);
