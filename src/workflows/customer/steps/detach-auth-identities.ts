import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

export const detachAuthIdentitiesStepId = "customers-detach-auth-identities";

export type DetachAuthIdentitiesInput = { identities: Pick<AuthIdentityDTO, "id" | "app_metadata">[] };

/**
 * Takes the customer out of identities that serve somebody else too (an admin user, say).
 *
 * Compensation gives each identity the `app_metadata` it had.
 */
export const detachAuthIdentitiesStep = createStep(
  detachAuthIdentitiesStepId,
  async ({ identities }: DetachAuthIdentitiesInput, { container }) => {
    if (!identities.length) {
      return new StepResponse(undefined, []);
    }
    const before = identities.map(({ id, app_metadata }) => ({ id, app_metadata }));
    await container.resolve(Modules.AUTH).updateAuthIdentities(
      // The Auth module merges what it is given: a key that is left out stays, null takes it away.
      before.map(({ id, app_metadata }) => ({ id, app_metadata: { ...app_metadata, customer_id: null } })),
    );
    return new StepResponse(undefined, before);
  },
  async (before, { container }) => {
    if (before?.length) {
      await container.resolve(Modules.AUTH).updateAuthIdentities(before);
    }
  },
);
