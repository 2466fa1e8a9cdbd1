import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { UpdateCustomersWorkflowInput } from "../../customers/workflows/update-customers";
import { updateCustomersWorkflow } from "../../customers/workflows/update-customers";
import { CustomerEvents } from "../../events";
import { deleteLoginsStep } from "../../logins/steps/delete-logins";
import { lockLoginsStep } from "../../logins/steps/lock-logins";
import { recordEmailVerificationStep } from "../../logins/steps/record-email-verification";
import { unlockLoginsStep } from "../../logins/steps/unlock-logins";
import { checkInvitedEmailStep } from "../steps/check-invited-email";
import { createEmailpassLoginStep } from "../steps/create-emailpass-login";
import { findInvitedCustomerStep } from "../steps/find-invited-customer";
import { redeemInvitationStep } from "../steps/redeem-invitation";

export const acceptInvitationWorkflowId = "customers-accept-invitation";

export type AcceptInvitationWorkflowInput = { token: string; password: string } & AdditionalData;

/**
 * Makes the login of an invited customer, once, for whoever has the token: email and password at `emailpass`. A guest
 * becomes an account. The token came by mail, and so the email is recorded as proven; a login that somebody registered with
 * the address, without proof and without a customer, makes room. Nobody else is at the customer's logins meanwhile.
 *
 * Events: `customer.invitation_accepted` `{ id, invitation_id }` and `customer.email_verified` `{ id }`, by which the
 * guest of that email is claimed; of a guest core's `customer.updated` too. Hooks: `invitationAccepted` after all of it;
 * the password is not among what they get. Compensation: invitation, customer and logins are as before, but for what
 * `deleteLoginsStep` names.
 */
export const acceptInvitationWorkflow = createWorkflow(
  acceptInvitationWorkflowId,
  (input: AcceptInvitationWorkflowInput) => {
    const held = lockLoginsStep(findInvitedCustomerStep(input));
    const invitation = redeemInvitationStep(input);
    when("invited-guest", { invitation }, (data) => !data.invitation.has_account).then(() => {
      updateCustomersWorkflow.runAsStep({ input: transform({ input, invitation }, registration) });
    });
    deleteLoginsStep(checkInvitedEmailStep(invitation));
    const login = createEmailpassLoginStep(
      transform({ input, invitation }, (data) => ({
        customer_id: data.invitation.customer_id,
        email: data.invitation.email,
        password: data.input.password,
      })),
    );
    recordEmailVerificationStep(
      transform({ invitation, login }, (data) => ({
        auth_identity_id: data.login.auth_identity_id,
        email: data.invitation.email,
      })),
    );
    unlockLoginsStep(held);
    const ids = transform({ invitation }, (data) => ({
      id: data.invitation.customer_id,
      invitation_id: data.invitation.id,
    }));
    const hook = { ...{ id: ids.id, invitation_id: ids.invitation_id }, additional_data: input.additional_data };
    const invitationAccepted = createHook("invitationAccepted", hook);
    emitEventStep({ eventName: CustomerEvents.INVITATION_ACCEPTED, data: ids }).config({
      name: "customers-emit-accepted",
    });
    emitEventStep({
      eventName: CustomerEvents.EMAIL_VERIFIED,
      data: transform({ ids }, (data) => ({ id: data.ids.id })),
    });
    return new WorkflowResponse(ids, { hooks: [invitationAccepted] });
  },
);

type Known = { input: AcceptInvitationWorkflowInput; invitation: { customer_id: string } };

function registration({ input, invitation }: Known): UpdateCustomersWorkflowInput {
  return {
    selector: { id: invitation.customer_id },
    // as: core's type leaves out a column that the service takes, in creating as in updating.
    update: { has_account: true } as UpdateCustomersWorkflowInput["update"],
    additional_data: input.additional_data,
  };
}
