import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MergeCustomersInput } from "../../../modules/customer/merges/types";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { compensateRun } from "../merge-run";

export const mergeRecordsStepId = "customers-merge-records-step";

/**
 * Makes one customer of two in the customer module (`merges.merge`): fields, addresses, memberships, the redirect.
 *
 * Compensation puts every row back as it was, but for columns that somebody else changed meanwhile; their rows' ids are
 * logged. It may run twice. A merge that was broken off earlier and is picked up here is not undone: nobody knows any
 * more how the rows were; it can be picked up again.
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
      const { refused } = await resolveCustomerModule(container).merges.undo(undo, { eventGroupId });
      logNotReverted(container, "customers and addresses", refused);
    });
  },
);
