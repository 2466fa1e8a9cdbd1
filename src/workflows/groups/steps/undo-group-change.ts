import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { undoMembershipBatch } from "../undo-membership-batch";
import type { GroupMembershipsResult } from "./change-group-memberships";

export const undoGroupChangeStepId = "customers-undo-group-change-step";

export type UndoGroupChangeInput = {
  group_id: string;
  /** The change to undo: the `batch_id` of `batchGroupCustomersWorkflow`. */
  change_id: string;
  /** The id of the user. */
  created_by?: string;
};

/** As of another change; `skipped` customers joined, left or were deleted meanwhile. */
export type UndoGroupChangeResult = GroupMembershipsResult & { skipped: number };

/**
 * Undoes a change of a group's memberships by a change of its own, all or nothing.
 *
 * Compensation is that of `changeGroupMembershipsStep`: the change can be undone again afterwards.
 */
export const undoGroupChangeStep = createStep(
  undoGroupChangeStepId,
  async ({ group_id, change_id, created_by }: UndoGroupChangeInput, { container, eventGroupId }) => {
    const { batchId, ...numbers } = await resolveCustomerModule(container).membershipBatches.reverse(
      { groupId: group_id, changeId: change_id, createdBy: created_by },
      { eventGroupId },
    );
    const result: UndoGroupChangeResult = { group_id, batch_id: batchId, ...numbers };
    return new StepResponse(result, batchId);
  },
  (batchId, { container, eventGroupId }) => undoMembershipBatch(batchId, { container, eventGroupId }),
);
