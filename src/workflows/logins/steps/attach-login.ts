import type { AuthIdentityDTO, IAuthModuleService } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { assertUnlinked, type LoginLink, retrieveIdentity } from "./check-login-link";

const attachLoginStepId = "customers-attach-login-step";

/**
 * Makes an identity a login of the customer.
 *
 * The Auth module has no conditional write: the step reads the identity again after its write. If another customer has it,
 * the step fails.
 *
 * Compensation removes the customer from the identity, unless another customer has it now. Idempotent.
 */
export const attachLoginStep = createStep(
  attachLoginStepId,
  async ({ customer_id, auth_identity_id }: LoginLink, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    const before = await retrieveIdentity(container, auth_identity_id);
    assertUnlinked(before);
    await auth.updateAuthIdentities({ id: before.id, app_metadata: { ...before.app_metadata, customer_id } });
    const after = await retrieveIdentity(container, auth_identity_id);
    if (after.app_metadata?.customer_id !== customer_id) {
      assertUnlinked(after);
      throw new MedusaError(
        MedusaError.Types.CONFLICT,
        `Login ${auth_identity_id} was changed by another request at the same time. Try again.`,
      );
    }
    return new StepResponse(undefined, { customer_id, id: before.id, app_metadata: before.app_metadata ?? null });
  },
  async (attached, { container }) => {
    if (!attached) {
      return;
    }
    const auth = container.resolve(Modules.AUTH);
    const [now] = await auth.listAuthIdentities({ id: [attached.id] });
    const owner = now?.app_metadata?.customer_id;
    if (owner === attached.customer_id) {
      await detach(auth, now, attached.app_metadata);
    } else if (owner != null) {
      logNotReverted(container, "logins", [attached.id]);
    }
  },
);

/** Removes the customer only; other keys that were written since stay. */
async function detach(
  auth: IAuthModuleService,
  { id, app_metadata }: AuthIdentityDTO,
  before: Record<string, unknown> | null,
): Promise<void> {
  const rest = Object.keys(app_metadata ?? {}).filter((key) => key !== "customer_id");
  const empty = before === null && !rest.length;
  // as: the column may be empty, which the module's type does not say. The module merges; undefined takes a key away.
  const metadata = (empty ? null : { ...app_metadata, customer_id: undefined }) as Record<string, unknown>;
  await auth.updateAuthIdentities({ id, app_metadata: metadata });
}
