import { CONFIRM, ME, mailed, requestChange } from "../../helpers/email-changes/email-changes";
import { storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import { type Account, logIn, PASSWORD, registerAndLogIn } from "../../helpers/logins/logins";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

const EMAIL = "victim@x.io";
const THEIRS = "mallory@x.io";
const OWN_PASSWORD = "the owner's own";

/** Anybody can register with anybody's address; a change that they asked for must not outlive the owner's coming. */
export default function emailChangesTakeover(store: Store): void {
  let storefront: ApiClient;
  let mallory: Account;
  let events: SentEvents;
  let token: string;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
    events = new SentEvents(store);
    mallory = await registerAndLogIn(storefront, EMAIL);
    token = (await mailed(events, () => requestChange(mallory.client, THEIRS))).token;
  });

  afterEach(() => {
    events.stop();
  });

  /** The owner of the address takes the login with the mail that resets its password. */
  async function resetPassword(): Promise<void> {
    await storefront.post("/auth/customer/emailpass/reset-password", { identifier: EMAIL });
    const reset = await events.last<{ token: string }>("auth.password_reset");
    const update = storefront.withToken(reset.token);
    expect(await update.post("/auth/customer/emailpass/update", { password: OWN_PASSWORD })).toMatchObject({
      status: 200,
    });
  }

  /** The owner proves the address by the mail that Medusa's verification sends. */
  async function verify(): Promise<void> {
    await mallory.client.post("/auth/verification/request", { entity_id: EMAIL, entity_type: "email" });
    const { code } = await events.last<{ code: string }>("auth.verification_requested");
    expect(await mallory.client.post("/auth/verification/confirm", { code })).toMatchObject({ status: 200 });
  }

  async function expectRefused(): Promise<void> {
    const unknown = await mallory.client.post(CONFIRM, { token: "unknown" });
    expect(unknown).toMatchObject({ status: 404 });
    expect(await mallory.client.post(CONFIRM, { token })).toEqual(unknown);
    expect((await store.customers.retrieveCustomer(mallory.id)).email).toBe(EMAIL);
    expect(await logIn(storefront, THEIRS)).toMatchObject({ status: 401 });
    expect(await logIn(storefront, THEIRS, OWN_PASSWORD)).toMatchObject({ status: 401 });
  }

  it("a change that was asked for before the password was reset is confirmed no more", async () => {
    await resetPassword();
    await expectRefused();
    expect(await logIn(storefront, EMAIL, OWN_PASSWORD)).toMatchObject({ status: 200 });
  });

  it("a change that was asked for before the address was verified is cancelled", async () => {
    await verify();
    expect(await mallory.client.get(ME)).toEqual({ status: 200, data: { email_change: null } });
    await expectRefused();
    expect(await logIn(storefront, EMAIL)).toMatchObject({ status: 200 });
  });

  it("logins, failed ones and new tokens in between are no hindrance, nor is a reset that was not followed", async () => {
    expect(await logIn(storefront, EMAIL)).toMatchObject({ status: 200 });
    expect(await logIn(storefront, EMAIL, "wrong")).toMatchObject({ status: 401 });
    expect(await mallory.client.post("/auth/token/refresh", {})).toMatchObject({ status: 200 });
    await storefront.post("/auth/customer/emailpass/reset-password", { identifier: EMAIL });
    await events.last("auth.password_reset");
    expect(await mallory.client.post(CONFIRM, { token })).toMatchObject({ status: 200 });
    expect(await logIn(storefront, THEIRS, PASSWORD)).toMatchObject({ status: 200 });
  });

  it("after a reset the owner can ask for a change and confirm it", async () => {
    await resetPassword();
    const login = await logIn(storefront, EMAIL, OWN_PASSWORD);
    const owner = storefront.withToken("token" in login.data ? login.data.token : "");
    const change = { email: "owner@x.io", password: OWN_PASSWORD };
    const asked = await mailed(events, () => owner.post(ME, change));
    expect(await owner.post(CONFIRM, { token: asked.token })).toMatchObject({ status: 200 });
    expect(await logIn(storefront, "owner@x.io", OWN_PASSWORD)).toMatchObject({ status: 200 });
  });
}
