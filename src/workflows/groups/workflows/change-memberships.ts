import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { splitMembershipsEvents } from "../split-memberships-events";
import { type ChangeMembershipsInput, changeMembershipsStep } from "../steps/change-memberships";

export const changeMembershipsWorkflowId = "customers-change-memberships";

export type ChangeMembershipsWorkflowInput = ChangeMembershipsInput & AdditionalData;

/**
 * Adds and removes memberships in one transaction.
 *
 * Core's two link workflows add and remove in parallel, so that one half can be stored when the other is refused.
 *
 * Events: `customer_group.customers_added` and `customer_group.customers_removed`, `{ id, customer_ids }`, one for each
 * group and 1,000 customers, of actual changes only; and the module's own. Hooks: `validate` before, `{ add, remove,
 * additional_data }`; `membershipsChanged` after, `{ added, removed, additional_data }`, pairs that actually changed.
 * Compensation: every membership is as before, row for row. Answers `{ added, removed }`.
 */
export const changeMembershipsWorkflow = createWorkflow(
  changeMembershipsWorkflowId,
  (input: ChangeMembershipsWorkflowInput) => {
    const validate = createHook("validate", {
      add: input.add,
      remove: input.remove,
      additional_data: input.additional_data,
    });
    const changed = changeMembershipsStep(input);
    const membershipsChanged = createHook("membershipsChanged", {
      added: changed.added,
      removed: changed.removed,
      additional_data: input.additional_data,
    });
    emitEventStep({
      eventName: CustomerEvents.CUSTOMERS_ADDED,
      data: transform({ changed }, (data) => splitMembershipsEvents(data.changed.added)),
    }).config({ name: "customers-emit-customers-added" });
    emitEventStep({
      eventName: CustomerEvents.CUSTOMERS_REMOVED,
      data: transform({ changed }, (data) => splitMembershipsEvents(data.changed.removed)),
    }).config({ name: "customers-emit-customers-removed" });
    return new WorkflowResponse(changed, { hooks: [validate, membershipsChanged] });
  },
);
