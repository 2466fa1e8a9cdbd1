import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type ChangeGroupMembershipsInput, changeGroupMembershipsStep } from "../steps/change-group-memberships";
import { emitGroupMembershipsStep } from "../steps/emit-group-memberships";

export const batchGroupCustomersWorkflowId = "customers-batch-group-customers";

export type BatchGroupCustomersWorkflowInput = ChangeGroupMembershipsInput & AdditionalData;

/**
 * Adds and removes the customers of a group by ids or by filter, any number, in one transaction.
 *
 * Events: as `changeMembershipsWorkflow`. Hooks: `validate` before, `{ group_id, add, remove, additional_data }`;
 * `membershipsChanged` after, `{ group_id, batch_id, added, removed, additional_data }` with counts, because there may be a
 * million ids: `membershipBatches.list` reads them by the batch's id. Compensation: every membership is as before, row for
 * row. Answers `{ group_id, batch_id, added, removed }`.
 */
export const batchGroupCustomersWorkflow = createWorkflow(
  batchGroupCustomersWorkflowId,
  (input: BatchGroupCustomersWorkflowInput) => {
    const validate = createHook("validate", {
      group_id: input.group_id,
      add: input.add,
      remove: input.remove,
      additional_data: input.additional_data,
    });
    const changed = changeGroupMembershipsStep(input);
    const membershipsChanged = createHook("membershipsChanged", {
      group_id: changed.group_id,
      batch_id: changed.batch_id,
      added: changed.added,
      removed: changed.removed,
      additional_data: input.additional_data,
    });
    emitGroupMembershipsStep(changed);
    return new WorkflowResponse(changed, { hooks: [validate, membershipsChanged] });
  },
);
