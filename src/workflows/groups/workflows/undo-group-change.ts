import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { emitGroupMembershipsStep } from "../steps/emit-group-memberships";
import { type UndoGroupChangeInput, undoGroupChangeStep } from "../steps/undo-group-change";

export const undoGroupChangeWorkflowId = "customers-undo-group-change";

export type UndoGroupChangeWorkflowInput = UndoGroupChangeInput & AdditionalData;

/**
 * Undoes a change of many members of a group of the last 30 days: who joined leaves, who had left comes back as before.
 *
 * The undo is a change itself, which can be undone. Who joined, left or was deleted meanwhile is skipped.
 *
 * Events: as `changeMembershipsWorkflow`. Hooks: `validate` before, `{ group_id, change_id, additional_data }`;
 * `membershipsChanged` after, `{ group_id, change_id, batch_id, added, removed, skipped, additional_data }` with counts.
 * Compensation: every membership is as before, row for row. Answers `{ group_id, batch_id, added, removed, skipped }`.
 */
export const undoGroupChangeWorkflow = createWorkflow(
  undoGroupChangeWorkflowId,
  (input: UndoGroupChangeWorkflowInput) => {
    const validate = createHook("validate", {
      group_id: input.group_id,
      change_id: input.change_id,
      additional_data: input.additional_data,
    });
    const changed = undoGroupChangeStep(input);
    const membershipsChanged = createHook("membershipsChanged", {
      group_id: changed.group_id,
      change_id: input.change_id,
      batch_id: changed.batch_id,
      added: changed.added,
      removed: changed.removed,
      skipped: changed.skipped,
      additional_data: input.additional_data,
    });
    emitGroupMembershipsStep(changed);
    return new WorkflowResponse(changed, { hooks: [validate, membershipsChanged] });
  },
);
