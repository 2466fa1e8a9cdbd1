import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type ChangeMembershipsInput, changeMembershipsStep } from "../steps/change-memberships";

export const changeMembershipsWorkflowId = "customers-change-memberships-workflow";

/**
 * Adds and ends memberships in one transaction. Core's two link workflows add and remove side by side, so that one half
 * can be stored when the other is refused.
 *
 * Events: the module's own. Compensation: every membership is as it was, row for row.
 */
export const changeMembershipsWorkflow = createWorkflow(
  changeMembershipsWorkflowId,
  (input: ChangeMembershipsInput) => new WorkflowResponse(changeMembershipsStep(input)),
);
