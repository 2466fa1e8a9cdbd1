import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerChoice } from "../../../modules/customer/batches/membership-batch-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { loggerOf } from "../../../shared/logger-of";

export const changeGroupMembershipsStepId = "customers-change-group-memberships-step";

export type ChangeGroupMembershipsInput = {
  group_id: string;
  /** Customers by `ids`, or by `filter` with the filters of the customer list. */
  add?: CustomerChoice;
  remove?: CustomerChoice;
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
  async ({ group_id, add, remove }: ChangeGroupMembershipsInput, { container, eventGroupId }) => {
    const service = resolveCustomerModule(container);
    const done = await service.membershipBatches.change({ groupId: group_id, add, remove }, { eventGroupId });
    const result: GroupMembershipsResult = {
      group_id,
      batch_id: done.batchId,
      added: done.added,
      removed: done.removed,
    };
    return new StepResponse(result, done.batchId);
  },
  async (batchId, { container, eventGroupId }) => {
    if (!batchId) {
      return;
    }
    const notRestored = await resolveCustomerModule(container).membershipBatches.undo(batchId, { eventGroupId });
    if (notRestored.length) {
      const logger = loggerOf(container);
      logger.error(
        "A change of a group's customers failed and was undone, except for these customers, whose memberships another " +
          `request changed meanwhile: ${notRestored.slice(0, 100).join(", ")}` +
          (notRestored.length > 100 ? ` and ${notRestored.length - 100} more` : ""),
      );
    }
  },
);
