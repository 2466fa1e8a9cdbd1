import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerChoice } from "../../../modules/customer/batches/membership-batch-service";
import { resolveCustomerModule } from "../../../shared/customer-module";

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
 * Compensation deletes the added rows and restores the deleted ones, in rounds. Idempotent. A customer who joined again
 * meanwhile stays as another caller left them, and is logged by id.
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
    const refused = await resolveCustomerModule(container).membershipBatches.undo(batchId, { eventGroupId });
    if (refused.length) {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
      logger.error(
        "A change of a group's customers failed and was undone, except for these customers, whose memberships another " +
          `request changed meanwhile: ${refused.slice(0, 100).join(", ")}` +
          (refused.length > 100 ? ` and ${refused.length - 100} more` : ""),
      );
    }
  },
);
