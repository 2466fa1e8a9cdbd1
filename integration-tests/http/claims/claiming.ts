import { Modules } from "@medusajs/framework/utils";
import { ClaimScenario, EMAIL, PASSWORD } from "../../helpers/claims/claim-scenario";
import { signLogin } from "../../helpers/http/registration";
import { createLogin, createTwoCustomers } from "../../helpers/http/two-customers";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

type Token = { token: string };

export default function claimsClaiming(store: Store): void {
  const desk = new ClaimScenario(store);
  beforeEach(() => desk.open());

  const isMerged = (guestId: string) => async () =>
    (await store.sql("select 1 from customer_merge where merged_id = ? and completed_at is not null", [guestId]))
      .length === 1;

  /** Whatever is under way ends: a claim that follows is seen, and so is any that came before it. */
  async function claimsHaveSettled(): Promise<void> {
    const { registered, guest } = await createTwoCustomers(store, "settled");
    const user_metadata = { email: registered.email };
    await createLogin(store, registered.id, { provider: "google", entity_id: "settled", user_metadata });
    await store.container
      .resolve(Modules.EVENT_BUS)
      .emit({ name: "customer.email_verified", data: { id: registered.id } });
    await until(isMerged(guest.id));
  }

  const expectNothingMoved = async (guestId: string) => {
    await claimsHaveSettled();
    expect(await store.customers.listCustomers({ id: guestId })).toHaveLength(1);
    expect(await store.sql("select 1 from customer_merge where merged_id = ?", [guestId])).toEqual([]);
  };

  it("guest checkout with an order -> registers -> sees no old order -> verifies -> sees it", async () => {
    const { guestId, orderId } = await desk.guestCheckout();
    const { client, id } = await desk.register("Ada@X.io");
    expect(await desk.orderIds(client)).toEqual([]);

    const code = await desk.requestCode(client);
    expect(await desk.orderIds(client)).toEqual([]);
    expect(await desk.confirm(code)).toMatchObject({
      status: 200,
      data: { entity_id: EMAIL, entity_type: "email", code_provider: "token", verified_at: expect.any(String) },
    });
    await until(isMerged(guestId));

    expect(await desk.orderIds(client)).toEqual([orderId]);
    expect(await store.customers.listCustomers({ email: EMAIL })).toEqual([expect.objectContaining({ id })]);
    expect(await desk.confirm(code)).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    expect(await desk.confirm("wrong")).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    expect(await desk.orderIds(client)).toEqual([orderId]);
  });

  it("the whole story: a guest's order is the account's once proven, through a change of email, until the account is deleted", async () => {
    const { guestId, orderId } = await desk.guestCheckout();
    const { client, id } = await desk.register();
    expect(await desk.orderIds(client)).toEqual([]);
    await desk.confirm(await desk.requestCode(client));
    await until(isMerged(guestId));
    expect(await desk.orderIds(client)).toEqual([orderId]);

    const events = new SentEvents(store);
    const change = { email: "ada.new@x.io", password: PASSWORD.password };
    expect(await client.post("/store/customers/me/email", change)).toMatchObject({ status: 202 });
    const { token } = await events.last<Token>("customer.email_change_requested");
    events.stop();
    expect(await client.post("/store/customers/me/email/confirm", { token })).toMatchObject({ status: 200 });
    expect(await desk.storefront.post("/auth/customer/emailpass", PASSWORD)).toMatchObject({ status: 401 });
    const login = await desk.storefront.post<Token>("/auth/customer/emailpass", change);
    expect(login.status).toBe(200);
    expect(await desk.orderIds(desk.storefront.withToken(login.data.token))).toEqual([orderId]);

    expect(await desk.admin.delete(`/admin/customers/${id}`)).toMatchObject({ status: 200 });
    expect(await desk.storefront.post("/auth/customer/emailpass", change)).toMatchObject({ status: 401 });
    for (const table of ["auth_identity", "provider_identity", "auth_verification"]) {
      expect({ table, rows: await store.sql(`select id from ${table}`) }).toEqual({ table, rows: [] });
    }
  });

  it("a change of email that was asked for before the claim is confirmed no more: it may be another one's who had registered", async () => {
    const { guestId } = await desk.guestCheckout();
    const { client } = await desk.register();
    const events = new SentEvents(store);
    await client.post("/store/customers/me/email", { email: "eve@x.io", password: PASSWORD.password });
    const { token } = await events.last<Token>("customer.email_change_requested");
    events.stop();
    await desk.confirm(await desk.requestCode(client));
    await until(isMerged(guestId));

    expect(await client.post("/store/customers/me/email/confirm", { token })).toMatchObject({ status: 404 });
    expect(await desk.storefront.post("/auth/customer/emailpass", PASSWORD)).toMatchObject({ status: 200 });
  });

  it("a login that was verified before there was a customer claims when the customer is created", async () => {
    const { guestId, orderId } = await desk.guestCheckout();
    const { data } = await desk.storefront.post<Token>("/auth/customer/emailpass/register", PASSWORD);
    const client = desk.storefront.withToken(data.token);
    expect(await desk.confirm(await desk.requestCode(client))).toMatchObject({ status: 200 });

    await client.post("/store/customers", { email: EMAIL });
    await until(isMerged(guestId));

    const login = await desk.storefront.post<Token>("/auth/customer/emailpass", PASSWORD);
    expect(await desk.orderIds(desk.storefront.withToken(login.data.token))).toEqual([orderId]);
  });

  it("a login of a provider that vouches for the email claims when the customer is created", async () => {
    const { guestId } = await desk.guestCheckout();
    const google = { provider: "google", entity_id: "118", user_metadata: { email: "Ada@x.io" } };
    const client = desk.storefront.withToken(signLogin(store, await createLogin(store, null, google)));

    expect(await client.post("/store/customers", { email: EMAIL })).toMatchObject({ status: 200 });
    await until(isMerged(guestId));
  });

  describe("without proof nothing moves", () => {
    it.each([EMAIL, "ADA@X.IO", "Ada@x.io"])("registering as %j, with a password login of that name", async (name) => {
      const { guestId } = await desk.guestCheckout();
      const { client } = await desk.register(name);

      await expectNothingMoved(guestId);
      expect(await desk.orderIds(client)).toEqual([]);
    });

    it("a second provider that does not vouch for the email it names", async () => {
      const { guestId } = await desk.guestCheckout();
      const github = { provider: "github", entity_id: "1", user_metadata: { email: EMAIL, email_verified: "true" } };
      const client = desk.storefront.withToken(signLogin(store, await createLogin(store, null, github)));

      expect(await client.post("/store/customers", { email: EMAIL })).toMatchObject({ status: 200 });

      await expectNothingMoved(guestId);
    });

    it("a verification of another address, of something else than an email, or one that is not confirmed", async () => {
      const { guestId } = await desk.guestCheckout();
      const { client } = await desk.register();
      await desk.requestCode(client);

      expect(await desk.confirm(await desk.requestCode(client, "eve@x.io"))).toMatchObject({ status: 200 });
      expect(await desk.confirm(await desk.requestCode(client, EMAIL, "phone"))).toMatchObject({ status: 200 });

      await expectNothingMoved(guestId);
      expect(await desk.orderIds(client)).toEqual([]);
    });

    it("a code that has expired, or that a newer one has replaced; the newest claims", async () => {
      const { guestId, orderId } = await desk.guestCheckout();
      const { client } = await desk.register();
      const refused = { status: 400, data: { type: "not_allowed" } };
      const expired = await desk.requestCode(client);
      await store.sql("update auth_verification set requested_at = requested_at - interval '1 day'");

      expect(await desk.confirm(expired)).toMatchObject({
        ...refused,
        data: { message: expect.stringMatching("expired") },
      });
      const newer = await desk.requestCode(client);
      expect(await desk.confirm(expired)).toMatchObject(refused);
      await expectNothingMoved(guestId);
      expect(await desk.orderIds(client)).toEqual([]);

      expect(await desk.confirm(newer)).toMatchObject({ status: 200 });
      await until(isMerged(guestId));
      expect(await desk.orderIds(client)).toEqual([orderId]);
    });

    it("a verified login whose customer has another email", async () => {
      const { guestId } = await desk.guestCheckout();
      const { client } = await desk.register("eve@x.io");

      expect(await desk.confirm(await desk.requestCode(client, "eve@x.io"))).toMatchObject({ status: 200 });
      expect(await client.post("/store/customers/me", { email: EMAIL })).toMatchObject({ status: 400 });

      await expectNothingMoved(guestId);
    });

    it("the merge and claim routes with a customer's token", async () => {
      const { guestId } = await desk.guestCheckout();
      const { client, id } = await desk.register();

      expect(await client.post("/admin/customers/merge", { customer_ids: [id, guestId] })).toMatchObject({
        status: 401,
      });
      expect(await client.post(`/admin/customers/${id}/claim`, { vouched: true })).toMatchObject({ status: 401 });
      await expectNothingMoved(guestId);
    });
  });
}
