import type { GroupCustomerPair, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const changeMembershipsStepId = "customers-change-memberships-step";

export type ChangeMembershipsInput = { add: GroupCustomerPair[]; remove: GroupCustomerPair[] };

/** Who is in a group now that was not before, and the other way round; a membership that stood already is neither. */
export type MembershipsChanged = { added: GroupCustomerPair[]; removed: GroupCustomerPair[] };

/**
 * Adds and ends memberships, all or nothing, and answers what that changed.
 *
 * Compensation takes away what was added here and brings back what was ended, the very rows; it may run twice. What
 * cannot come back, because its customer or group was deleted meanwhile, is logged by id.
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
