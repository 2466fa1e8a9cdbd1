import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { assertNoUnfinishedMergesStep } from "../../merges/steps/assert-no-unfinished-merges";
import { assertOtherLoginStep } from "../steps/assert-other-login";
import { deleteLoginsStep } from "../steps/delete-logins";
import { detachAuthIdentitiesStep } from "../steps/detach-auth-identities";
import { lockLoginsStep } from "../steps/lock-logins";
import { type LoginUnlink, planLoginUnlinkStep } from "../steps/plan-login-unlink";
import { unlockLoginsStep } from "../steps/unlock-logins";

export const unlinkLoginWorkflowId = "customers-unlink-login";

export type UnlinkLoginWorkflowInput = LoginUnlink;

/**
 * Removes a login from a customer, but never the last one, and none during an unfinished merge of the customer.
 *
 * Deletions run last, after every check. Calls for one customer run one at a time, by Medusa's Locking Module: the Auth
 * module has no conditional write, and the logins are counted before and after.
 *
 * Events: `customer.login_unlinked` `{ id, login_id }`. Compensation: the logins are as before (of identities all but
 * `updated_at`, which the Auth module sets itself, and the exceptions of `deleteLoginsStep`).
 */
export const unlinkLoginWorkflow = createWorkflow(unlinkLoginWorkflowId, (input: UnlinkLoginWorkflowInput) => {
  const customers = transform({ input }, (data) => ({ customer_ids: [data.input.customer_id] }));
  const locked = lockLoginsStep(customers);
  // A merge that fails late returns its logins: the only other login of the customer may be one of them.
  assertNoUnfinishedMergesStep(customers);
  const plan = planLoginUnlinkStep(input);
  detachAuthIdentitiesStep({ identities: plan.detach });
  assertOtherLoginStep(input);
  const data = transform({ input }, ({ input: { customer_id, login_id } }) => ({ id: customer_id, login_id }));
  emitEventStep({ eventName: CustomerEvents.LOGIN_UNLINKED, data });
  deleteLoginsStep(plan);
  // One of several logins of an identity is deleted without being detached first. A rollback restores it completely.
  when({ plan }, (made) => made.plan.delete_provider_identities.length > 0).then(() => {
    assertOtherLoginStep(input).config({ name: "customers-assert-login-left-at-last" });
  });
  unlockLoginsStep(locked);
  return new WorkflowResponse(data);
});
