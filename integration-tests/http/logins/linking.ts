import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import {
  expectRefused,
  google,
  type LoginScenario,
  type LoginsBody,
  MY_LOGINS,
  openLoginScenario,
  providersOf,
  retrieveIdentity,
} from "../../helpers/logins/login-scenario";
import {
  type Account,
  createIdentity,
  PASSWORD,
  registerAndLogIn,
  tokenOf,
  verifyEmail,
} from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

export default function loginsLinking(store: Store): void {
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
      expect(await ada.client.get(MY_LOGINS)).toEqual(answer);
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
        ["GET", MY_LOGINS],
        ["POST", MY_LOGINS, { token: "x" }],
        ["DELETE", `${MY_LOGINS}/1`],
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
      expect((await retrieveIdentity(store, id)).app_metadata).toEqual({ customer_id: ada.id });
      expect(await desk.events.last("customer.login_linked")).toEqual({ id: ada.id, auth_identity_id: id });
    });

    it("is linked by the customer with the token that the second provider's login gave", async () => {
      const { id } = await createIdentity(store, google("ada@x.io"));
      const answer = await ada.client.post<LoginsBody>(MY_LOGINS, { token: tokenOf(store, id), password: PASSWORD });
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
      await expectRefused(store, () => ada.client.post(MY_LOGINS, { token: data.token, password: PASSWORD }), {
        status: 400,
      });

      await second.post("/auth/verification/request", { entity_id: "ada@x.io", entity_type: "email" });
      const { code } = await desk.events.last<{ code: string }>("auth.verification_requested");
      await expectRefused(store, () => ada.client.post(MY_LOGINS, { token: data.token, password: PASSWORD }), {
        status: 400,
      });
      expect(await storefront.post("/auth/verification/confirm", { code })).toMatchObject({ status: 200 });
      expect(await ada.client.post(MY_LOGINS, { token: data.token, password: PASSWORD })).toMatchObject({
        status: 200,
      });
      expect(await providersOf(desk)).toEqual(["emailpass", "emailpass"]);
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
        await expectRefused(store, () => admin.post(url, { auth_identity_id: id }), {
          status: 400,
          data: { message: expect.stringContaining(id) },
        });
      }
      const proven = await createIdentity(store, google("guest@x.io", { entityId: "5" }));
      await expectRefused(
        store,
        () => admin.post(`/admin/customers/${guest.id}/logins`, { auth_identity_id: proven.id }),
        {
          status: 400,
        },
      );
      await expectRefused(store, () => admin.post(url, { auth_identity_id: "authid_unknown" }), { status: 404 });
      const wrong = ["", "x".repeat(101), "\u0000", "\ud800", 1, null].map((id) => ({ auth_identity_id: id }));
      for (const body of [{}, { token: "x" }, ...wrong]) {
        await expectRefused(store, () => admin.post(url, body), { status: 400 });
      }
    });

    it("is refused to a customer with the same message for every reason: it reveals no login and no email", async () => {
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
          store,
          async () => {
            const answer = await ada.client.post<ErrorBody>(MY_LOGINS, { token, password: PASSWORD });
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
        await expectRefused(store, () => ada.client.post(MY_LOGINS, body), { status: 400 });
      }
    });
  });
}
