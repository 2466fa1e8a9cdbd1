import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { readAllRows } from "../../helpers/databases/database-rows";
import { emailChangeClients } from "../../helpers/email-changes/email-change-clients";
import {
  CHANGED,
  type ChangeBody,
  CONFIRM,
  CONFIRM_WITHOUT_LOGIN,
  type CustomerBody,
  ME,
  REQUESTED,
  type Requested,
} from "../../helpers/email-changes/email-changes";
import type { ErrorBody, RequestLine } from "../../helpers/http/api-client";
import { allAnswered } from "../../helpers/http/api-client";
import { logIn, PASSWORD, registerAndLogIn, tokenOf } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

export default function emailChangesChanging(store: Store): void {
  const clients = emailChangeClients(store);
  const { request, requested, requestedByAdmin, emailOf, unknownAnswer } = clients;
  /** The store's customer service, typed as a shop types it. */
  const service = () => store.container.resolve(Modules.CUSTOMER);

  describe("a change that is requested and confirmed", () => {
    it("changes nothing at first; then email and login together, the old login no more", async () => {
      const { id, change_id, token } = await requested("Ada.New@X.io");
      expect({ id, change_id }).toEqual({ id: clients.ada.id, change_id: expect.stringMatching(/^cusech_/) });
      expect(await emailOf(clients.ada.id)).toBe("ada@x.io");
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 200 });

      const confirmed = await clients.ada.client.post<CustomerBody>(CONFIRM, { token });
      expect(confirmed).toMatchObject({
        status: 200,
        data: { customer: { id: clients.ada.id, email: "ada.new@x.io" } },
      });
      expect(await logIn(clients.storefront, "ada.new@x.io")).toMatchObject({ status: 200 });
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 401 });
      expect(await clients.ada.client.get(ME)).toEqual({ status: 200, data: { email_change: null } });
    });

    it("is announced in events with ids, from which a shop finds both addresses for its mails", async () => {
      const { token, change_id } = await requested("new@x.io");
      expect(await service().emailChanges.retrieve(change_id)).toMatchObject({ new_email: "new@x.io" });
      await clients.ada.client.post(CONFIRM, { token });

      expect(await clients.events.last(CHANGED)).toEqual({ id: clients.ada.id, change_id });
      expect(await service().emailChanges.retrieve(change_id)).toMatchObject({
        ...{ customer_id: clients.ada.id, old_email: "ada@x.io", new_email: "new@x.io" },
        ...{ state: "confirmed", requested_by: "customer" },
      });
      expect(await clients.events.all("customer.updated")).toEqual([{ id: clients.ada.id }]);
    });

    it("keeps its token to the event: no answer holds it, and no table but for its hash", async () => {
      const answer = await request("new@x.io");
      const { token } = await clients.events.last<Requested>(REQUESTED);
      expect(answer.data).toEqual({
        email_change: {
          ...{ id: expect.any(String), email: "new@x.io", requested_by: "customer", awaiting: "new_email" },
          ...{ expires_at: expect.any(String), created_at: expect.any(String) },
        },
      });
      const executions = await store.sql<{ row: string }>("select to_jsonb(e)::text as row from workflow_execution e");
      const rows = [...(await readAllRows(store)).values()].flat().concat(executions.map(({ row }) => row));
      expect(rows.filter((row) => row.includes(token) || row.includes(PASSWORD))).toEqual([]);
    });

    it("joins the guest of the new address into the account: the confirmation has proven it", async () => {
      const guest = await store.customers.createCustomers({ email: "new@x.io" });
      const { token } = await requested("new@x.io");
      expect(await store.customers.listCustomers({ id: guest.id })).toHaveLength(1);

      expect(await clients.ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
      expect(await clients.events.last("customer.claimed")).toEqual({ id: clients.ada.id, guest_id: guest.id });
      expect(await store.customers.listCustomers({ email: "new@x.io" })).toMatchObject([{ id: clients.ada.id }]);
    });

    it("counts as proof where the store demands verified logins", async () => {
      const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
      const { token } = await requested("new@x.io");
      await clients.ada.client.post(CONFIRM, { token });
      http.authVerificationsPerActor = { customer: [{ auth_provider: "emailpass", entity_type: "email" }] };
      try {
        const { data } = await logIn(clients.storefront, "new@x.io");
        expect(data).not.toHaveProperty("verification_required");
        const me = await clients.storefront.withToken("token" in data ? data.token : "").get("/store/customers/me");
        expect(me).toMatchObject({ status: 200 });
      } finally {
        delete http.authVerificationsPerActor;
      }
    });

    it("takes international addresses", async () => {
      const { token } = await requested("josé@bücher.example");
      expect(await clients.ada.client.post(CONFIRM, { token })).toMatchObject({
        data: { customer: { email: "josé@bücher.example" } },
      });
    });

    it("goes with whole life: old login, new login, account deleted, no identity left", async () => {
      const { token } = await requested("new@x.io");
      await clients.ada.client.post(CONFIRM, { token });
      expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 401 });
      expect(await logIn(clients.storefront, "new@x.io")).toMatchObject({ status: 200 });

      expect(await clients.admin.delete(`/admin/customers/${clients.ada.id}`)).toMatchObject({ status: 200 });
      for (const table of ["auth_identity", "provider_identity", "auth_verification"]) {
        expect({ table, rows: await store.sql(`select id from ${table}`) }).toEqual({ table, rows: [] });
      }
      expect(await logIn(clients.storefront, "new@x.io")).toMatchObject({ status: 401 });
    });
  });

  describe("who may request it", () => {
    it("needs the password of the account: a wrong one, or none, is 401, and nothing is stored", async () => {
      for (const body of [{ password: "wrong" }, {}]) {
        const answer = await clients.ada.client.post<ErrorBody>(ME, { email: "new@x.io", ...body });
        expect(answer).toMatchObject({ status: 401, data: { message: expect.stringContaining('"password"') } });
      }
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });

    it("another customer's password does not do", async () => {
      await registerAndLogIn(clients.storefront, "bob@x.io", "bob's own");
      expect(await logIn(clients.storefront, "bob@x.io", "bob's own")).toMatchObject({ status: 200 });
      const answer = await clients.ada.client.post<ErrorBody>(ME, { email: "new@x.io", password: "bob's own" });
      expect(answer).toMatchObject({ status: 401, data: { message: expect.stringContaining('"password" is not') } });
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });

    it("no token is 401 at each route, and a dashboard user's is too", async () => {
      const user = clients.storefront.withToken(tokenOf(store, "none", { actorId: "user_1", actorType: "user" }));
      const requests: RequestLine[] = [
        ["GET", ME],
        ["POST", ME, { email: "new@x.io" }],
        ["DELETE", ME],
        ["POST", CONFIRM, { token: "x" }],
      ];
      expect(await clients.storefront.statuses(requests)).toEqual(allAnswered(requests, 401));
      expect(await user.statuses(requests)).toEqual(allAnswered(requests, 401));
    });

    it("a login that is a dashboard user's too is refused", async () => {
      const [login] = await store.sql<{ id: string }>("select id from auth_identity");
      await store.container
        .resolve(Modules.AUTH)
        .updateAuthIdentities({ id: login.id, app_metadata: { user_id: "user_1" } });
      expect(await request("new@x.io")).toMatchObject({ status: 400 });
      expect(await clients.admin.post(`/admin/customers/${clients.ada.id}/email`, { email: "new@x.io" })).toMatchObject(
        {
          status: 400,
        },
      );
      expect(await clients.events.all(REQUESTED)).toEqual([]);
    });
  });

  describe("/admin/customers/:id/email", () => {
    it("requests, shows and cancels a change; the token is not answered", async () => {
      const url = `/admin/customers/${clients.ada.id}/email`;
      expect(await clients.admin.get(url)).toEqual({ status: 200, data: { email_change: null } });
      const requestedChange = await clients.admin.post<ChangeBody>(url, { email: "New@x.io" });
      expect(requestedChange).toMatchObject({
        status: 202,
        data: { email_change: { email: "new@x.io", requested_by: "admin" } },
      });
      const { token } = await clients.events.last<Requested>(REQUESTED);
      expect(JSON.stringify(requestedChange.data)).not.toContain(token);
      expect(await clients.admin.get(url)).toEqual({ status: 200, data: requestedChange.data });
      expect(await clients.admin.delete(url)).toMatchObject({
        status: 200,
        data: { object: "email_change", deleted: true },
      });
      expect(await clients.admin.delete(url)).toMatchObject({ status: 404 });
      expect(await clients.storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toEqual(await unknownAnswer());
    });

    it("lets a customer who cannot log in confirm with the token alone, once", async () => {
      const { token } = await requestedByAdmin(clients.ada.id, "new@x.io");
      expect(await clients.storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toEqual({
        status: 200,
        data: { confirmed: true },
      });
      expect(await emailOf(clients.ada.id)).toBe("new@x.io");
      expect(await logIn(clients.storefront, "new@x.io")).toMatchObject({ status: 200 });
      expect(await clients.storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toEqual(await unknownAnswer());
    });

    it("is confirmed by the customer's own login as well", async () => {
      const { token } = await requestedByAdmin(clients.ada.id, "new@x.io");
      expect(await clients.ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
    });

    it("refuses a guest, an unknown customer, wrong bodies, and who is no dashboard user", async () => {
      const guest = await store.customers.createCustomers({ email: "guest@x.io" });
      const url = (id: string) => `/admin/customers/${id}/email`;
      const body = { email: "new@x.io" };
      expect(await clients.admin.post(url(guest.id), body)).toMatchObject({
        status: 400,
        data: { message: expect.stringContaining("is a guest") },
      });
      const unknown: RequestLine[] = [
        ["GET", url("cus_unknown")],
        ["POST", url("cus_unknown"), body],
        ["DELETE", url("cus_unknown")],
      ];
      expect(await clients.admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
      const wrong: RequestLine[] = [
        ["POST", url(clients.ada.id), {}],
        ["POST", url(clients.ada.id), { email: "none" }],
        ["POST", url(clients.ada.id), { email: "ada@x.io" }],
        ["POST", url(clients.ada.id), { ...body, requested_by: "customer" }],
      ];
      expect(await clients.admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      const foreign: RequestLine[] = [
        ["GET", url(clients.ada.id)],
        ["POST", url(clients.ada.id), body],
        ["DELETE", url(clients.ada.id)],
      ];
      expect(await clients.ada.client.statuses(foreign)).toEqual(allAnswered(foreign, 401));
      expect(await store.client.statuses(foreign)).toEqual(allAnswered(foreign, 401));
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
    });
  });
}
