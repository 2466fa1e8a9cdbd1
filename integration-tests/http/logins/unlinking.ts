import { Modules } from "@medusajs/framework/utils";
import type { ApiClient } from "../../helpers/http/api-client";
import {
  expectRefused,
  google,
  type LoginBody,
  type LoginScenario,
  type LoginsBody,
  MY_LOGINS,
  openLoginScenario,
  providersOf,
  retrieveIdentity,
} from "../../helpers/logins/login-scenario";
import { type Account, createIdentity, logIn, PASSWORD, registerAndLogIn } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

export default function loginsUnlinking(store: Store): void {
  let desk: LoginScenario;
  let storefront: ApiClient;
  let admin: ApiClient;
  let ada: Account;
  let url: string;

  beforeEach(async () => {
    desk = await openLoginScenario(store);
    ({ storefront, admin, ada, url } = desk);
  });
  afterEach(() => desk.events.stop());

  async function linked(rest: object = {}): Promise<LoginBody> {
    await createIdentity(store, google("ada@x.io", { customerId: ada.id, ...rest }));
    const { logins } = (await admin.get<LoginsBody>(url)).data;
    return logins[logins.length - 1];
  }

  it("unlinking takes a login away with its identity, by the customer or by an admin", async () => {
    const first = await linked({ verified: "ada@x.io" });
    expect(await ada.client.delete(`${MY_LOGINS}/${first.id}`, { password: PASSWORD })).toEqual({
      status: 200,
      data: { id: first.id, object: "login", deleted: true },
    });
    expect(await desk.events.last("customer.login_unlinked")).toEqual({ id: ada.id, login_id: first.id });
    const second = await linked();
    const [id, app_metadata] = [second.auth_identity_id, { tier: "what a shop keeps is no other actor" }];
    await store.container.resolve(Modules.AUTH).updateAuthIdentities({ id, app_metadata });
    expect(await admin.delete(`${url}/${second.id}`)).toMatchObject({ status: 200 });
    expect(await providersOf(desk)).toEqual(["emailpass"]);
    expect(await store.sql("select provider from provider_identity")).toEqual([{ provider: "emailpass" }]);
    expect(await store.sql("select id from auth_identity")).toHaveLength(1);
    expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
  });

  it("unlinking refuses the last one, for every caller, and then the customer still logs in", async () => {
    const [{ id }] = (await admin.get<LoginsBody>(url)).data.logins;
    const refusal = { status: 400, data: { message: expect.stringContaining("at least one login") } };
    await expectRefused(store, () => ada.client.delete(`${MY_LOGINS}/${id}`, { password: PASSWORD }), refusal);
    await expectRefused(store, () => admin.delete(`${url}/${id}`), refusal);
    expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
  });

  it("unlinking refuses all of them while a merge of the customer has not ended: its rollback would leave none", async () => {
    const second = await linked({ verified: "ada@x.io" });
    const bob = await store.customers.createCustomers({ email: "bob@x.io" });
    const merge = "insert into customer_merge (id, merged_id, survivor_id) values ('cusmrg_1', ?, ?)";
    await store.sql(merge, [bob.id, ada.id]);
    await store.sql("update customer set deleted_at = now() where id = ?", [bob.id]);
    const refusal = { data: { message: expect.stringContaining("merge") } };

    await expectRefused(store, () => admin.delete(`${url}/${second.id}`), refusal);
    await expectRefused(store, () => ada.client.delete(`${MY_LOGINS}/${second.id}`, { password: PASSWORD }), refusal);
    await store.sql("update customer_merge set completed_at = now()");
    expect(await admin.delete(`${url}/${second.id}`)).toMatchObject({ status: 200 });
  });

  it("unlinking leaves an identity that is a dashboard user's too, without the customer", async () => {
    const login = await linked({ userId: "user_1" });
    expect(await ada.client.delete(`${MY_LOGINS}/${login.id}`, { password: PASSWORD })).toMatchObject({ status: 200 });
    expect(await providersOf(desk)).toEqual(["emailpass"]);
    const { app_metadata } = await retrieveIdentity(store, login.auth_identity_id);
    expect(app_metadata).toMatchObject({ user_id: "user_1" });
    expect(app_metadata?.customer_id ?? null).toBeNull();
  });

  it("unlinking takes one of several logins of one identity, and leaves the others; a shared identity's not", async () => {
    const [{ id, auth_identity_id }] = (await admin.get<LoginsBody>(url)).data.logins;
    const auth = store.container.resolve(Modules.AUTH);
    const { id: added } = await auth.createProviderIdentities({
      ...{ provider: "google", entity_id: "1", auth_identity_id },
    });
    await auth.updateAuthIdentities({ id: auth_identity_id, app_metadata: { user_id: "user_1" } });
    await expectRefused(store, () => ada.client.delete(`${MY_LOGINS}/${added}`, { password: PASSWORD }), {
      status: 400,
    });

    // The Auth module merges: null takes the key away.
    const alone = { user_id: null } as unknown as Record<string, unknown>;
    await auth.updateAuthIdentities({ id: auth_identity_id, app_metadata: alone });
    expect(await ada.client.delete(`${MY_LOGINS}/${added}`, { password: PASSWORD })).toMatchObject({ status: 200 });
    await expectRefused(store, () => ada.client.delete(`${MY_LOGINS}/${id}`, { password: PASSWORD }), { status: 400 });
    expect(await providersOf(desk)).toEqual(["emailpass"]);
  });

  it("another customer's login, and an unknown one, are 404, an id that cannot be is 400, and the logins stay", async () => {
    await linked();
    const bob = await registerAndLogIn(storefront, "bob@x.io");
    const [theirs] = (await bob.client.get<LoginsBody>(MY_LOGINS)).data.logins;
    for (const [id, status] of [
      [theirs.id, 404],
      ["unknown", 404],
      ["%00", 400],
    ] as const) {
      await expectRefused(store, () => ada.client.delete(`${MY_LOGINS}/${id}`, { password: PASSWORD }), { status });
      await expectRefused(store, () => admin.delete(`${url}/${id}`), { status });
    }
  });
}
