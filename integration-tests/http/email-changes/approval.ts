import { Modules } from "@medusajs/framework/utils";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import {
  APPROVAL,
  APPROVE,
  CHANGED,
  type ChangeBody,
  CONFIRM,
  CONFIRM_WITHOUT_LOGIN,
  ME,
  mailed,
  REQUESTED,
  type Requested,
  requestChange,
} from "../../helpers/email-changes/email-changes";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import { createIdentity, PASSWORD, registerAndLogIn, tokenOf } from "../../helpers/logins/logins";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

const LOGINS = "/store/customers/me/logins";

type Token = { token: string };
type LoginsBody = { logins: { id: string; provider: string; auth_identity_id: string; email_verified: boolean }[] };

/** All that a wrong password leaves behind. */
const WRONG_PASSWORD_COUNTED = ["customer_password_check (row added)"];

export default function emailChangesApproval(store: Store): void {
  let storefront: ApiClient;
  let events: SentEvents;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
    events = new SentEvents(store);
  });

  afterEach(() => {
    events.stop();
  });

  /** A customer who logs in with Google only, and a token that was just signed. */
  async function googleOnly(email = "ada@x.io"): Promise<{ id: string; identityId: string; client: ApiClient }> {
    const { customer } = await registeredCustomer(store, storefront, email);
    const { id } = await createIdentity(store, { provider: "google", entityId: email, customerId: customer.id });
    const token = tokenOf(store, id, { actorId: customer.id, claims: { auth_provider: "google" } });
    return { id: customer.id, identityId: id, client: storefront.withToken(token) };
  }

  const request = (client: ApiClient, email: string) => client.post<ChangeBody>(ME, { email });
  const approvalFor = (client: ApiClient, email: string) => mailed(events, () => request(client, email), APPROVAL);
  const emailOf = async (id: string) => (await store.customers.retrieveCustomer(id)).email;
  const unknownAnswer = () => storefront.post<ErrorBody>(APPROVE, { token: "unknown" });

  /** The answer is that to an unknown token, and no row of any table is another. */
  async function expectUnknown(url: string, token: string, client = storefront): Promise<void> {
    const before = await readAllRows(store);
    expect(await client.post(url, { token })).toEqual(await unknownAnswer());
    expect(differences(before, await readAllRows(store))).toEqual([]);
  }

  describe("a change of email of an account without a password", () => {
    it("is approved at the old address, then confirmed at the new one: request, approval, confirmation", async () => {
      const ada = await googleOnly();
      const answer = await request(ada.client, "new@x.io");
      expect(answer).toMatchObject({
        status: 202,
        data: { email_change: { email: "new@x.io", awaiting: "old_address" } },
      });
      const approval = await events.last<Requested>(APPROVAL);
      expect(approval).toEqual({ id: ada.id, change_id: answer.data.email_change.id, token: expect.any(String) });
      expect(await events.all(REQUESTED)).toEqual([]);

      expect(await storefront.post(APPROVE, { token: approval.token })).toEqual({
        status: 200,
        data: { approved: true },
      });
      const requested = await events.last<Requested>(REQUESTED);
      expect(requested).toEqual({ ...approval, token: expect.any(String) });
      expect(requested.token).not.toBe(approval.token);
      expect(await ada.client.get(ME)).toMatchObject({ data: { email_change: { awaiting: "new_address" } } });
      expect(await emailOf(ada.id)).toBe("ada@x.io");

      expect(await ada.client.post(CONFIRM, { token: requested.token })).toMatchObject({ status: 200 });
      expect(await emailOf(ada.id)).toBe("new@x.io");
      expect(await events.last(CHANGED)).toEqual({ id: ada.id, change_id: approval.change_id });
    });

    it("cannot be had with a stolen token, however fresh Medusa has made it", async () => {
      const ada = await googleOnly();
      const refreshed = await ada.client.post<Token>("/auth/token/refresh");
      const thief = storefront.withToken(refreshed.data.token);
      expect(await thief.get("/store/customers/me")).toMatchObject({ status: 200 });

      expect(await request(thief, "thief@x.io")).toMatchObject({ data: { email_change: { awaiting: "old_address" } } });
      await events.last(APPROVAL);
      expect(await events.all(REQUESTED)).toEqual([]);
      expect(await thief.post(ME, { email: "thief@x.io", password: PASSWORD })).toMatchObject({ status: 401 });
      const hashes = await store.sql<{ token_hash: string }>("select token_hash from customer_email_change");
      for (const { token_hash } of hashes) {
        expect(await thief.post(CONFIRM, { token: token_hash })).toMatchObject({ status: 404 });
      }
      expect(await emailOf(ada.id)).toBe("ada@x.io");
    });

    it("the approval's token confirms nothing, and the other one approves nothing", async () => {
      const ada = await googleOnly();
      const { token } = await approvalFor(ada.client, "new@x.io");
      await expectUnknown(CONFIRM, token, ada.client);
      await expectUnknown(CONFIRM_WITHOUT_LOGIN, token);
      await storefront.post(APPROVE, { token });
      const requested = await events.last<Requested>(REQUESTED);
      await expectUnknown(APPROVE, requested.token);
      await expectUnknown(CONFIRM_WITHOUT_LOGIN, requested.token);
      expect(await emailOf(ada.id)).toBe("ada@x.io");
    });

    it("an approval that is not valid is answered in the same words, whatever the reason", async () => {
      const ada = await googleOnly();
      expect(await unknownAnswer()).toMatchObject({ status: 404, data: { type: "not_found" } });
      const used = await approvalFor(ada.client, "new@x.io");
      expect(await storefront.post(APPROVE, { token: used.token })).toMatchObject({ status: 200 });
      await expectUnknown(APPROVE, used.token);

      const replaced = await approvalFor(ada.client, "first@x.io");
      const cancelled = await approvalFor(ada.client, "second@x.io");
      await expectUnknown(APPROVE, replaced.token);
      await ada.client.delete(ME);
      await expectUnknown(APPROVE, cancelled.token);

      const expired = await approvalFor(ada.client, "third@x.io");
      await store.sql("update customer_email_change set expires_at = now() where state = 'pending'");
      await expectUnknown(APPROVE, expired.token);

      const moved = await approvalFor(ada.client, "fourth@x.io");
      await store.customers.updateCustomers(ada.id, { email: "set@x.io" });
      await expectUnknown(APPROVE, moved.token);
    });

    it("to a taken address looks the same at the old one: the mail comes, the approval is taken, no token leaves", async () => {
      const ada = await googleOnly();
      await registerAndLogIn(storefront, "taken@x.io");
      const { token } = await approvalFor(ada.client, "taken@x.io");
      expect(await storefront.post(APPROVE, { token })).toEqual({ status: 200, data: { approved: true } });
      const free = await approvalFor(ada.client, "free@x.io");
      await storefront.post(APPROVE, { token: free.token });
      expect(await events.last(REQUESTED)).toMatchObject({ change_id: free.change_id });
      expect(await events.all(REQUESTED)).toHaveLength(1);
    });

    it("needs an address to approve it at; what an admin requests needs none", async () => {
      const ada = await googleOnly();
      await store.customers.updateCustomers(ada.id, { email: null });
      expect(await request(ada.client, "new@x.io")).toMatchObject({
        status: 400,
        data: { message: expect.stringContaining("Ask the store") },
      });
      const admin = await adminClient(store);
      const { token } = await mailed(events, () =>
        admin.post(`/admin/customers/${ada.id}/email`, { email: "new@x.io" }),
      );
      expect(await storefront.post(CONFIRM_WITHOUT_LOGIN, { token })).toMatchObject({ status: 200 });
    });

    it("is proof of the new address: its guest joins the account, and the login that is left shows it", async () => {
      const guest = await store.customers.createCustomers({ email: "new@x.io" });
      const ada = await googleOnly();
      const approval = await approvalFor(ada.client, "new@x.io");
      await storefront.post(APPROVE, { token: approval.token });
      const { token } = await events.last<Requested>(REQUESTED);
      expect(await ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });

      const claimed = async () => (await store.customers.listCustomers({ id: guest.id })).length === 0;
      await until(claimed);
      expect(await events.last("customer.claimed")).toEqual({ id: ada.id, guest_id: guest.id });
      const { data } = await ada.client.get<LoginsBody>(LOGINS);
      expect(data.logins).toMatchObject([{ provider: "google", email_verified: true }]);
    });
  });

  describe("a password cannot be got round by taking the login away that asks for it", () => {
    it("logins are linked and unlinked with the password of the account, where it has one", async () => {
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      await createIdentity(store, { provider: "google", entityId: "1", customerId: ada.id });
      const { data } = await ada.client.get<LoginsBody>(LOGINS);
      const [emailpass] = data.logins;
      const refreshed = await ada.client.post<Token>("/auth/token/refresh");
      const thief = storefront.withToken(refreshed.data.token);
      const url = `${LOGINS}/${emailpass.id}`;
      const before = await readAllRows(store);
      for (const body of [undefined, {}, { password: "wrong" }]) {
        expect(await thief.delete<ErrorBody>(url, body)).toMatchObject({
          status: 401,
          data: { message: expect.stringContaining('"password"') },
        });
      }
      expect(differences(before, await readAllRows(store))).toEqual(WRONG_PASSWORD_COUNTED);
      expect(await ada.client.delete(url, { password: PASSWORD })).toMatchObject({ status: 200 });
    });

    it("a login that could be linked is not, without the password or with another customer's", async () => {
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      await registerAndLogIn(storefront, "bob@x.io", "bob's own");
      const metadata = { email: "ada@x.io" };
      const { id } = await createIdentity(store, { provider: "google", entityId: "1", userMetadata: metadata });
      const token = tokenOf(store, id);
      const before = await readAllRows(store);
      for (const body of [{ token }, { token, password: "wrong" }, { token, password: "bob's own" }]) {
        expect(await ada.client.post<ErrorBody>(LOGINS, body)).toMatchObject({
          status: 401,
          data: { message: expect.stringContaining('"password"') },
        });
      }
      expect(differences(before, await readAllRows(store))).toEqual(WRONG_PASSWORD_COUNTED);
      expect(await ada.client.post(LOGINS, { token, password: PASSWORD })).toMatchObject({ status: 200 });
    });

    it("an account without one is asked for none", async () => {
      const ada = await googleOnly();
      await createIdentity(store, { provider: "github", entityId: "2", customerId: ada.id });
      const { data } = await ada.client.get<LoginsBody>(LOGINS);
      const url = `${LOGINS}/${data.logins[0].id}`;
      expect(await ada.client.delete(url, { password: PASSWORD })).toMatchObject({ status: 401 });
      expect(await ada.client.delete(url, { passwords: 1 })).toMatchObject({ status: 400 });
      expect(await ada.client.delete(url)).toMatchObject({ status: 200 });
    });
  });

  describe("requests are bounded", () => {
    const times = (count: number, client: ApiClient) =>
      Array.from({ length: count }, (_, index) => requestChange(client, `new-${index}@x.io`));

    it("to five an hour a customer, at once or one by one; the sixth is 429 and hears when to try again", async () => {
      const [ada, bob] = [
        await registerAndLogIn(storefront, "ada@x.io"),
        await registerAndLogIn(storefront, "bob@x.io"),
      ];
      const answers = await Promise.all(times(12, ada.client));
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(202), ...Array(7).fill(429)]);
      await events.last(REQUESTED, 5);
      expect(await events.all(REQUESTED)).toHaveLength(5);

      const [{ until: next }] = await store.sql<{ until: Date }>(
        "select min(created_at) + interval '1 hour' as until from customer_email_change",
      );
      const refused = await requestChange(ada.client, "more@x.io");
      expect(refused).toMatchObject({
        status: 429,
        data: { code: "too_many_requests", message: expect.stringContaining(next.toISOString()) },
      });
      expect(await requestChange(bob.client, "bob.new@x.io")).toMatchObject({ status: 202 });
      expect(await ada.client.get(ME)).toMatchObject({ data: { email_change: { requested_by: "customer" } } });
    });

    it("those that are an hour old count no more, and an admin's never", async () => {
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      await Promise.all(times(5, ada.client));
      const admin = await adminClient(store);
      expect(await admin.post(`/admin/customers/${ada.id}/email`, { email: "set@x.io" })).toMatchObject({
        status: 202,
      });
      expect(await requestChange(ada.client, "more@x.io")).toMatchObject({ status: 429 });
      await store.sql(
        "update customer_email_change set created_at = now() - interval '61 minutes' where new_email = 'new-0@x.io'",
      );
      expect(await requestChange(ada.client, "more@x.io")).toMatchObject({ status: 202 });
      expect(await requestChange(ada.client, "again@x.io")).toMatchObject({ status: 429 });
    });
  });

  it("an account with several emailpass logins is asked about the one that the change would rename", async () => {
    const ada = await registerAndLogIn(storefront, "ada@x.io");
    const auth = store.container.resolve(Modules.AUTH);
    const older = await createIdentity(store, { provider: "emailpass", entityId: "older@x.io", customerId: ada.id });
    await store.sql(
      "update provider_identity set created_at = now() - interval '1 day' where entity_id = 'older@x.io'",
    );
    await auth.updateAuthIdentities({ id: older.id, app_metadata: { user_id: "user_1" } });
    expect(await requestChange(ada.client, "new@x.io")).toMatchObject({ status: 202 });
    const { token } = await events.last<Requested>(REQUESTED);
    expect(await ada.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
    const names = await store.sql<{ entity_id: string }>("select entity_id from provider_identity order by 1");
    expect(names.map(({ entity_id }) => entity_id)).toEqual(["new@x.io", "older@x.io"]);
  });
}
