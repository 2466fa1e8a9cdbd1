import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { recordEmailVerificationStep } from "../../logins/steps/record-email-verification";
import { type MoveLoginInput, moveLoginStep } from "../steps/move-login";

export const finishEmailChangeWorkflowId = "customers-finish-email-change";

export type FinishEmailChangeWorkflowInput = MoveLoginInput & { change: { id: string } };

/**
 * Ends a confirmed change of email whose process died after the customer got the new email: renames the login.
 *
 * Events: `customer.email_changed`. Compensation: the login is as before.
 */
export const finishEmailChangeWorkflow = createWorkflow(
  finishEmailChangeWorkflowId,
  (input: FinishEmailChangeWorkflowInput) => {
    const login = moveLoginStep(input);
    recordEmailVerificationStep(
      transform({ input, login }, (data) => ({
        auth_identity_id: data.login.auth_identity_id,
        email: data.input.change.new_email,
      })),
    );
    const ids = transform({ input }, ({ input: { change } }) => ({ id: change.customer_id, change_id: change.id }));
    emitEventStep({ eventName: CustomerEvents.EMAIL_CHANGED, data: ids });
    return new WorkflowResponse(ids);
  },
);
