import type { AuthIdentityDTO, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { authFilter } from "../../medusa/auth-filters";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS, servesAnotherActor } from "./find-logins";
import { normalizeOrNull } from "./normalize-or-null";

/** Logins per page. */
const LOGINS_PER_PAGE = 1_000;

/** A login of a customer, and its new name: the email in the store's spelling. */
export type LoginRename = { id: string; auth_identity_id: string; customer_id: string; from: string; to: string };

/** A login that keeps its name, and the reason; by ids, without names. */
export type KeptLogin = { id: string; customer_id: string; reason: string };

export type LoginRenamePlan = {
  renames: LoginRename[];
  kept: KeptLogin[];
  /** The number of logins on the page. */
  read: number;
  /** The id after which the next page begins; null after the last page. */
  next: string | null;
};

type Spelled = { id: string; auth_identity_id: string; from: string; to: string | null };
type Owned = Spelled & { customer_id: string; identity: AuthIdentityDTO };

/**
 * Reads a page of emailpass logins by id, and plans which of the customers' logins get the store's spelling.
 *
 * Writes nothing; the number of reads is constant.
 */
export async function planLoginRenames(container: MedusaContainer, after: string | null): Promise<LoginRenamePlan> {
  const auth = container.resolve(Modules.AUTH);
  const service = resolveCustomerModule(container);
  const page = authFilter({ provider: EMAILPASS, ...(after === null ? {} : { id: { $gt: after } }) });
  const select: ("id" | "entity_id" | "auth_identity_id")[] = ["id", "entity_id", "auth_identity_id"];
  const logins = await auth.listProviderIdentities(page, { select, order: { id: "ASC" }, take: LOGINS_PER_PAGE });
  const misspelled = logins
    .filter(({ entity_id }) => entity_id.includes("@"))
    .map(({ id, auth_identity_id, entity_id }) => ({
      ...{ id, auth_identity_id: auth_identity_id ?? "", from: entity_id, to: normalizeOrNull(service, entity_id) },
    }))
    .filter(({ from, to }) => from !== to);
  const owned = await selectCustomersLogins(container, misspelled);
  return {
    ...(await partition(container, owned)),
    read: logins.length,
    next: logins.length < LOGINS_PER_PAGE ? null : (logins.at(-1)?.id ?? null),
  };
}

/** Skips logins without a customer, and those of dashboard users alone. */
async function selectCustomersLogins(container: MedusaContainer, logins: readonly Spelled[]): Promise<Owned[]> {
  if (!logins.length) {
    return [];
  }
  const ids = logins.map(({ auth_identity_id }) => auth_identity_id);
  const identities = await container.resolve(Modules.AUTH).listAuthIdentities({ id: ids }, { take: ids.length });
  const byId = new Map(identities.map((identity) => [identity.id, identity]));
  return logins.flatMap((login) => {
    const identity = byId.get(login.auth_identity_id);
    const customer_id: unknown = identity?.app_metadata?.customer_id;
    return identity && typeof customer_id === "string" ? [{ ...login, identity, customer_id }] : [];
  });
}

async function partition(
  container: MedusaContainer,
  logins: readonly Owned[],
): Promise<Pick<LoginRenamePlan, "renames" | "kept">> {
  const renames: LoginRename[] = [];
  const kept: KeptLogin[] = [];
  const names = [...new Set(logins.flatMap(({ to }) => (to === null ? [] : [to])))];
  const taken = await findTakenNames(container, names);
  const holders = await findCustomersByEmail(container, names);
  for (const { identity, to, ...login } of logins) {
    const reason = findObstacle({ identity, to, customer_id: login.customer_id }, taken, holders);
    if (reason === null && to !== null) {
      renames.push({ ...login, to });
      taken.set(to, login.id);
    } else {
      kept.push({ id: login.id, customer_id: login.customer_id, reason: reason ?? "" });
    }
  }
  return { renames, kept };
}

function findObstacle(
  { identity, to, customer_id }: Pick<Owned, "identity" | "to" | "customer_id">,
  taken: ReadonlyMap<string, string>,
  holders: ReadonlyMap<string, string>,
): string | null {
  if (to === null) {
    return "its name is no email that this store can keep";
  }
  if (servesAnotherActor(identity)) {
    return "it is also the login of a dashboard user, who types this spelling";
  }
  const login = taken.get(to);
  if (login !== undefined) {
    return `login ${login} has that name already`;
  }
  const holder = holders.get(to);
  return holder === undefined || holder === customer_id ? null : `customer ${holder} has that email`;
}

/** Returns the existing logins of these names. */
async function findTakenNames(container: MedusaContainer, names: readonly string[]): Promise<Map<string, string>> {
  if (!names.length) {
    return new Map();
  }
  const named = authFilter({ provider: EMAILPASS, entity_id: names });
  const select: ("id" | "entity_id")[] = ["id", "entity_id"];
  const logins = await container.resolve(Modules.AUTH).listProviderIdentities(named, { select, take: names.length });
  return new Map(logins.map(({ id, entity_id }) => [entity_id, id]));
}

/** Returns the registered customers of these emails. */
async function findCustomersByEmail(container: MedusaContainer, emails: string[]): Promise<Map<string, string>> {
  if (!emails.length) {
    return new Map();
  }
  const select: ("id" | "email")[] = ["id", "email"];
  const held = { email: emails, has_account: true };
  const customers = await resolveCustomerModule(container).listCustomers(held, { select, take: emails.length });
  return new Map(customers.map(({ id, email }) => [email, id]));
}
