import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { differences, readAllRows } from "../databases/database-rows";
import { adminClient, storefrontClient } from "../http/accounts";
import type { ApiClient } from "../http/api-client";
import { SentEvents } from "../stores/sent-events";
import type { Store } from "../stores/store";
import { type Account, registerAndLogIn } from "./logins";

/** The customer's own logins. */
export const MY_LOGINS = "/store/customers/me/logins";

export type LoginBody = {
  id: string;
  auth_identity_id: string;
  provider: string;
  entity_id: string;
  email_verified: boolean;
};
export type LoginsBody = { logins: LoginBody[] };

/** A login of Google's, which vouches for this email. */
export const google = (email: string, rest: object = {}) => ({
  ...{ provider: "google", entityId: "10769150350006150715113082367" },
  userMetadata: { email, name: "Ada", picture: "https://x.io/a.png" },
  ...rest,
});

/** Ada, who is registered and logged in with a password, and an admin who looks at her logins. */
export type LoginScenario = {
  storefront: ApiClient;
  admin: ApiClient;
  ada: Account;
  /** Ada's logins as the admin asks for them. */
  url: string;
  events: SentEvents;
};

export async function openLoginScenario(store: Store): Promise<LoginScenario> {
  const storefront = await storefrontClient(store);
  const admin = await adminClient(store);
  const ada = await registerAndLogIn(storefront, "ada@x.io");
  return { storefront, admin, ada, url: `/admin/customers/${ada.id}/logins`, events: new SentEvents(store) };
}

/** The providers of Ada's logins. */
export async function providersOf({ admin, url }: LoginScenario): Promise<string[]> {
  const { data } = await admin.get<LoginsBody>(url);
  return data.logins.map(({ provider }) => provider);
}

export const retrieveIdentity = (store: Store, id: string): Promise<AuthIdentityDTO> =>
  store.container.resolve(Modules.AUTH).retrieveAuthIdentity(id);

/** The answer, and that no row of any table is another. */
export async function expectRefused(store: Store, answer: () => Promise<unknown>, expected: object): Promise<void> {
  const before = await readAllRows(store);
  expect(await answer()).toMatchObject(expected);
  expect(differences(before, await readAllRows(store))).toEqual([]);
}
