import { Modules } from "@medusajs/framework/utils";
import { adminClient, storefrontClient } from "../helpers/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../helpers/api-client";
import { differences, readAllRows } from "../helpers/database-rows";
import {
  type Account,
  createIdentity,
  logIn,
  PASSWORD,
  registerAndLogIn,
  tokenOf,
  verifyEmail,
} from "../helpers/logins";
import { SentEvents } from "../helpers/sent-events";
import { describeStore } from "../helpers/store";

const ME = "/store/customers/me/logins";

type LoginBody = {
  id: string;
  auth_identity_id: string;
  provider: string;
  entity_id: string;
  email_verified: boolean;
};
type LoginsBody = { logins: LoginBody[] };

const google = (email: string, rest: object = {}) => ({
  ...{ provider: "google", entityId: "10769150350006150715113082367" },
  userMetadata: { email, name: "Ada", picture: "https://x.io/a.png" },
  ...rest,
});

describeStore((store) => {
  let storefront: ApiClient;
  let admin: ApiClient;
  let ada: Account;
  let url: string;
  let events: SentEvents;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
    admin = await adminClient(store);
    ada = await registerAndLogIn(storefront, "ada@x.io");
    url = `/admin/customers/${ada.id}/logins`;
    events = new SentEvents(store);
  });

  afterEach(() => {
    events.stop();
  });

  const providersOf = async (id = ada.id) => {
    const { data } = await admin.get<LoginsBody>(`/admin/customers/${id}/logins`);
    return data.logins.map(({ provider }) => provider);
  };

  const retrieveIdentity = (id: string) => store.container.resolve(Modules.AUTH).retrieveAuthIdentity(id);

  /** The answer, and that no row of any table is another. */
  async function expectRefused(answer: () => Promise<unknown>, expected: object): Promise<void> {
    const before = await readAllRows(store);
    expect(await answer()).toMatchObject(expected);
    expect(differences(before, await readAllRows(store))).toEqual([]);
  }

  describe("the list", () => {
    it("shows each login of the customer, to an admin and to the customer, and no secret", async () => {
      const identity = await createIdentity(store, google("ada@x.io", { customerId: ada.id }));
      await createIdentity(store, google("bob@x.io", { entityId: "2", customerId: "cus_bob" }));

      const answer = await admin.get<LoginsBody>(url);
      const times = { created_at: expect.any(String), updated_at: expect.any(String) };
      expect(answer).toEqual({
        status: 200,
        data: {
          logins: [
            {
              ...{ id: expect.any(String), auth_identity_id: expect.any(String), provider: "emailpass" },
              ...{ entity_id: "ada@x.io", email_verified: false, ...times },
            },
            {
              ...{ id: expect.any(String), auth_identity_id: identity.id, provider: "google" },
              ...{ entity_id: "10769150350006150715113082367", email_verified: true, ...times },
            },
          ],
        },
      });
      expect(await ada.client.get(ME)).toEqual(answer);
    });

    it("says that an email is verified once Medusa's verification says so, for the customer's address only", async () => {
      const verified = async () => (await admin.get<LoginsBody>(url)).data.logins.map((login) => login.email_verified);
      const [{ auth_identity_id }] = (await admin.get<LoginsBody>(url)).data.logins;
      await verifyEmail(store, auth_identity_id, "other@x.io");
      expect(await verified()).toEqual([false]);
      await verifyEmail(store, auth_identity_id, "Ada@x.io");
      expect(await verified()).toEqual([true]);
    });

    it("is empty for a guest, 404 for an unknown customer, 401 without the right token", async () => {
      const guest = await store.customers.createCustomers({ email: "guest@x.io" });
      expect(await admin.get(`/admin/customers/${guest.id}/logins`)).toEqual({ status: 200, data: { logins: [] } });
      const unknown: RequestLine[] = [
        ["GET", "/admin/customers/cus_unknown/logins"],
        ["POST", "/admin/customers/cus_unknown/logins", { auth_identity_id: "authid_1" }],
        ["DELETE", "/admin/customers/cus_unknown/logins/1"],
      ];
      expect(await admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
      const foreign: RequestLine[] = [
        ["GET", url],
        ["POST", url, { auth_identity_id: "authid_1" }],
        ["DELETE", `${url}/1`],
      ];
      expect(await ada.client.statuses(foreign)).toEqual(allAnswered(foreign, 401));
      const own: RequestLine[] = [
        ["GET", ME],
        ["POST", ME, { token: "x" }],
        ["DELETE", `${ME}/1`],
      ];
      expect(await storefront.statuses(own)).toEqual(allAnswered(own, 401));
    });
  });

  describe("a second login", () => {
    it("is linked by an admin when its email is proven and the customer's: the customer logs in with both", async () => {
      const { id } = await createIdentity(store, google("Ada@X.io"));
      const answer = await admin.post<LoginsBody>(url, { auth_identity_id: id });
      expect(answer.status).toBe(200);
      expect(answer.data.logins.map(({ provider }) => provider)).toEqual(["emailpass", "google"]);
      expect((await retrieveIdentity(id)).app_metadata).toEqual({ customer_id: ada.id });
      expect(await events.last("customer.login_linked")).toEqual({ id: ada.id, auth_identity_id: id });
    });

    it("is linked by the customer with the token that the second provider's login gave", async () => {
      const { id } = await createIdentity(store, google("ada@x.io"));
      const answer = await ada.client.post<LoginsBody>(ME, { token: tokenOf(store, id), password: PASSWORD });
      expect(answer).toMatchObject({
        status: 200,
        data: { logins: [{ provider: "emailpass" }, { provider: "google" }] },
      });
      // Medusa now gives that login a token with the customer in it.
      const refreshed = await storefront
        .withToken(tokenOf(store, id, { claims: { auth_provider: "google" } }))
        .post<{ token: string }>("/auth/token/refresh");
      expect(await storefront.withToken(refreshed.data.token).get("/store/customers/me")).toMatchObject({
        data: { customer: { id: ada.id } },
      });
    });

    it("is linked when its holder has confirmed the address through Medusa's verification, over HTTP", async () => {
      const { data } = await storefront.post<{ token: string }>("/auth/customer/emailpass/register", {
        ...{ email: "second@x.io", password: PASSWORD },
      });
      const second = storefront.withToken(data.token);
      await expectRefused(() => ada.client.post(ME, { token: data.token, password: PASSWORD }), { status: 400 });

      await second.post("/auth/verification/request", { entity_id: "ada@x.io", entity_type: "email" });
      const { code } = await events.last<{ code: string }>("auth.verification_requested");
      await expectRefused(() => ada.client.post(ME, { token: data.token, password: PASSWORD }), { status: 400 });
      expect(await storefront.post("/auth/verification/confirm", { code })).toMatchObject({ status: 200 });
      expect(await ada.client.post(ME, { token: data.token, password: PASSWORD })).toMatchObject({ status: 200 });
      expect(await providersOf()).toEqual(["emailpass", "emailpass"]);
    });

    it("is refused to an admin without proof, with another address, for a guest, and when it is taken", async () => {
      const guest = await store.customers.createCustomers({ email: "guest@x.io" });
      const unproven = await createIdentity(store, {
        ...{ provider: "github", entityId: "1", userMetadata: { email: "ada@x.io" } },
      });
      const denied = await createIdentity(
        store,
        google("ada@x.io", { entityId: "2", userMetadata: { email: "ada@x.io", email_verified: false } }),
      );
      const other = await createIdentity(store, google("bob@x.io", { entityId: "3", verified: "bob@x.io" }));
      const taken = await createIdentity(store, google("ada@x.io", { entityId: "4", customerId: "cus_bob" }));
      for (const { id } of [unproven, denied, other, taken]) {
        await expectRefused(() => admin.post(url, { auth_identity_id: id }), {
          status: 400,
          data: { message: expect.stringContaining(id) },
        });
      }
      const proven = await createIdentity(store, google("guest@x.io", { entityId: "5" }));
      await expectRefused(() => admin.post(`/admin/customers/${guest.id}/logins`, { auth_identity_id: proven.id }), {
        status: 400,
      });
      await expectRefused(() => admin.post(url, { auth_identity_id: "authid_unknown" }), { status: 404 });
      const wrong = ["", "x".repeat(101), "\u0000", "\ud800", 1, null].map((id) => ({ auth_identity_id: id }));
      for (const body of [{}, { token: "x" }, ...wrong]) {
        await expectRefused(() => admin.post(url, body), { status: 400 });
      }
    });

    it("is refused to a customer in the same words whatever the reason: nobody's login or address is told", async () => {
      const bob = await registerAndLogIn(storefront, "bob@x.io");
      const of = async (rest: object, claims = {}) =>
        tokenOf(store, (await createIdentity(store, google("ada@x.io", rest))).id, claims);
      const secondFactor = { claims: { mfa_enabled: true, mfa_challenge_completed_at: null } };
      const tokens = {
        "an unknown identity": tokenOf(store, "authid_unknown"),
        "no token of ours": "abc",
        "an unproven one": await of({ provider: "github" }),
        "another address": await of({ entityId: "2", userMetadata: { email: "bob@x.io" } }),
        "another customer's login": await of({ entityId: "3", customerId: bob.id }),
        "another customer's token": bob.token,
        "their own token": ada.token,
        "a dashboard user's": await of({ entityId: "4" }, { actorType: "user" }),
        "one that lacks its second factor": await of({ entityId: "5" }, secondFactor),
      };
      const answers: [string, unknown][] = [];
      for (const [name, token] of Object.entries(tokens)) {
        await expectRefused(
          async () => {
            const answer = await ada.client.post<ErrorBody>(ME, { token, password: PASSWORD });
            answers.push([name, answer]);
            return answer;
          },
          { status: 400, data: { message: expect.stringContaining("cannot be linked") } },
        );
      }
      for (const [name, answer] of answers) {
        expect([name, answer]).toEqual([name, answers[0][1]]);
      }
      for (const body of [{}, { token: 1 }, { token: "" }, { token: "x".repeat(10_001) }, { auth_identity_id: "1" }]) {
        await expectRefused(() => ada.client.post(ME, body), { status: 400 });
      }
    });
  });

  describe("unlinking", () => {
    async function linked(rest: object = {}): Promise<LoginBody> {
      await createIdentity(store, google("ada@x.io", { customerId: ada.id, ...rest }));
      const { logins } = (await admin.get<LoginsBody>(url)).data;
      return logins[logins.length - 1];
    }

    it("takes a login away with its identity, by the customer or by an admin", async () => {
      const first = await linked({ verified: "ada@x.io" });
      expect(await ada.client.delete(`${ME}/${first.id}`, { password: PASSWORD })).toEqual({
        status: 200,
        data: { id: first.id, object: "login", deleted: true },
      });
      expect(await events.last("customer.login_unlinked")).toEqual({ id: ada.id, login_id: first.id });
      const second = await linked();
      const [id, app_metadata] = [second.auth_identity_id, { tier: "what a shop keeps is no other actor" }];
      await store.container.resolve(Modules.AUTH).updateAuthIdentities({ id, app_metadata });
      expect(await admin.delete(`${url}/${second.id}`)).toMatchObject({ status: 200 });
      expect(await providersOf()).toEqual(["emailpass"]);
      expect(await store.sql("select provider from provider_identity")).toEqual([{ provider: "emailpass" }]);
      expect(await store.sql("select id from auth_identity")).toHaveLength(1);
      expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
    });

    it("refuses the last one, whoever asks, and then the customer still logs in", async () => {
      const [{ id }] = (await admin.get<LoginsBody>(url)).data.logins;
      const refusal = { status: 400, data: { message: expect.stringContaining("at least one login") } };
      await expectRefused(() => ada.client.delete(`${ME}/${id}`, { password: PASSWORD }), refusal);
      await expectRefused(() => admin.delete(`${url}/${id}`), refusal);
      expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
    });

    it("refuses all of them while a merge of the customer has not ended: its rollback would leave none", async () => {
      const second = await linked({ verified: "ada@x.io" });
      const bob = await store.customers.createCustomers({ email: "bob@x.io" });
      const merge = "insert into customer_merge (id, merged_id, survivor_id) values ('cusmrg_1', ?, ?)";
      await store.sql(merge, [bob.id, ada.id]);
      await store.sql("update customer set deleted_at = now() where id = ?", [bob.id]);
      const refusal = { data: { message: expect.stringContaining("merge") } };

      await expectRefused(() => admin.delete(`${url}/${second.id}`), refusal);
      await expectRefused(() => ada.client.delete(`${ME}/${second.id}`, { password: PASSWORD }), refusal);
      await store.sql("update customer_merge set completed_at = now()");
      expect(await admin.delete(`${url}/${second.id}`)).toMatchObject({ status: 200 });
    });

    it("leaves an identity that is a dashboard user's too, without the customer", async () => {
      const login = await linked({ userId: "user_1" });
      expect(await ada.client.delete(`${ME}/${login.id}`, { password: PASSWORD })).toMatchObject({ status: 200 });
      expect(await providersOf()).toEqual(["emailpass"]);
      const { app_metadata } = await retrieveIdentity(login.auth_identity_id);
      expect(app_metadata).toMatchObject({ user_id: "user_1" });
      expect(app_metadata?.customer_id ?? null).toBeNull();
    });

    it("takes one of several logins of one identity, and leaves the others; a shared identity's not", async () => {
      const [{ id, auth_identity_id }] = (await admin.get<LoginsBody>(url)).data.logins;
      const auth = store.container.resolve(Modules.AUTH);
      const { id: added } = await auth.createProviderIdentities({
        ...{ provider: "google", entity_id: "1", auth_identity_id },
      });
      await auth.updateAuthIdentities({ id: auth_identity_id, app_metadata: { user_id: "user_1" } });
      await expectRefused(() => ada.client.delete(`${ME}/${added}`, { password: PASSWORD }), { status: 400 });

      // The Auth module merges: null takes the key away.
      const alone = { user_id: null } as unknown as Record<string, unknown>;
      await auth.updateAuthIdentities({ id: auth_identity_id, app_metadata: alone });
      expect(await ada.client.delete(`${ME}/${added}`, { password: PASSWORD })).toMatchObject({ status: 200 });
      await expectRefused(() => ada.client.delete(`${ME}/${id}`, { password: PASSWORD }), { status: 400 });
      expect(await providersOf()).toEqual(["emailpass"]);
    });

    it("another customer's login, and an unknown one, are 404, and stay", async () => {
      await linked();
      const bob = await registerAndLogIn(storefront, "bob@x.io");
      const [theirs] = (await bob.client.get<LoginsBody>(ME)).data.logins;
      for (const id of [theirs.id, "unknown", "%00"]) {
        await expectRefused(() => ada.client.delete(`${ME}/${id}`, { password: PASSWORD }), { status: 404 });
        await expectRefused(() => admin.delete(`${url}/${id}`), { status: 404 });
      }
    });
  });
});
