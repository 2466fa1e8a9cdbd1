import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MergeCustomersInput } from "../../../modules/customer/merges/types";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { compensateRun, endCompensation } from "../merge-run";

const mergeRecordsStepId = "customers-merge-records-step";

/**
 * Merges two customers in the customer module (`merges.merge`): fields, addresses, memberships, the redirect.
 *
 * Compensation restores every row, except columns that another writer changed meanwhile; the ids of those rows are
 * logged. Idempotent. A resumed merge is not undone: the rows of before are unknown. It can be resumed again.
 */
export const mergeRecordsStep = createStep(
  mergeRecordsStepId,
  async (input: MergeCustomersInput, { container, eventGroupId }) => {
    const { undo, plan: _, ...merge } = await resolveCustomerModule(container).merges.merge(input, { eventGroupId });
    return new StepResponse(merge, undo);
  },
  async (undo, { container, eventGroupId }) => {
    if (!undo) {
      return;
    }
    const run = { id: undo.merge_id, run_id: undo.run_id, survivor_id: undo.survivor_id };
    await compensateRun(container, { run, what: "customers and addresses" }, async () => {
      const { notRestored } = await resolveCustomerModule(container).merges.undo(undo, { eventGroupId });
      logNotReverted(container, "customers and addresses", notRestored);
    });
    endCompensation(run);
  },
);
