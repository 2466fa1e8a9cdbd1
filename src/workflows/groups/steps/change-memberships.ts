import type { GroupCustomerPair, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const changeMembershipsStepId = "customers-change-memberships-step";

export type ChangeMembershipsInput = { add: GroupCustomerPair[]; remove: GroupCustomerPair[] };

/**
 * The pairs that are members now and were not before, and the reverse. A pair with an existing membership is in neither.
 */
export type MembershipsChanged = { added: GroupCustomerPair[]; removed: GroupCustomerPair[] };

/**
 * Adds and removes memberships, all or nothing, and answers what changed.
 *
 * Compensation deletes the added rows and restores the deleted ones. Idempotent. A row whose customer or group was deleted
 * meanwhile is logged by id.
 */
export const changeMembershipsStep = createStep(
  changeMembershipsStepId,
  async ({ add, remove }: ChangeMembershipsInput, { container, eventGroupId }) => {
    const { membershipBatches } = resolveCustomerModule(container);
    const change = await membershipBatches.changePairs({ add, remove }, { eventGroupId });
    const { createdIds, removed, added, ended } = change;
    const changed: MembershipsChanged = { added, removed: ended };
    return new StepResponse(changed, { createdIds, removed });
  },
  async (change, { container, eventGroupId }) => {
    if (!change) {
      return;
    }
    const { refused } = await resolveCustomerModule(container).membershipBatches.undoPairs(change, { eventGroupId });
    if (refused.length) {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
      logger.error(
        "A change of memberships failed and was undone, but the customer or group of these is gone meanwhile, and they " +
          `could not be brought back: ${refused.join(", ")}`,
      );
    }
  },
);
