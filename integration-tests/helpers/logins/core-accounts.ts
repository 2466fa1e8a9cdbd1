import { Modules } from "@medusajs/framework/utils";
import type { Store } from "../stores/store";
import { PASSWORD } from "./logins";

export type CoreAccount = { id: string; identityId: string; loginId: string };

type CoreAccountInput = {
  /** The name of the login, as it was typed when core made it. */
  login: string;
  /** What `db:migrate` has made of the customer's email; null for a login whose registration was never finished. */
  email: string | null;
  password?: string;
  /** Other actors of the login: `{ user_id }`. */
  others?: Record<string, string>;
};

/** A login as core leaves it behind, and its customer as the switch leaves it. */
export async function coreAccount(store: Store, input: CoreAccountInput): Promise<CoreAccount> {
  const { login, email, password = PASSWORD, others = {} } = input;
  const auth = store.container.resolve(Modules.AUTH);
  const request = { url: "", headers: {}, query: {}, protocol: "", body: { email: login, password } };
  const { authIdentity } = await auth.register("emailpass", request);
  if (!authIdentity) {
    throw new Error("The login was not made.");
  }
  // A separate variable: the contract's type lacks `has_account`.
  const customer = email === null ? undefined : await store.customers.createCustomers(registered(email));
  const app_metadata = { ...others, ...(customer ? { customer_id: customer.id } : {}) };
  if (Object.keys(app_metadata).length) {
    await auth.updateAuthIdentities({ id: authIdentity.id, app_metadata });
  }
  if (customer && email !== null && email !== login && login.toLowerCase() === email) {
    // As `db:migrate` keeps it.
    await store.sql("insert into customer_old_email (customer_id, email, old_email) values (?, ?, ?)", [
      ...[customer.id, email, login],
    ]);
  }
  const loginId = authIdentity.provider_identities?.[0]?.id ?? "";
  return { id: customer?.id ?? "", identityId: authIdentity.id, loginId };
}

const registered = (email: string) => ({ email, has_account: true });

/** The names of all emailpass logins, in order. */
export async function loginNames(store: Store): Promise<string[]> {
  const rows = await store.sql<{ entity_id: string }>(
    "select entity_id from provider_identity where provider = 'emailpass' and deleted_at is null",
  );
  return rows.map(({ entity_id }) => entity_id).sort();
}
