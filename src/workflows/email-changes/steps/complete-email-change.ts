import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { throughLostConnection } from "../../../shared/through-lost-connection";

const completeEmailChangeStepId = "customers-complete-email-change-step";

export type CompleteEmailChangeInput = { id: string };

/**
 * Marks a confirmed change as complete: `customers-finish-email-changes` resumes those that are not. Idempotent.
 *
 * Compensation removes the mark, if this run has set it.
 *
 * @throws MedusaError (not_found), as for every failed confirmation, when the job has closed the change meanwhile.
 */
export const completeEmailChangeStep = createStep(
  completeEmailChangeStepId,
  async ({ id }: CompleteEmailChangeInput, { container }) =>
    new StepResponse(undefined, await resolveCustomerModule(container).unfinishedEmailChanges.complete(id)),
  async (undo, { container }) => {
    if (undo) {
      const { unfinishedEmailChanges } = resolveCustomerModule(container);
      await throughLostConnection(() => unfinishedEmailChanges.undoCompletion(undo));
    }
  },
);
