import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerChoice } from "../../../modules/customer/batches/membership-batch-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { undoMembershipBatch } from "../undo-membership-batch";

export const changeGroupMembershipsStepId = "customers-change-group-memberships-step";

export type ChangeGroupMembershipsInput = {
  group_id: string;
  /** Customers by `ids`, or by `filter` with the filters of the customer list. */
  add?: CustomerChoice;
  remove?: CustomerChoice;
  /** The id of the user. */
  created_by?: string;
};

/** The numbers of added and removed customers, and the id by which the change is listed and undone. */
export type GroupMembershipsResult = { group_id: string; batch_id: string; added: number; removed: number };

/**
 * Changes the memberships of one group, all or nothing.
 *
 * The database records what was changed, so that any number of customers needs no memory of this process.
 *
 * Compensation deletes the added rows and restores the deleted ones, in rounds. Idempotent. The membership of a customer who
 * joined again meanwhile is not restored, and the customer's id is logged.
 */
export const changeGroupMembershipsStep = createStep(
  changeGroupMembershipsStepId,
  async ({ group_id, add, remove, created_by }: ChangeGroupMembershipsInput, { container, eventGroupId }) => {
    const service = resolveCustomerModule(container);
    const change = { groupId: group_id, add, remove, createdBy: created_by };
    const done = await service.membershipBatches.change(change, { eventGroupId });
    const result: GroupMembershipsResult = {
      group_id,
      batch_id: done.batchId,
      added: done.added,
      removed: done.removed,
    };
    return new StepResponse(result, done.batchId);
  },
  (batchId, { container, eventGroupId }) => undoMembershipBatch(batchId, { container, eventGroupId }),
);
