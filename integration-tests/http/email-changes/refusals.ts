import { Modules } from "@medusajs/framework/utils";
import expireEmailChanges from "../../../src/jobs/customers-expire-email-changes";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import { emailChangeClients } from "../../helpers/email-changes/email-change-clients";
import { APPROVE, CONFIRM, CONFIRM_WITHOUT_LOGIN, ME, REQUESTED } from "../../helpers/email-changes/email-changes";
import type { ErrorBody } from "../../helpers/http/api-client";
import { createIdentity, logIn, PASSWORD, registerAndLogIn } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

export default function emailChangesRefusals(store: Store): void {
  const clients = emailChangeClients(store);
  const { request, requested, requestedByAdmin, emailOf, unknownAnswer } = clients;

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
      [APPROVE, {}, "token"],
      [APPROVE, { token: "x".repeat(201) }, "token"],
    ];
    for (const [url, body, field] of wrong) {
      const { status, data } = await clients.ada.client.post<ErrorBody>(url, body);
      expect({ url, body, status, message: data.message }).toEqual({
        ...{ url, body, status: 400 },
        message: expect.stringContaining(field),
      });
    }
    expect(await store.sql("select id from customer_email_change")).toEqual([]);
  });

  describe("a confirmation that is not valid is answered in the same words, whatever the reason", () => {
    async function expectUnknown(token: string, client = clients.ada.client, url = CONFIRM): Promise<void> {
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
      expect(await clients.ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
      await expectUnknown(token);
    });

    it("one whose time has run out, marked by the job or not yet", async () => {
      const { token } = await requested("new@x.io");
      await store.sql("update customer_email_change set expires_at = now()");
      await expectUnknown(token);
      expect(await clients.ada.client.get(ME)).toMatchObject({ data: { email_change: null } });
      expect(await clients.ada.client.delete(ME)).toMatchObject({ status: 404 });

      await expireEmailChanges(store.container);
      expect(await store.sql("select state from customer_email_change")).toEqual([{ state: "expired" }]);
      await expectUnknown(token);
    });

    it("one that a second request replaced; the second works", async () => {
      const first = await requested("first@x.io");
      const second = await requested("second@x.io");
      await expectUnknown(first.token);
      expect(await clients.ada.client.get(ME)).toMatchObject({ data: { email_change: { email: "second@x.io" } } });
      expect(await clients.ada.client.post(CONFIRM, { token: second.token })).toMatchObject({ status: 200 });
      expect(await emailOf(clients.ada.id)).toBe("second@x.io");
    });

    it("a cancelled one", async () => {
      const { token, change_id } = await requested("new@x.io");
      expect(await clients.ada.client.delete(ME)).toEqual({
        status: 200,
        data: { id: change_id, object: "email_change", deleted: true },
      });
      await expectUnknown(token);
      expect(await clients.ada.client.delete(ME)).toMatchObject({ status: 404 });
    });

    it("another customer's, who also cannot cancel or see it", async () => {
      const bob = await registerAndLogIn(clients.storefront, "bob@x.io");
      const { token } = await requested("new@x.io");
      await expectUnknown(token, bob.client);
      expect(await bob.client.get(ME)).toMatchObject({ data: { email_change: null } });
      expect(await bob.client.delete(ME)).toMatchObject({ status: 404 });
      expect(await clients.ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
    });

    it("a customer's own request without a login: a mail to a mistyped address gives the account to no other person", async () => {
      const { token } = await requested("new@x.io");
      await expectUnknown(token, clients.storefront, CONFIRM_WITHOUT_LOGIN);
      await expectUnknown(token, clients.ada.client, CONFIRM_WITHOUT_LOGIN);
    });

    it("an address that became another account's, or another login's, since the request", async () => {
      for (const take of [
        () => store.customers.createCustomers(Object.assign({ email: "new@x.io" }, { has_account: true })),
        () => createIdentity(store, { provider: "emailpass", entityId: "other@x.io" }),
      ]) {
        const { token } = await requested((await clients.events.all(REQUESTED)).length ? "other@x.io" : "new@x.io");
        await take();
        await expectUnknown(token);
      }
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 200 });
    });

    it("a customer whose email an admin set meanwhile, or who was deleted", async () => {
      const { token } = await requested("new@x.io");
      await store.customers.updateCustomers(clients.ada.id, { email: "set@x.io" });
      await expectUnknown(token);

      const second = await requestedByAdmin(clients.ada.id, "new@x.io");
      await store.customers.softDeleteCustomers([clients.ada.id]);
      await expectUnknown(second.token, clients.storefront, CONFIRM_WITHOUT_LOGIN);
    });
  });

  describe("an email that another owner has", () => {
    const takers: Record<string, () => Promise<unknown>> = {
      "another account, also in other letters": () => registerAndLogIn(clients.storefront, "taken@x.io"),
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
        await clients.events.last(REQUESTED);
        for (const email of ["taken@x.io", "TAKEN@X.io"]) {
          const answer = await request(email);
          Object.assign(expected.data.email_change, {
            ...{ email: "taken@x.io", expires_at: expect.any(String), created_at: expect.any(String) },
          });
          expect(answer).toEqual(expected);
          expect(await clients.ada.client.get(ME)).toEqual({ status: 200, data: answer.data });
        }
        expect(await clients.events.all(REQUESTED)).toHaveLength(1);
      },
    );

    it("is refused to an clients.admin, with whose it is and without the address", async () => {
      const bob = await registerAndLogIn(clients.storefront, "bob@x.io");
      const answer = await clients.admin.post<ErrorBody>(`/admin/customers/${clients.ada.id}/email`, {
        email: "BOB@x.io",
      });
      expect(answer).toMatchObject({ status: 422, data: { message: expect.stringContaining(bob.id) } });
      expect(answer.data.message).not.toContain("bob@x.io");
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });

    it("is refused when the account has a login there and one at its present address, which would stay", async () => {
      await createIdentity(store, { provider: "emailpass", entityId: "new@x.io", customerId: clients.ada.id });
      for (const answer of [
        await clients.admin.post<ErrorBody>(`/admin/customers/${clients.ada.id}/email`, { email: "new@x.io" }),
        await clients.ada.client.post<ErrorBody>(ME, { email: "new@x.io", password: PASSWORD }),
      ]) {
        expect(answer).toMatchObject({ status: 400, data: { message: expect.stringContaining("Unlink the login") } });
      }
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });

    it("has no such login by the time of the confirmation either, or nothing changes", async () => {
      // An admin's: what a customer asked for is void anyhow, because that login has another password.
      const { token } = await requestedByAdmin(clients.ada.id, "new@x.io");
      const login = await createIdentity(store, {
        provider: "emailpass",
        entityId: "new@x.io",
        customerId: clients.ada.id,
      });
      const before = await readAllRows(store);
      expect(await clients.storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toMatchObject({ status: 404 });
      expect(differences(before, await readAllRows(store))).toEqual([]);

      await store.container.resolve(Modules.AUTH).deleteAuthIdentities([login.id]);
      expect(await clients.storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toMatchObject({ status: 200 });
      expect(await emailOf(clients.ada.id)).toBe("new@x.io");
    });

    it("may be the customer's own login, when only the customer's email had been changed", async () => {
      await store.customers.updateCustomers(clients.ada.id, { email: "set@x.io" });
      const { token } = await requested("ada@x.io");
      expect(await clients.ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
      expect(await emailOf(clients.ada.id)).toBe("ada@x.io");
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 200 });
    });
  });
}
