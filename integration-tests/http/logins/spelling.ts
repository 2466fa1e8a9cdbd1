import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { sentStatements } from "../../helpers/databases/sent-statements";
import { storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import { coreAccount, loginNames } from "../../helpers/logins/core-accounts";
import { createIdentity, PASSWORD, tokenOf } from "../../helpers/logins/logins";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

const LOGIN = "/auth/customer/emailpass";
const REGISTER = `${LOGIN}/register`;
const RESET = `${LOGIN}/reset-password`;
const EXISTS = { status: 401, data: { message: "Identity with email already exists" } };

type TokenBody = { token: string };
type Me = { customer: { id: string } };

export default function loginsSpelling(store: Store): void {
  let storefront: ApiClient;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
  });

  const logIn = (email: string, password = PASSWORD) =>
    storefront.post<TokenBody & ErrorBody>(LOGIN, { email, password });

  /** Whose account a spelling and a password open; the status when they open none. */
  async function opens(email: string, password = PASSWORD): Promise<string | number> {
    const { status, data } = await logIn(email, password);
    if (status !== 200) {
      return status;
    }
    const me = await storefront.withToken(data.token).get<Me>("/store/customers/me");
    return me.data.customer.id;
  }

  describe("a login that core made, of a customer whose email db:migrate has rewritten", () => {
    it("opens with the email that the profile shows, as it was typed at the registration, and in any other case", async () => {
      const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
      for (const email of ["ada@x.io", "Ada@X.io", "ADA@x.io", " ada@X.IO "]) {
        expect([email, await opens(email)]).toEqual([email, ada.id]);
      }
      expect(await opens("ada@x.io", "wrong password")).toBe(401);
      expect(await loginNames(store)).toEqual(["Ada@X.io"]);
    });

    it("opens by GET with a body, and by a path in another case or encoded, as core's route does", async () => {
      const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
      const body = { email: "ada@x.io", password: PASSWORD };
      const answers = [
        await storefront.send<TokenBody>("GET", LOGIN, body),
        await storefront.post<TokenBody>("/AUTH/customer/emailpass", body),
        await storefront.post<TokenBody>("/auth/custome%72/emailpas%73", body),
      ];
      for (const { status, data } of answers) {
        expect(status).toBe(200);
        const me = await storefront.withToken(data.token).get<Me>("/store/customers/me");
        expect(me.data.customer.id).toBe(ada.id);
      }
    });

    it("is not opened by an old spelling of another customer's email", async () => {
      const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
      await store.customers.updateCustomers(ada.id, { email: "other@x.io" });
      const registered = { email: "ada@x.io", has_account: true };
      await store.customers.createCustomers(registered);
      expect(await opens("ada@x.io")).toBe(401);
      expect(await opens("Ada@X.io")).toBe(ada.id);
    });

    it("is not opened by a customer's new email that is another one", async () => {
      await coreAccount(store, { login: "Ada@X.io", email: "other@x.io" });
      expect(await opens("other@x.io")).toBe(401);
      expect(await opens("ada@x.io")).toBe(401);
    });

    it("opens when it is renamed at the moment of the login", async () => {
      const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
      const auth = store.container.resolve(Modules.AUTH);
      const authenticate = auth.authenticate.bind(auth);
      // The barrier: the login has its new name between the look-up and core's own read.
      jest.spyOn(auth, "authenticate").mockImplementationOnce(async (...args) => {
        await auth.updateProviderIdentities({ id: ada.loginId, entity_id: "ada@x.io" });
        return await authenticate(...args);
      });
      expect(await opens("Ada@X.io")).toBe(ada.id);
    });
  });

  describe("two logins whose names differ by case only", () => {
    it("open each its own account by its exact name, and never the other's; any other spelling is the store's", async () => {
      const upper = await coreAccount(store, { login: "Ada@X.io", email: "kept@x.io", password: "upper password" });
      const lower = await coreAccount(store, { login: "ada@x.io", email: "ada@x.io", password: "lower password" });

      expect(await opens("Ada@X.io", "upper password")).toBe(upper.id);
      expect(await opens("ada@x.io", "lower password")).toBe(lower.id);
      expect(await opens("ADA@X.IO", "lower password")).toBe(lower.id);
      expect(await opens("Ada@X.io", "lower password")).toBe(401);
      expect(await opens("ada@x.io", "upper password")).toBe(401);
      expect(await opens("ADA@X.IO", "upper password")).toBe(401);
    });

    it("get each its own mail to reset the password", async () => {
      await coreAccount(store, { login: "Ada@X.io", email: "kept@x.io" });
      await coreAccount(store, { login: "ada@x.io", email: "ada@x.io" });
      const events = new SentEvents(store);
      for (const identifier of ["Ada@X.io", "ada@x.io", "ADA@X.io"]) {
        expect(await storefront.post(RESET, { identifier })).toMatchObject({ status: 201 });
      }
      await events.last("auth.password_reset", 3);
      const sent = await events.all<{ entity_id: string }>("auth.password_reset");
      events.stop();
      expect(sent.map(({ entity_id }) => entity_id)).toEqual(["Ada@X.io", "ada@x.io", "ada@x.io"]);
    });
  });

  describe("a registration", () => {
    it("names the login by the store's spelling, and finds it in every other", async () => {
      expect(await storefront.post(REGISTER, { email: " New@X.io", password: PASSWORD })).toMatchObject({
        status: 200,
      });
      expect(await loginNames(store)).toEqual(["new@x.io"]);
      expect(await logIn("NEW@x.io")).toMatchObject({ status: 200, data: { token: expect.any(String) } });
    });

    it("of two spellings at once makes one login", async () => {
      const spellings = ["new@x.io", "New@x.io", "NEW@X.IO", "nEw@x.io"];
      const answers = await Promise.all(
        spellings.map((email, index) => storefront.post(REGISTER, { email, password: `password ${index}` })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
      expect(await loginNames(store)).toEqual(["new@x.io"]);
    });

    it("makes no second login beside one in another spelling, whatever the password", async () => {
      await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
      for (const email of ["ada@x.io", "Ada@X.io", "ADA@X.io"]) {
        for (const password of [PASSWORD, "another password"]) {
          expect(await storefront.post(REGISTER, { email, password })).toMatchObject(EXISTS);
        }
      }
      expect(await loginNames(store)).toEqual(["Ada@X.io"]);
    });

    it("that was never finished goes on with its password, as in core, and with no other", async () => {
      const { identityId } = await coreAccount(store, { login: "Ada@X.io", email: null });
      const body = { email: "Ada@X.io", password: PASSWORD };
      expect(await storefront.post(REGISTER, { ...body, password: "another password" })).toMatchObject(EXISTS);
      const { status, data } = await storefront.post<TokenBody>(REGISTER, body);
      expect(status).toBe(200);
      const created = await storefront.withToken(data.token).post<Me>("/store/customers", { email: "Ada@X.io" });
      const [identity] = await store.container.resolve(Modules.AUTH).listAuthIdentities({ id: [identityId] });
      expect(identity.app_metadata).toMatchObject({ customer_id: created.data.customer.id });
      expect(await loginNames(store)).toEqual(["Ada@X.io"]);
    });
  });

  describe("a password reset", () => {
    it("asked for with the email of the profile reaches the login, whose new password opens the account", async () => {
      const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
      const events = new SentEvents(store);
      expect(await storefront.post(RESET, { identifier: "ada@x.io" })).toMatchObject({ status: 201 });
      const { token, entity_id } = await events.last<{ token: string; entity_id: string }>("auth.password_reset");
      events.stop();
      expect(entity_id).toBe("Ada@X.io");
      const update = storefront.withToken(token).post(`${LOGIN}/update`, { password: "a new password" });
      expect(await update).toEqual({ status: 200, data: { success: true } });
      expect(await opens("ada@x.io", "a new password")).toBe(ada.id);
      expect(await opens("ada@x.io")).toBe(401);
    });

    it("of an email that no login has is answered the same, and nothing is sent", async () => {
      const events = new SentEvents(store);
      for (const identifier of ["unknown@x.io", "unknown", "x".repeat(400)]) {
        expect(await storefront.post(RESET, { identifier })).toMatchObject({ status: 201 });
      }
      expect(await storefront.post(RESET, { identifier: "\u0000@x.io" })).toMatchObject({ status: 400 });
      expect(await events.all("auth.password_reset")).toEqual([]);
      events.stop();
    });
  });

  it("an email that no login has costs the same statements whether a customer has it or not, and none reads all logins", async () => {
    const registered = { email: "known@x.io", has_account: true };
    await store.customers.createCustomers(registered);
    const respelled = await store.customers.createCustomers({ ...registered, email: "google@x.io" });
    await store.sql("insert into customer_old_email (customer_id, email, old_email) values (?, ?, ?)", [
      ...[respelled.id, "google@x.io", "Google@X.io"],
    ]);
    const asks: Record<string, (email: string) => Promise<unknown>> = {
      login: (email) => logIn(email),
      reset: (identifier) => storefront.post(RESET, { identifier }),
      lookUp: (email) => storefront.post(REGISTER, { email }),
    };
    for (const [name, ask] of Object.entries(asks)) {
      const counts: number[] = [];
      for (const email of ["unknown@x.io", "known@x.io", "google@x.io"]) {
        const sent = await sentStatements(() => ask(email));
        counts.push(sent.length);
        expect({ name, email, scans: sent.filter(({ text }) => text.includes('app_metadata" @>')) }).toEqual({
          ...{ name, email, scans: [] },
        });
      }
      expect({ name, counts }).toEqual({ name, counts: [counts[0], counts[0], counts[0]] });
    }
  });

  it("a verification of the email in another spelling is one of the login's name, and a store that demands it lets in", async () => {
    const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
    const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
    const events = new SentEvents(store);
    try {
      http.authVerificationsPerActor = { customer: [{ auth_provider: "emailpass", entity_type: "email" }] };
      const first = await logIn("ada@x.io");
      expect(first).toMatchObject({ status: 200, data: { verification_required: true } });
      const client = storefront.withToken(first.data.token);
      const asked = await client.post("/auth/verification/request", { entity_id: "ada@x.io", entity_type: "email" });
      expect(asked).toMatchObject({ status: 201, data: { verification: { entity_id: "Ada@X.io" } } });
      const { code } = await events.last<{ code: string }>("auth.verification_requested");
      expect(await storefront.post("/auth/verification/confirm", { code })).toMatchObject({ status: 200 });
      expect(await opens("ada@x.io")).toBe(ada.id);
    } finally {
      delete http.authVerificationsPerActor;
      events.stop();
    }
  });

  it("a verification of another email, or of another entity type, keeps its spelling", async () => {
    const identity = await createIdentity(store, { provider: "emailpass", entityId: "Ada@X.io" });
    const client = storefront.withToken(tokenOf(store, identity.id));
    for (const [entity_id, entity_type] of [
      ["Other@X.io", "email"],
      ["ada@x.io", "phone"],
      ["no email", "email"],
    ]) {
      const asked = await client.post("/auth/verification/request", { entity_id, entity_type });
      expect(asked).toMatchObject({ status: 201, data: { verification: { entity_id } } });
    }
  });

  it("dashboard users log in and register letter by letter, as in core", async () => {
    await coreAccount(store, { login: "Boss@X.io", email: null, others: { user_id: "user_1" } });
    const asUser = (path: string, email: string) =>
      storefront.post(`/auth/user/emailpass${path}`, { email, password: PASSWORD });
    expect(await asUser("", "Boss@X.io")).toMatchObject({ status: 200 });
    expect(await asUser("", "boss@x.io")).toMatchObject({ status: 401 });
    expect(await asUser("/register", "Clerk@X.io")).toMatchObject({ status: 200 });
    expect(await loginNames(store)).toEqual(["Boss@X.io", "Clerk@X.io"]);
  });

  it("what is no email is core's to answer: 401, and no login is made of it but of a name without an @", async () => {
    for (const path of [LOGIN, REGISTER]) {
      for (const email of [undefined, null, 1, ["ada@x.io"], { $ne: "" }, ""]) {
        expect(await storefront.post(path, { email, password: PASSWORD })).toMatchObject({ status: 401 });
      }
      for (const email of [{ toString: 1 }, "a\u0000@x.io"]) {
        expect(await storefront.post(path, { email, password: PASSWORD })).toMatchObject({ status: 400 });
      }
    }
    expect(await loginNames(store)).toEqual([]);
    expect(await storefront.post(REGISTER, { email: "Ada", password: PASSWORD })).toMatchObject({ status: 200 });
    expect(await loginNames(store)).toEqual(["Ada"]);
  });
}
