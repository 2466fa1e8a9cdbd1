import type { GroupCustomerPair } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";

export const changeMembershipsStepId = "customers-change-memberships";

export type ChangeMembershipsInput = { add: GroupCustomerPair[]; remove: GroupCustomerPair[] };

/**
 * Adds and ends memberships, all or nothing.
 *
 * Compensation takes away what was added here and brings back what was ended, the very rows; it may run twice.
 */
export const changeMembershipsStep = createStep(
  changeMembershipsStepId,
  async (input: ChangeMembershipsInput, { container }) => {
    const change = await resolveCustomerModule(container).changeMemberships(input);
    return new StepResponse(undefined, change);
  },
  async (change, { container }) => {
    if (change) {
      await resolveCustomerModule(container).undoMembershipChange(change);
    }
  },
);
