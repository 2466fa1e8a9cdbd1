import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, emitEventStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { assertNoUnfinishedMergesStep } from "../../merges/steps/assert-no-unfinished-merges";
import { LOGINS_LOCK, loginsOfCustomerKey } from "../login-lock-keys";
import { assertOtherLoginStep } from "../steps/assert-other-login";
import { deleteLoginsStep } from "../steps/delete-logins";
import { detachAuthIdentitiesStep } from "../steps/detach-auth-identities";
import { type LoginUnlink, planLoginUnlinkStep } from "../steps/plan-login-unlink";

export const unlinkLoginWorkflowId = "customers-unlink-login";

export type UnlinkLoginWorkflowInput = LoginUnlink;

/**
 * Takes a way of logging in from a customer, but never the last one, and none while a merge of theirs has not ended. What is deleted is deleted last, when all that can
 * be refused has been. One caller a customer at a time, by Medusa's Locking Module: the Auth module has no write on a
 * condition, and the logins are counted before and after.
 *
 * Events: `customer.login_unlinked` `{ id, login_id }`. Compensation: the logins are as before (of identities all but
 * `updated_at`, which the Auth module sets itself, and what `deleteLoginsStep` names).
 */
export const unlinkLoginWorkflow = createWorkflow(unlinkLoginWorkflowId, (input: UnlinkLoginWorkflowInput) => {
  const key = loginsOfCustomerKey(input);
  acquireLockStep({ key, ...LOGINS_LOCK });
  // A merge that fails late hands its logins back: the one that is left here may not stay.
  assertNoUnfinishedMergesStep(transform({ input }, (data) => ({ customer_ids: [data.input.customer_id] })));
  const plan = planLoginUnlinkStep(input);
  detachAuthIdentitiesStep({ identities: plan.detach });
  assertOtherLoginStep(input);
  const data = transform({ input }, ({ input: { customer_id, login_id } }) => ({ id: customer_id, login_id }));
  emitEventStep({ eventName: CustomerEvents.LOGIN_UNLINKED, data });
  deleteLoginsStep(plan);
  // Of one identity's several logins one is deleted without being detached first. It comes back whole, should it have to.
  when({ plan }, (made) => made.plan.delete_provider_identities.length > 0).then(() => {
    assertOtherLoginStep(input).config({ name: "customers-assert-login-left-at-last" });
  });
  releaseLockStep({ key, executeOnSubWorkflow: true });
  return new WorkflowResponse(data);
});
