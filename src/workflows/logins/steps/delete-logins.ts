import type {
  AuthIdentityDTO,
  AuthVerificationDTO,
  IAuthModuleService,
  MedusaContainer,
} from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { authFilter } from "../../../medusa/auth-filters";
import { verificationWriter } from "../../../medusa/auth-verifications";
import { logFailure } from "../../../shared/log-failure";
import { type LockedLogins, unlockLogins } from "../lock-logins";
import type { LoginUnlinkPlan } from "./plan-login-unlink";

const deleteLoginsStepId = "customers-delete-logins-step";

export type DeleteLoginsInput = Pick<LoginUnlinkPlan, "delete_identities" | "delete_provider_identities"> & {
  /** Locks to release at the end, for a workflow in which no step may come after this one. */
  locked?: LockedLogins | null;
};

/**
 * Deletes identities with their logins and verifications, or single logins of an identity that stays.
 *
 * Compensation creates them again with their old ids, secrets and verifications. Second factors and open password resets,
 * which the Auth module does not return, are lost. Idempotent.
 */
export const deleteLoginsStep = createStep(
  deleteLoginsStepId,
  async ({ delete_identities, delete_provider_identities, locked = null }: DeleteLoginsInput, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    const relations = ["provider_identities"];
    const identities = await listOrNone(delete_identities, (id) => auth.listAuthIdentities({ id }, { relations }));
    const logins = await listOrNone(delete_provider_identities, (id) => auth.listProviderIdentities({ id }));
    const verifications = await listOrNone(delete_identities, (id) => listVerifications(auth, id));
    if (identities.length) {
      await auth.deleteAuthIdentities(delete_identities);
    }
    if (logins.length) {
      await auth.deleteProviderIdentities(delete_provider_identities);
    }
    await unlockLogins(container, locked).catch((error: unknown) => warnOfLocks(container, error));
    return new StepResponse(undefined, { identities, logins, verifications });
  },
  async (deleted, { container }) => {
    if (!deleted) {
      return;
    }
    const auth = container.resolve(Modules.AUTH);
    await recreateIdentities(auth, deleted);
    const existing = await listOrNone(idsOf(deleted.logins), (id) => auth.listProviderIdentities({ id }));
    const missing = selectMissing(deleted.logins, existing);
    if (missing.length) {
      await auth.createProviderIdentities(missing.map(withoutIdentity));
    }
  },
);

async function recreateIdentities(
  auth: IAuthModuleService,
  { identities, verifications }: { identities: AuthIdentityDTO[]; verifications: AuthVerificationDTO[] },
): Promise<void> {
  const existing = await listOrNone(idsOf(identities), (id) => auth.listAuthIdentities({ id }));
  const missing = selectMissing(identities, existing);
  if (!missing.length) {
    return;
  }
  await auth.createAuthIdentities(missing);
  const recreated = new Set(idsOf(missing));
  const proofs = verifications.filter(({ auth_identity_id }) => recreated.has(auth_identity_id)).map(withoutIdentity);
  if (proofs.length) {
    await verificationWriter(auth).createAuthVerifications(proofs);
  }
}

/** Logs that locks could not be released: the deletion is done, and the locks expire. */
function warnOfLocks(container: MedusaContainer, error: unknown): void {
  logFailure(container, "The locks of deleted logins could not be released, and run out within a minute", error);
}

/** Lists the verifications of all identities. */
function listVerifications(auth: IAuthModuleService, auth_identity_id: string[]): Promise<AuthVerificationDTO[]> {
  return auth.listAuthVerifications(authFilter({ auth_identity_id }));
}

/** Lists by ids. To the Auth module an empty list is no condition: it would match every row. */
async function listOrNone<Entity>(ids: string[], list: (ids: string[]) => Promise<Entity[]>): Promise<Entity[]> {
  return ids.length ? await list(ids) : [];
}

/** Removes the identity that the module lists with a row: it would be created a second time. Its id stays. */
function withoutIdentity<Listed extends object>(listed: Listed): Listed {
  // as: only a key that the module's types let be absent, or do not name, is left out.
  return Object.fromEntries(Object.entries(listed).filter(([key]) => key !== "auth_identity")) as Listed;
}

function idsOf(entities: readonly { id: string }[]): string[] {
  return entities.map(({ id }) => id);
}

function selectMissing<Entity extends { id: string }>(wanted: readonly Entity[], existing: { id: string }[]): Entity[] {
  const there = new Set(idsOf(existing));
  return wanted.filter(({ id }) => !there.has(id));
}
