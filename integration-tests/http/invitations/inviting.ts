import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import expireInvitations from "../../../src/jobs/customers-expire-invitations";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import type { ApiClient, ErrorBody, RequestLine } from "../../helpers/http/api-client";
import { allAnswered } from "../../helpers/http/api-client";
import { ACCEPT, ACCEPTED, invitationClients } from "../../helpers/invitations/invitation-clients";
import { createIdentity, logIn, PASSWORD, registerAndLogIn } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

type InvitationBody = { invitation: { id: string; state: string; email: string | null } | null };

export default function invitationsInviting(store: Store): void {
  const clients = invitationClients(store);
  const { accept, invite: invited } = clients;

  /** The store's customer service, typed as a shop types it. */
  const service = () => store.container.resolve(Modules.CUSTOMER);
  const url = (id: string) => `/admin/customers/${id}/invitation`;

  /** A customer as an import leaves them behind: registered, with no login. */
  async function imported(email = "ada@x.io"): Promise<string> {
    const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account: true }));
    return id;
  }

  async function guest(email = "guest@x.io"): Promise<string> {
    return (await store.customers.createCustomers({ email })).id;
  }

  const count = async (table: string) => (await store.sql(`select id from ${table}`)).length;

  describe("an invitation that is sent and accepted", () => {
    it("gives a customer without a login a password, and a login by email", async () => {
      const id = await imported();
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 401 });
      const { token, invitation_id, id: customerId } = await invited(id);
      expect(customerId).toBe(id);
      expect(await service().invitations.retrieve(invitation_id)).toMatchObject({
        email: "ada@x.io",
        state: "announced",
      });

      expect(await accept(token)).toEqual({ status: 200, data: { accepted: true } });
      const answer = await logIn(clients.storefront, "ada@x.io");
      expect(answer).toMatchObject({ status: 200 });
      const client = clients.storefront.withToken("token" in answer.data ? answer.data.token : "");
      expect(await client.get("/store/customers/me")).toMatchObject({ status: 200, data: { customer: { id } } });
      expect(await clients.events.last(ACCEPTED)).toEqual({ id, invitation_id });
      expect(await clients.admin.get(url(id))).toMatchObject({ data: { invitation: { state: "accepted" } } });
    });

    it("makes an account of a guest, orders and all, and says so", async () => {
      const id = await guest();
      const { token } = await invited(id);
      expect(await store.customers.listCustomers({ id })).toMatchObject([{ has_account: false }]);

      expect(await accept(token)).toMatchObject({ status: 200 });
      expect(await store.customers.listCustomers({ id })).toMatchObject([{ has_account: true, email: "guest@x.io" }]);
      expect(await logIn(clients.storefront, "guest@x.io")).toMatchObject({ status: 200 });
      expect(await clients.events.last("customer.updated")).toEqual({ id });
      expect(await clients.admin.get(`/admin/customers/${id}/logins`)).toMatchObject({
        data: { logins: [{ provider: "emailpass", entity_id: "guest@x.io", email_verified: true }] },
      });
    });

    it("replaces an unverified login that another visitor registered with the email", async () => {
      const { token } = await invited(await imported());
      const squatter = { email: "ada@x.io", password: "another visitor's" };
      expect(await clients.storefront.post("/auth/customer/emailpass/register", squatter)).toMatchObject({
        status: 200,
      });

      expect(await accept(token)).toMatchObject({ status: 200 });
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 200 });
      expect(await logIn(clients.storefront, "ada@x.io", squatter.password)).toMatchObject({ status: 401 });
      expect(await count("provider_identity")).toBe(1);
    });

    it("proves the email: the guest of that email joins the account", async () => {
      const id = await imported();
      const guestId = await guest("ada@x.io");
      const { token } = await invited(id);

      expect(await accept(token)).toMatchObject({ status: 200 });
      expect(await clients.events.last("customer.claimed")).toEqual({ id, guest_id: guestId });
      expect(await store.customers.listCustomers({ email: "ada@x.io" })).toMatchObject([{ id }]);
    });

    it("counts as proof where the store demands verified logins", async () => {
      const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
      http.authVerificationsPerActor = { customer: [{ auth_provider: "emailpass", entity_type: "email" }] };
      try {
        expect(await accept((await invited(await imported())).token)).toMatchObject({ status: 200 });
        const { data } = await logIn(clients.storefront, "ada@x.io");
        expect(data).not.toHaveProperty("verification_required");
      } finally {
        delete http.authVerificationsPerActor;
      }
    });

    it("keeps token and password to themselves: no answer and no table holds them", async () => {
      const { token } = await invited(await imported());
      expect(await accept(token)).toMatchObject({ status: 200 });
      const executions = await store.sql<{ row: string }>("select to_jsonb(e)::text as row from workflow_execution e");
      const rows = [...(await readAllRows(store)).values()].flat().concat(executions.map(({ row }) => row));
      expect(rows.filter((row) => row.includes(token) || row.includes(PASSWORD))).toEqual([]);
    });

    it("is deleted with the account", async () => {
      const id = await imported();
      await accept((await invited(id)).token);
      expect(await clients.admin.delete(`/admin/customers/${id}`)).toMatchObject({ status: 200 });
      expect(await count("auth_identity")).toBe(0);
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 401 });
    });
  });

  describe("an acceptance that is not valid is answered in the same words, whatever the reason", () => {
    async function expectUnknown(token: string): Promise<void> {
      const before = await readAllRows(store);
      const sent = (await clients.events.all(ACCEPTED)).length;
      expect(await accept(token)).toEqual(await accept("unknown"));
      expect(differences(before, await readAllRows(store))).toEqual([]);
      expect(await clients.events.all(ACCEPTED)).toHaveLength(sent);
    }

    it("an unknown token is 404", async () => {
      expect(await accept("unknown")).toMatchObject({ status: 404, data: { type: "not_found" } });
      await expectUnknown("\ud800");
    });

    it("a used one, and the password stays", async () => {
      const { token } = await invited(await imported());
      expect(await accept(token)).toMatchObject({ status: 200 });
      expect(await accept(token, "another password")).toEqual(await accept("unknown"));
      await expectUnknown(token);
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 200 });
    });

    it("one whose time has run out, marked by the job or not yet", async () => {
      const id = await imported();
      const { token } = await invited(id);
      await store.sql("update customer_invitation set expires_at = now()");
      await expectUnknown(token);
      expect(await clients.admin.get(url(id))).toMatchObject({ data: { invitation: { state: "expired" } } });
      expect(await clients.admin.delete(url(id))).toMatchObject({ status: 404 });

      await expireInvitations(store.container);
      expect(await store.sql("select state from customer_invitation")).toEqual([{ state: "expired" }]);
      await expectUnknown(token);
      expect(await accept((await invited(id)).token)).toMatchObject({ status: 200 });
    });

    it("one that was replaced, one that was cancelled", async () => {
      const id = await imported();
      const first = await invited(id);
      const second = await invited(id);
      expect(second.invitation_id).not.toBe(first.invitation_id);
      await expectUnknown(first.token);
      expect(await clients.admin.delete(url(id))).toEqual({
        status: 200,
        data: { id: second.invitation_id, object: "invitation", deleted: true },
      });
      await expectUnknown(second.token);
      expect(await clients.admin.delete(url(id))).toMatchObject({ status: 404 });
    });

    it("one of a customer who got another email since: the reader of the old mailbox gets no account", async () => {
      const id = await imported();
      const { token } = await invited(id);
      await clients.admin.post(`/admin/customers/${id}`, { email: "new@x.io" });
      await expectUnknown(token);
    });

    it("one of a customer who was deleted or merged", async () => {
      const [ada, bob] = [await imported(), await imported("bob@x.io")];
      const tokens = [(await invited(ada)).token, (await invited(bob)).token];
      await clients.admin.delete(`/admin/customers/${ada}`);
      const merge = { customer_ids: [bob, await guest()], survivor_id: bob };
      expect(await clients.admin.post("/admin/customers/merge", merge)).toMatchObject({ status: 200 });
      await expectUnknown(tokens[0]);
      await expectUnknown(tokens[1]);
    });

    it("one whose email has a verified login by now, or a login of another customer", async () => {
      const { token } = await invited(await imported());
      const { token: bobs } = await invited(await imported("bob@x.io"));
      const { token: guests } = await invited(await guest());
      await createIdentity(store, { provider: "emailpass", entityId: "ada@x.io", verified: "ada@x.io" });
      await createIdentity(store, { provider: "emailpass", entityId: "bob@x.io", userId: "user_1" });
      const other = await store.customers.createCustomers({ email: "other@x.io" });
      await createIdentity(store, { provider: "emailpass", entityId: "guest@x.io", customerId: other.id });
      for (const one of [token, bobs, guests]) {
        await expectUnknown(one);
      }
      expect(await count("provider_identity")).toBe(3);
    });

    it("one of a customer who can log in by now in another way", async () => {
      const id = await imported();
      const { token } = await invited(id);
      await createIdentity(store, { provider: "google", entityId: "1", customerId: id });
      await expectUnknown(token);
    });
  });

  it("wrong bodies are refused with 400 and name the field", async () => {
    const id = await imported();
    const { token } = await invited(id);
    const wrong: [ApiClient, string, object, string][] = [
      [clients.storefront, ACCEPT, { password: PASSWORD }, "token"],
      [clients.storefront, ACCEPT, { token: "", password: PASSWORD }, "token"],
      [clients.storefront, ACCEPT, { token: "x".repeat(201), password: PASSWORD }, "token"],
      [clients.storefront, ACCEPT, { token: [token], password: PASSWORD }, "token"],
      [clients.storefront, ACCEPT, { token }, "password"],
      [clients.storefront, ACCEPT, { token, password: "7 chars" }, "password"],
      [clients.storefront, ACCEPT, { token, password: "x".repeat(1_001) }, "password"],
      [clients.storefront, ACCEPT, { token, password: { length: 20 } }, "password"],
      [clients.storefront, ACCEPT, { token, password: PASSWORD, customer_id: id }, "customer_id"],
      [clients.admin, url(id), { email: "mallory@x.io" }, "email"],
    ];
    for (const [client, path, body, field] of wrong) {
      const { status, data } = await client.post<ErrorBody>(path, body);
      expect({ path, body, status, message: data.message }).toEqual({
        ...{ path, body, status: 400 },
        message: expect.stringContaining(field),
      });
    }
    expect(await accept(token)).toMatchObject({ status: 200 });
  });

  describe("the admin routes", () => {
    it("show the last invitation, and nothing of its token", async () => {
      const id = await imported();
      expect(await clients.admin.get(url(id))).toEqual({ status: 200, data: { invitation: null } });
      const asked = await clients.admin.post<InvitationBody>(url(id), {});
      const waiting = { state: "waiting", email: null, sent_at: null, expires_at: null };
      expect(asked).toEqual({
        status: 202,
        data: {
          invitation: {
            ...{ id: expect.stringMatching(/^cusinv_/), customer_id: id, import_id: null, ...waiting },
            ...{ created_by: expect.stringMatching(/^user_/), created_at: expect.any(String) },
          },
        },
      });
      expect(await clients.admin.post(url(id), {})).toEqual(asked);
      expect(await clients.admin.get(url(id))).toEqual({ status: 200, data: asked.data });
      const { token } = await invited(id);
      const { data } = await clients.admin.get<InvitationBody>(url(id));
      expect(data.invitation).toMatchObject({ id: asked.data.invitation?.id, state: "announced", email: "ada@x.io" });
      expect(JSON.stringify(data)).not.toContain(token);
    });

    it("refuse who can log in already, who has no email, and a guest whose email is registered", async () => {
      const ada = await registerAndLogIn(clients.storefront, "ada@x.io");
      const silent = await store.customers.createCustomers({ first_name: "Silent" });
      const refusals: [string, string][] = [
        [ada.id, "can log in already"],
        [silent.id, "without an email"],
        [await guest("ada@x.io"), "another customer is registered with"],
      ];
      for (const [id, message] of refusals) {
        const answer = await clients.admin.post<ErrorBody>(url(id), {});
        expect(answer).toMatchObject({ status: 400, data: { message: expect.stringContaining(message) } });
      }
      expect(await count("customer_invitation")).toBe(0);
    });

    it("reject unknown customers, and callers who are not dashboard users", async () => {
      const id = await imported();
      const lines = (customer: string): RequestLine[] => [
        ["GET", url(customer)],
        ["POST", url(customer), {}],
        ["DELETE", url(customer)],
      ];
      expect(await clients.admin.statuses(lines("cus_unknown"))).toEqual(allAnswered(lines("cus_unknown"), 404));
      const { client } = await registerAndLogIn(clients.storefront, "bob@x.io");
      expect(await client.statuses(lines(id))).toEqual(allAnswered(lines(id), 401));
      expect(await store.client.statuses(lines(id))).toEqual(allAnswered(lines(id), 401));
      expect(await count("customer_invitation")).toBe(0);
    });
  });
}
