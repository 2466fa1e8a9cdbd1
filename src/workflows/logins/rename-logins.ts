import type { AuthVerificationDTO, IAuthModuleService, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { authFilter } from "../../medusa/auth-filters";
import { verificationWriter } from "../../medusa/auth-verifications";
import { isErrorOf } from "../../shared/errors";
import { lockLogins, unlockLogins } from "./lock-logins";
import type { KeptLogin, LoginRename } from "./plan-login-renames";

/** Logins per call; the logins of their customers are locked meanwhile. */
export const RENAMES_PER_CALL = 100;

/**
 * Renames logins as planned, through the Auth module, under the lock of their customers' logins.
 *
 * A login that was changed since the plan stays as it is. If two logins get one name at the same time, the unique index of
 * the Auth module decides.
 *
 * @returns the number of renamed logins, and the logins that keep their name.
 */
export async function renameLogins(
  container: MedusaContainer,
  planned: readonly LoginRename[],
): Promise<{ renamed: number; kept: KeptLogin[] }> {
  const customers = planned.map(({ customer_id }) => customer_id);
  const locked = await lockLogins(container, { customer_ids: customers });
  try {
    const auth = container.resolve(Modules.AUTH);
    const names = await auth.listProviderIdentities({ id: planned.map(({ id }) => id) }, { take: planned.length });
    const unchanged = new Set(names.map(({ id, entity_id }) => `${id} ${entity_id}`));
    const renames = planned.filter(({ id, from }) => unchanged.has(`${id} ${from}`));
    const changed = planned
      .filter((renameOrHalve) => !renames.includes(renameOrHalve))
      .map(keptAs("it was changed meanwhile"));
    await copyVerifications(auth, renames);
    const { done, taken } = await rename(auth, renames);
    return { renamed: done.length, kept: [...changed, ...taken.map(keptAs("another login has just got that name"))] };
  } finally {
    await unlockLogins(container, locked);
  }
}

const keptAs =
  (reason: string) =>
  ({ id, customer_id }: LoginRename): KeptLogin => ({ id, customer_id, reason });

/** Renames all in one call. If a name was taken meanwhile, it tries halves, until that login is found. */
async function rename(
  auth: IAuthModuleService,
  renames: readonly LoginRename[],
): Promise<{ done: LoginRename[]; taken: LoginRename[] }> {
  if (!renames.length) {
    return { done: [], taken: [] };
  }
  try {
    await auth.updateProviderIdentities(renames.map(({ id, to }) => ({ id, entity_id: to })));
    return { done: [...renames], taken: [] };
  } catch (error) {
    if (!isErrorOf(error, MedusaError.Types.INVALID_DATA)) {
      throw error;
    }
    if (renames.length === 1) {
      return { done: [], taken: [...renames] };
    }
  }
  const middle = Math.ceil(renames.length / 2);
  const first = await rename(auth, renames.slice(0, middle));
  const second = await rename(auth, renames.slice(middle));
  return { done: [...first.done, ...second.done], taken: [...first.taken, ...second.taken] };
}

/**
 * Copies a login's verifications to its new name, before it gets that name.
 *
 * A store that demands verified logins searches for the exact name. The records of the old name stay; by the store's rule
 * both are one email.
 */
async function copyVerifications(auth: IAuthModuleService, renames: readonly LoginRename[]): Promise<void> {
  if (!renames.length) {
    return;
  }
  const identities = renames.map(({ auth_identity_id }) => auth_identity_id);
  const names = renames.flatMap(({ from, to }) => [from, to]);
  const recorded = await auth.listAuthVerifications(authFilter({ auth_identity_id: identities, entity_id: names }));
  const copies = renames.flatMap((one) => verificationCopiesOf(one, recorded));
  const writer = verificationWriter(auth);
  const updates = copies.flatMap(({ id, verified_at }) => (id === undefined ? [] : [{ id, verified_at }]));
  const creations = copies.filter(({ id }) => id === undefined);
  if (updates.length) {
    await writer.updateAuthVerifications(updates);
  }
  if (creations.length) {
    await writer.createAuthVerifications(creations);
  }
}

type Copy = { id?: string; verified_at: Date | string | null };

function verificationCopiesOf(
  { auth_identity_id, from, to }: LoginRename,
  recorded: readonly AuthVerificationDTO[],
): Copy[] {
  const own = recorded.filter((one) => one.auth_identity_id === auth_identity_id);
  return own
    .filter(({ entity_id, verified_at }) => entity_id === from && verified_at)
    .flatMap(({ entity_type, code_provider, requested_at, verified_at = null }): Copy[] => {
      const there = own.find((one) => one.entity_id === to && one.entity_type === entity_type);
      if (there) {
        return there.verified_at ? [] : [{ id: there.id, verified_at }];
      }
      const copy = { auth_identity_id, entity_id: to, entity_type, code_provider, requested_at, verified_at };
      return [copy];
    });
}
