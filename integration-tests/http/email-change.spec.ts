import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { CustomerModuleService } from "medusa-plugin-customers";
import expireEmailChanges from "../../src/jobs/customers-expire-email-changes";
import { adminClient, registeredCustomer, storefrontClient } from "../helpers/accounts";
import type { ApiClient, ErrorBody, RequestLine } from "../helpers/api-client";
import { allAnswered } from "../helpers/api-client";
import { differences, readAllRows } from "../helpers/database-rows";
import { type Account, createIdentity, logIn, PASSWORD, registerAndLogIn, tokenOf } from "../helpers/logins";
import { SentEvents } from "../helpers/sent-events";
import { describeStore } from "../helpers/store";

const ME = "/store/customers/me/email";
const CONFIRM = `${ME}/confirm`;
const CONFIRM_WITHOUT_LOGIN = "/store/customers/email/confirm";
const REQUESTED = "customer.email_change_requested";
const CHANGED = "customer.email_changed";

type ChangeBody = { email_change: { id: string; email: string; requested_by: string; expires_at: string } };
type Requested = { id: string; change_id: string; token: string };
type CustomerBody = { customer: { id: string; email: string } };

describeStore((store) => {
  let storefront: ApiClient;
  let admin: ApiClient;
  let ada: Account;
  let events: SentEvents;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
    admin = await adminClient(store);
    ada = await registerAndLogIn(storefront, "ada@x.io");
    events = new SentEvents(store);
  });

  afterEach(() => {
    events.stop();
  });

  /** The store's customer service, typed as a shop types it. */
  const service = () => store.container.resolve<CustomerModuleService>(Modules.CUSTOMER);

  const request = (email: string, client = ada.client) => client.post<ChangeBody>(ME, { email, password: PASSWORD });

  /** Requests a change, and gives the token that the shop's mail would carry. */
  async function requested(email: string): Promise<Requested> {
    const before = (await events.all(REQUESTED)).length;
    expect((await request(email)).status).toBe(202);
    return await events.last<Requested>(REQUESTED, before + 1);
  }

  async function requestedByAdmin(id: string, email: string): Promise<Requested> {
    const before = (await events.all(REQUESTED)).length;
    const answer = await admin.post(`/admin/customers/${id}/email`, { email });
    expect(answer).toMatchObject({ status: 202 });
    return await events.last<Requested>(REQUESTED, before + 1);
  }

  const emailOf = async (id: string) => (await store.customers.retrieveCustomer(id)).email;
  const unknownAnswer = () => ada.client.post<ErrorBody>(CONFIRM, { token: "unknown" });

  describe("a change that is requested and confirmed", () => {
    it("changes nothing at first; then email and login together, the old login no more", async () => {
      const { id, change_id, token } = await requested("Ada.New@X.io");
      expect({ id, change_id }).toEqual({ id: ada.id, change_id: expect.stringMatching(/^cusech_/) });
      expect(await emailOf(ada.id)).toBe("ada@x.io");
      expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });

      const confirmed = await ada.client.post<CustomerBody>(CONFIRM, { token });
      expect(confirmed).toMatchObject({ status: 200, data: { customer: { id: ada.id, email: "ada.new@x.io" } } });
      expect(await logIn(storefront, "ada.new@x.io")).toMatchObject({ status: 200 });
      expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 401 });
      expect(await ada.client.get(ME)).toEqual({ status: 200, data: { email_change: null } });
    });

    it("is told in events with ids, from which a shop finds both addresses for its mails", async () => {
      const { token, change_id } = await requested("new@x.io");
      expect(await service().retrieveEmailChange(change_id)).toMatchObject({ new_email: "new@x.io" });
      await ada.client.post(CONFIRM, { token });

      expect(await events.last(CHANGED)).toEqual({ id: ada.id, change_id });
      expect(await service().retrieveEmailChange(change_id)).toMatchObject({
        ...{ customer_id: ada.id, old_email: "ada@x.io", new_email: "new@x.io" },
        ...{ state: "confirmed", requested_by: "customer" },
      });
      expect(await events.all("customer.updated")).toEqual([{ id: ada.id }]);
    });

    it("keeps its token to the event: no answer holds it, and no table but for its hash", async () => {
      const answer = await request("new@x.io");
      const { token } = await events.last<Requested>(REQUESTED);
      expect(answer.data).toEqual({
        email_change: {
          ...{ id: expect.any(String), email: "new@x.io", requested_by: "customer" },
          ...{ expires_at: expect.any(String), created_at: expect.any(String) },
        },
      });
      const executions = await store.sql<{ row: string }>("select to_jsonb(e)::text as row from workflow_execution e");
      const rows = [...(await readAllRows(store)).values()].flat().concat(executions.map(({ row }) => row));
      expect(rows.filter((row) => row.includes(token) || row.includes(PASSWORD))).toEqual([]);
    });

    it("leaves the guest of the new address a guest", async () => {
      const guest = await store.customers.createCustomers({ email: "new@x.io" });
      const { token } = await requested("new@x.io");
      expect(await ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
      expect(await store.customers.retrieveCustomer(guest.id)).toMatchObject({ email: "new@x.io", has_account: false });
    });

    it("counts as proof where the store demands verified logins", async () => {
      const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
      const { token } = await requested("new@x.io");
      await ada.client.post(CONFIRM, { token });
      http.authVerificationsPerActor = { customer: [{ auth_provider: "emailpass", entity_type: "email" }] };
      try {
        const { data } = await logIn(storefront, "new@x.io");
        expect(data).not.toHaveProperty("verification_required");
        const me = await storefront.withToken("token" in data ? data.token : "").get("/store/customers/me");
        expect(me).toMatchObject({ status: 200 });
      } finally {
        delete http.authVerificationsPerActor;
      }
    });

    it("takes international addresses", async () => {
      const { token } = await requested("josé@bücher.example");
      expect(await ada.client.post(CONFIRM, { token })).toMatchObject({
        data: { customer: { email: "josé@bücher.example" } },
      });
    });

    it("goes with whole life: old login, new login, account deleted, no identity left", async () => {
      const { token } = await requested("new@x.io");
      await ada.client.post(CONFIRM, { token });
      expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 401 });
      expect(await logIn(storefront, "new@x.io")).toMatchObject({ status: 200 });

      expect(await admin.delete(`/admin/customers/${ada.id}`)).toMatchObject({ status: 200 });
      for (const table of ["auth_identity", "provider_identity", "auth_verification"]) {
        expect({ table, rows: await store.sql(`select id from ${table}`) }).toEqual({ table, rows: [] });
      }
      expect(await logIn(storefront, "new@x.io")).toMatchObject({ status: 401 });
    });
  });

  describe("who may request it", () => {
    it("needs the password of the account: a wrong one, or none, is 401, and nothing is stored", async () => {
      for (const body of [{ password: "wrong" }, {}]) {
        const answer = await ada.client.post<ErrorBody>(ME, { email: "new@x.io", ...body });
        expect(answer).toMatchObject({ status: 401, data: { message: expect.stringContaining('"password"') } });
      }
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });

    it("another customer's password does not do", async () => {
      await registerAndLogIn(storefront, "bob@x.io");
      const answer = await ada.client.post(ME, { email: "new@x.io", password: "not correct horse" });
      expect(answer).toMatchObject({ status: 401 });
    });

    it("an account without a password needs a login of the last ten minutes", async () => {
      const { customer } = await registeredCustomer(store, storefront, "google@x.io");
      const { id } = await createIdentity(store, { provider: "google", entityId: "1", customerId: customer.id });
      const client = (minutes: number) =>
        storefront.withToken(
          tokenOf(store, id, { actorId: customer.id, issuedAt: new Date(Date.now() - minutes * 60_000) }),
        );
      const stale = await client(11).post<ErrorBody>(ME, { email: "new@x.io" });
      expect(stale).toMatchObject({ status: 401, data: { message: expect.stringContaining("Log in again") } });
      expect(await client(11).post(ME, { email: "new@x.io", password: PASSWORD })).toMatchObject({ status: 401 });
      expect(await client(9).post(ME, { email: "new@x.io" })).toMatchObject({ status: 202 });

      const { token } = await events.last<Requested>(REQUESTED);
      expect(await client(11).post(CONFIRM, { token })).toMatchObject({ status: 200 });
      expect(await emailOf(customer.id)).toBe("new@x.io");
    });

    it("an account with a password may log in afresh instead where the shop allows it, and only then", async () => {
      const settings = service().accountSettings();
      const allowed = { ...settings, email_change_fresh_login: "always" as const };
      jest.spyOn(service(), "accountSettings").mockReturnValue(allowed);
      expect(await ada.client.post(ME, { email: "new@x.io" })).toMatchObject({ status: 202 });
      const [{ id }] = await store.sql<{ id: string }>("select id from auth_identity");
      const issuedAt = new Date(Date.now() - 11 * 60_000);
      const stale = storefront.withToken(tokenOf(store, id, { actorId: ada.id, issuedAt }));
      expect(await stale.post(ME, { email: "new@x.io" })).toMatchObject({ status: 401 });
      expect(settings.email_change_fresh_login).toBe("without_password");
    });

    it("no token is 401 at each route, and a dashboard user's is too", async () => {
      const user = storefront.withToken(tokenOf(store, "none", { actorId: "user_1", actorType: "user" }));
      const requests: RequestLine[] = [
        ["GET", ME],
        ["POST", ME, { email: "new@x.io" }],
        ["DELETE", ME],
        ["POST", CONFIRM, { token: "x" }],
      ];
      expect(await storefront.statuses(requests)).toEqual(allAnswered(requests, 401));
      expect(await user.statuses(requests)).toEqual(allAnswered(requests, 401));
    });

    it("a login that is a dashboard user's too is refused", async () => {
      const [login] = await store.sql<{ id: string }>("select id from auth_identity");
      await store.container
        .resolve(Modules.AUTH)
        .updateAuthIdentities({ id: login.id, app_metadata: { user_id: "user_1" } });
      expect(await request("new@x.io")).toMatchObject({ status: 400 });
      expect(await admin.post(`/admin/customers/${ada.id}/email`, { email: "new@x.io" })).toMatchObject({
        status: 400,
      });
      expect(await events.all(REQUESTED)).toEqual([]);
    });
  });

  it("wrong bodies are refused with 400 and name the field", async () => {
    const wrong: [string, object, string][] = [
      [ME, {}, "email"],
      [ME, { email: "no address", password: PASSWORD }, "email"],
      [ME, { email: `${"a".repeat(400)}@x.io`, password: PASSWORD }, "email"],
      [ME, { email: ["a@x.io"] }, "email"],
      [ME, { email: "a\u0000@x.io", password: PASSWORD }, "email"],
      [ME, { email: "a\ud800@x.io", password: PASSWORD }, "email"],
      [ME, { email: "ada@X.io", password: PASSWORD }, "email"],
      [ME, { email: "new@x.io", password: "x".repeat(1_001) }, "password"],
      [ME, { email: "new@x.io", password: "" }, "password"],
      [ME, { email: "new@x.io", customer_id: "cus_1" }, "customer_id"],
      [CONFIRM, {}, "token"],
      [CONFIRM, { token: "" }, "token"],
      [CONFIRM, { token: "x".repeat(201) }, "token"],
      [CONFIRM_WITHOUT_LOGIN, { token: 1 }, "token"],
    ];
    for (const [url, body, field] of wrong) {
      const { status, data } = await ada.client.post<ErrorBody>(url, body);
      expect({ url, body, status, message: data.message }).toEqual({
        ...{ url, body, status: 400 },
        message: expect.stringContaining(field),
      });
    }
    expect(await store.sql("select id from customer_email_change")).toEqual([]);
  });

  describe("a confirmation that is not valid is answered in the same words, whatever the reason", () => {
    async function expectUnknown(token: string, client = ada.client, url = CONFIRM): Promise<void> {
      const before = await readAllRows(store);
      expect(await client.post(url, { token })).toEqual(await unknownAnswer());
      expect(differences(before, await readAllRows(store))).toEqual([]);
    }

    it("an unknown token is 404", async () => {
      expect(await unknownAnswer()).toMatchObject({ status: 404, data: { type: "not_found" } });
      await expectUnknown("\ud800");
    });

    it("a used one", async () => {
      const { token } = await requested("new@x.io");
      expect(await ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
      await expectUnknown(token);
    });

    it("one whose time has run out, marked by the job or not yet", async () => {
      const { token } = await requested("new@x.io");
      await store.sql("update customer_email_change set expires_at = now()");
      await expectUnknown(token);
      expect(await ada.client.get(ME)).toMatchObject({ data: { email_change: null } });
      expect(await ada.client.delete(ME)).toMatchObject({ status: 404 });

      await expireEmailChanges(store.container);
      expect(await store.sql("select state from customer_email_change")).toEqual([{ state: "expired" }]);
      await expectUnknown(token);
    });

    it("one that a second request replaced; the second works", async () => {
      const first = await requested("first@x.io");
      const second = await requested("second@x.io");
      await expectUnknown(first.token);
      expect(await ada.client.get(ME)).toMatchObject({ data: { email_change: { email: "second@x.io" } } });
      expect(await ada.client.post(CONFIRM, { token: second.token })).toMatchObject({ status: 200 });
      expect(await emailOf(ada.id)).toBe("second@x.io");
    });

    it("a cancelled one", async () => {
      const { token, change_id } = await requested("new@x.io");
      expect(await ada.client.delete(ME)).toEqual({
        status: 200,
        data: { id: change_id, object: "email_change", deleted: true },
      });
      await expectUnknown(token);
      expect(await ada.client.delete(ME)).toMatchObject({ status: 404 });
    });

    it("another customer's, who also cannot cancel or see it", async () => {
      const bob = await registerAndLogIn(storefront, "bob@x.io");
      const { token } = await requested("new@x.io");
      await expectUnknown(token, bob.client);
      expect(await bob.client.get(ME)).toMatchObject({ data: { email_change: null } });
      expect(await bob.client.delete(ME)).toMatchObject({ status: 404 });
      expect(await ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
    });

    it("a customer's own request without a login: a mail to a mistyped address gives the account to nobody", async () => {
      const { token } = await requested("new@x.io");
      await expectUnknown(token, storefront, CONFIRM_WITHOUT_LOGIN);
      await expectUnknown(token, ada.client, CONFIRM_WITHOUT_LOGIN);
    });

    it("an address that became another account's, or another login's, since the request", async () => {
      for (const take of [
        () => store.customers.createCustomers(Object.assign({ email: "new@x.io" }, { has_account: true })),
        () => createIdentity(store, { provider: "emailpass", entityId: "other@x.io" }),
      ]) {
        const { token } = await requested((await events.all(REQUESTED)).length ? "other@x.io" : "new@x.io");
        await take();
        await expectUnknown(token);
      }
      expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
    });

    it("a customer whose email an admin set meanwhile, or who was deleted", async () => {
      const { token } = await requested("new@x.io");
      await store.customers.updateCustomers(ada.id, { email: "set@x.io" });
      await expectUnknown(token);

      const second = await requestedByAdmin(ada.id, "new@x.io");
      await store.customers.softDeleteCustomers([ada.id]);
      await expectUnknown(second.token, storefront, CONFIRM_WITHOUT_LOGIN);
    });
  });

  describe("an address that somebody has", () => {
    const takers: Record<string, () => Promise<unknown>> = {
      "another account, also in other letters": () => registerAndLogIn(storefront, "taken@x.io"),
      "a registration that was never finished": () =>
        createIdentity(store, { provider: "emailpass", entityId: "taken@x.io" }),
      "a dashboard user's login": () =>
        createIdentity(store, { provider: "emailpass", entityId: "taken@x.io", userId: "user_1" }),
    };

    it.each(Object.entries(takers))(
      "is answered to a customer like a free one, and no token leaves the store: %s",
      async (_, take) => {
        await take();
        const free = await request("free@x.io");
        const expected = {
          status: free.status,
          data: { email_change: { ...free.data.email_change, id: expect.any(String) } },
        };
        await events.last(REQUESTED);
        for (const email of ["taken@x.io", "TAKEN@X.io"]) {
          const answer = await request(email);
          Object.assign(expected.data.email_change, {
            ...{ email: "taken@x.io", expires_at: expect.any(String), created_at: expect.any(String) },
          });
          expect(answer).toEqual(expected);
          expect(await ada.client.get(ME)).toEqual({ status: 200, data: answer.data });
        }
        expect(await events.all(REQUESTED)).toHaveLength(1);
      },
    );

    it("is refused to an admin, with whose it is and without the address", async () => {
      const bob = await registerAndLogIn(storefront, "bob@x.io");
      const answer = await admin.post<ErrorBody>(`/admin/customers/${ada.id}/email`, { email: "BOB@x.io" });
      expect(answer).toMatchObject({ status: 422, data: { message: expect.stringContaining(bob.id) } });
      expect(answer.data.message).not.toContain("bob@x.io");
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });

    it("may be the customer's own login, when only the customer's email had been changed", async () => {
      await store.customers.updateCustomers(ada.id, { email: "set@x.io" });
      const { token } = await requested("ada@x.io");
      expect(await ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
      expect(await emailOf(ada.id)).toBe("ada@x.io");
      expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
    });
  });

  describe("/admin/customers/:id/email", () => {
    it("requests, shows and cancels a change; the token is not answered", async () => {
      const url = `/admin/customers/${ada.id}/email`;
      expect(await admin.get(url)).toEqual({ status: 200, data: { email_change: null } });
      const requestedChange = await admin.post<ChangeBody>(url, { email: "New@x.io" });
      expect(requestedChange).toMatchObject({
        status: 202,
        data: { email_change: { email: "new@x.io", requested_by: "admin" } },
      });
      const { token } = await events.last<Requested>(REQUESTED);
      expect(JSON.stringify(requestedChange.data)).not.toContain(token);
      expect(await admin.get(url)).toEqual({ status: 200, data: requestedChange.data });
      expect(await admin.delete(url)).toMatchObject({ status: 200, data: { object: "email_change", deleted: true } });
      expect(await admin.delete(url)).toMatchObject({ status: 404 });
      expect(await storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toEqual(await unknownAnswer());
    });

    it("lets a customer who cannot log in confirm with the token alone, once", async () => {
      const { token } = await requestedByAdmin(ada.id, "new@x.io");
      expect(await storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toEqual({
        status: 200,
        data: { confirmed: true },
      });
      expect(await emailOf(ada.id)).toBe("new@x.io");
      expect(await logIn(storefront, "new@x.io")).toMatchObject({ status: 200 });
      expect(await storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toEqual(await unknownAnswer());
    });

    it("is confirmed by the customer's own login as well", async () => {
      const { token } = await requestedByAdmin(ada.id, "new@x.io");
      expect(await ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
    });

    it("refuses a guest, an unknown customer, wrong bodies, and who is no dashboard user", async () => {
      const guest = await store.customers.createCustomers({ email: "guest@x.io" });
      const url = (id: string) => `/admin/customers/${id}/email`;
      const body = { email: "new@x.io" };
      expect(await admin.post(url(guest.id), body)).toMatchObject({
        status: 400,
        data: { message: expect.stringContaining("is a guest") },
      });
      const unknown: RequestLine[] = [
        ["GET", url("cus_unknown")],
        ["POST", url("cus_unknown"), body],
        ["DELETE", url("cus_unknown")],
      ];
      expect(await admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
      const wrong: RequestLine[] = [
        ["POST", url(ada.id), {}],
        ["POST", url(ada.id), { email: "none" }],
        ["POST", url(ada.id), { email: "ada@x.io" }],
        ["POST", url(ada.id), { ...body, requested_by: "customer" }],
      ];
      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      const foreign: RequestLine[] = [
        ["GET", url(ada.id)],
        ["POST", url(ada.id), body],
        ["DELETE", url(ada.id)],
      ];
      expect(await ada.client.statuses(foreign)).toEqual(allAnswered(foreign, 401));
      expect(await store.client.statuses(foreign)).toEqual(allAnswered(foreign, 401));
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });
  });
});
