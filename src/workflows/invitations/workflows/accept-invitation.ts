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
import { voidInvitationTokenStep } from "../steps/void-invitation-token";

export const acceptInvitationWorkflowId = "customers-accept-invitation";

export type AcceptInvitationWorkflowInput = { token: string; password: string } & AdditionalData;

/**
 * Creates the login of an invited customer, once, for the owner of the token: email and password at `emailpass`.
 *
 * A guest becomes an account. The token came by mail: the email is recorded as verified, and an unverified login without
 * a customer at that email is deleted. The logins of the customer are locked meanwhile.
 *
 * If the process dies before the login exists, the same token is accepted again a minute later. With the login
 * it is void.
 *
 * Events: `customer.invitation_accepted` `{ id, invitation_id }` and `customer.email_verified` `{ id }`, after which the
 * guest of that email is claimed; for a guest also `customer.updated` of core. Hooks: `invitationAccepted` at the end,
 * without the password. Compensation: invitation, customer and logins are restored, with the exceptions of
 * `deleteLoginsStep`.
 */
export const acceptInvitationWorkflow = createWorkflow(
  acceptInvitationWorkflowId,
  (input: AcceptInvitationWorkflowInput) => {
    const locked = lockLoginsStep(findInvitedCustomerStep(input));
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
    voidInvitationTokenStep(invitation);
    recordEmailVerificationStep(
      transform({ invitation, login }, (data) => ({
        auth_identity_id: data.login.auth_identity_id,
        email: data.invitation.email,
      })),
    );
    unlockLoginsStep(locked);
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
