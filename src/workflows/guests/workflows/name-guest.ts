import { CustomerWorkflowEvents } from "@medusajs/framework/utils";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { type NameGuestInput, nameGuestStep } from "../steps/name-guest";

export const nameGuestWorkflowId = "customers-name-guest";

export type NameGuestWorkflowInput = NameGuestInput;

/**
 * Gives the guest of an order the name and the phone of its shipping address, if the guest has no name.
 *
 * Events: core's `customer.updated` when the guest was named. Compensation: the guest as before.
 */
export const nameGuestWorkflow = createWorkflow(nameGuestWorkflowId, (input: NameGuestWorkflowInput) => {
  const named = nameGuestStep(input);
  when("guest-is-named", { named }, (data) => data.named.is_named).then(() => {
    emitEventStep({
      eventName: CustomerWorkflowEvents.UPDATED,
      data: transform({ named }, (data) => ({ id: data.named.id })),
    });
  });
  return new WorkflowResponse(named);
});
