import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { ClaimScenario, EMAIL, PASSWORD } from "../../helpers/claims/claim-scenario";
import { coreAccount } from "../../helpers/logins/core-accounts";
import type { LoginsBody } from "../../helpers/logins/login-scenario";
import { logIn, verifyEmail } from "../../helpers/logins/logins";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

const VERIFIED = "customer.email_verified";
const NEW_PASSWORD = "the owner's own";

export default function loginsPasswordResetProof(store: Store): void {
  const desk = new ClaimScenario(store);
  let events: SentEvents;

  beforeEach(async () => {
    await desk.open();
    events = new SentEvents(store);
  });

  afterEach(() => events.stop());

  /** The token that is mailed to the email. */
  async function mailedToken(identifier = EMAIL, actor = "customer"): Promise<string> {
    const before = (await events.all("auth.password_reset")).length;
    await desk.storefront.post(`/auth/${actor}/emailpass/reset-password`, { identifier });
    return (await events.last<{ token: string }>("auth.password_reset", before + 1)).token;
  }

  const redeem = (token: string, body: object = { password: NEW_PASSWORD }, actor = "customer") =>
    desk.storefront.withToken(token).post(`/auth/${actor}/emailpass/update`, body);

  async function isVerified(customerId: string): Promise<boolean> {
    const { data } = await desk.admin.get<LoginsBody>(`/admin/customers/${customerId}/logins`);
    return data.logins.some(({ email_verified }) => email_verified);
  }

  const verifications = () => store.sql("select entity_id, verified_at is not null as verified from auth_verification");

  it("a redeemed token verifies the email that it was mailed to: the guest of that email joins the account", async () => {
    const { guestId, orderId } = await desk.guestCheckout();
    const ada = await desk.register();
    expect(await isVerified(ada.id)).toBe(false);

    expect(await redeem(await mailedToken())).toEqual({ status: 200, data: { success: true } });

    expect(await isVerified(ada.id)).toBe(true);
    expect(await events.all(VERIFIED)).toEqual([{ id: ada.id }]);
    expect(await events.last("customer.claimed")).toEqual({ id: ada.id, guest_id: guestId });
    await until(async () => (await desk.orderIds(ada.client)).includes(orderId));
    expect(await verifications()).toEqual([{ entity_id: EMAIL, verified: true }]);
  });

  it("a second reset finds it verified and sends no event", async () => {
    const ada = await desk.register();
    await redeem(await mailedToken());
    await redeem(await mailedToken(), { password: "another password" });
    expect(await events.all(VERIFIED)).toEqual([{ id: ada.id }]);
    expect(await logIn(desk.storefront, EMAIL, "another password")).toMatchObject({ status: 200 });
  });

  it("finds an email verified that was verified in another spelling, and sends no event", async () => {
    const ada = await desk.register();
    const [{ id }] = await store.container
      .resolve(Modules.AUTH)
      .listAuthIdentities({ app_metadata: { customer_id: ada.id } });
    await verifyEmail(store, id, EMAIL.toUpperCase());
    await redeem(await mailedToken());
    expect(await events.all(VERIFIED)).toEqual([]);
    expect(await verifications()).toEqual([{ entity_id: EMAIL.toUpperCase(), verified: true }]);
  });

  it("lets a customer in whose store demands verified logins, also when the login is spelled otherwise", async () => {
    await coreAccount(store, { login: "Bea@X.io", email: "bea@x.io" });
    const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
    try {
      http.authVerificationsPerActor = { customer: [{ auth_provider: "emailpass", entity_type: "email" }] };
      await redeem(await mailedToken("bea@x.io"));
      const { data } = await logIn(desk.storefront, "bea@x.io", NEW_PASSWORD);
      expect(data).toEqual({ token: expect.any(String) });
    } finally {
      delete http.authVerificationsPerActor;
    }
    expect(await verifications()).toEqual([{ entity_id: "Bea@X.io", verified: true }]);
  });

  it("ends a change of email that waits: its requester may have been another person, with the old password", async () => {
    const ada = await desk.register();
    const url = `/admin/customers/${ada.id}/email`;
    expect(await desk.admin.post(url, { email: "new@x.io" })).toMatchObject({ status: 202 });
    await redeem(await mailedToken());
    expect(await desk.admin.get(url)).toMatchObject({ data: { email_change: null } });
  });

  it("proves nothing when the customer's email is another than the login's: the password changes all the same", async () => {
    await desk.guestCheckout("other@x.io");
    const ada = await desk.register();
    expect(await desk.admin.post(`/admin/customers/${ada.id}`, { email: "other@x.io" })).toMatchObject({ status: 200 });

    expect(await redeem(await mailedToken())).toMatchObject({ status: 200 });

    expect(await isVerified(ada.id)).toBe(false);
    expect(await verifications()).toEqual([]);
    expect(await events.all(VERIFIED)).toEqual([]);
    expect(await store.customers.listCustomers({ has_account: false })).toHaveLength(1);
    expect(await logIn(desk.storefront, EMAIL, NEW_PASSWORD)).toMatchObject({ status: 200 });
  });

  it("proves nothing of a login without a customer, or of a dashboard user", async () => {
    await coreAccount(store, { login: "unowned@x.io", email: null });
    await coreAccount(store, { login: "boss@x.io", email: "boss@x.io", others: { user_id: "user_1" } });
    expect(await redeem(await mailedToken("unowned@x.io"))).toMatchObject({ status: 200 });
    expect(await redeem(await mailedToken("boss@x.io", "user"), { password: NEW_PASSWORD }, "user")).toMatchObject({
      status: 200,
    });
    expect(await verifications()).toEqual([]);
    expect(await events.all(VERIFIED)).toEqual([]);
  });

  it("proves nothing by a token that is not redeemed: without a password, a second time, or for a login", async () => {
    const { client } = await desk.register();
    const token = await mailedToken();
    const session = client.headers.authorization.replace("Bearer ", "");
    expect(await redeem(session)).toMatchObject({ status: 401 });
    expect(await redeem(token, {})).toMatchObject({ status: 401 });
    expect(await redeem(token)).toMatchObject({ status: 401 });
    expect(await verifications()).toEqual([]);
    expect(await logIn(desk.storefront, EMAIL, PASSWORD.password)).toMatchObject({ status: 200 });
  });

  it("sets the password and answers as core does when the proof cannot be recorded", async () => {
    const ada = await desk.register();
    const token = await mailedToken();
    const auth = store.container.resolve(Modules.AUTH);
    jest.spyOn(auth, "confirmAuthVerification").mockRejectedValueOnce(new Error("The connection is lost."));
    expect(await redeem(token)).toEqual({ status: 200, data: { success: true } });
    expect(await logIn(desk.storefront, EMAIL, NEW_PASSWORD)).toMatchObject({ status: 200 });
    expect(await isVerified(ada.id)).toBe(false);
    expect(await events.all(VERIFIED)).toEqual([]);
  });
}
