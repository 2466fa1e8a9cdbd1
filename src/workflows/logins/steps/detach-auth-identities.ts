import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

export const detachAuthIdentitiesStepId = "customers-detach-auth-identities-step";

export type DetachAuthIdentitiesInput = { identities: Pick<AuthIdentityDTO, "id" | "app_metadata">[] };

/**
 * Removes the customer from identities that also serve another actor, for example an admin user.
 *
 * Compensation restores the customer of each identity, unless it serves another customer now. Idempotent.
 */
export const detachAuthIdentitiesStep = createStep(
  detachAuthIdentitiesStepId,
  async ({ identities }: DetachAuthIdentitiesInput, { container }) => {
    if (!identities.length) {
      return new StepResponse(undefined, []);
    }
    const before = identities.map(({ id, app_metadata }) => ({
      id,
      app_metadata: { customer_id: app_metadata?.customer_id },
    }));
    await container.resolve(Modules.AUTH).updateAuthIdentities(
      // The Auth module merges metadata: a missing key stays, null removes it.
      before.map(({ id }) => ({ id, app_metadata: { customer_id: null } })),
    );
    return new StepResponse(undefined, before);
  },
  async (before, { container }) => {
    if (!before?.length) {
      return;
    }
    const auth = container.resolve(Modules.AUTH);
    const now = await auth.listAuthIdentities({ id: before.map(({ id }) => id) });
    const free = new Set(now.filter(({ app_metadata }) => app_metadata?.customer_id == null).map(({ id }) => id));
    const back = before.filter(({ id }) => free.has(id));
    if (back.length) {
      await auth.updateAuthIdentities(back);
    }
  },
);
