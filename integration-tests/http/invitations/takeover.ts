import sendInvitations from "../../../src/jobs/customers-send-invitations";
import { adminClient, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import { createCatalogue } from "../../helpers/http/catalogue";
import { createOrder } from "../../helpers/http/two-customers";
import { ACCEPT } from "../../helpers/invitations/invitation-clients";
import { logIn, PASSWORD, registerAndLogIn } from "../../helpers/logins/logins";
import { stopScheduledJobs } from "../../helpers/stores/scheduled-jobs";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

const EMAIL = "victim@x.io";
const THEIRS = "another visitor's";

type Token = { token: string };
type Orders = { orders: { id: string }[] };

/** Any visitor can register with any email. A visitor who did so before the invited customer must lose access. */
export default function invitationsTakeover(store: Store): void {
  let storefront: ApiClient;
  let admin: ApiClient;
  let events: SentEvents;

  beforeEach(async () => {
    await stopScheduledJobs();
    const { salesChannelId } = await createCatalogue(store);
    storefront = await storefrontClient(store, salesChannelId);
    admin = await adminClient(store);
    events = new SentEvents(store);
  });

  afterEach(() => {
    events.stop();
  });

  /** A customer with an order, and the token that was mailed to them. */
  async function invited(email: string, has_account = true): Promise<Token & { id: string; orderId: string }> {
    const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account }));
    const orderId = await createOrder(store, { id, email });
    const before = (await events.all("customer.invited")).length;
    expect(await admin.post(`/admin/customers/${id}/invitation`, {})).toMatchObject({ status: 202 });
    await sendInvitations(store.container);
    const { token } = await events.last<Token>("customer.invited", before + 1);
    return { id, orderId, token };
  }

  /** A login at Medusa's auth route, and the client that it gives. */
  async function registerLogin(email: string): Promise<ApiClient> {
    const { data } = await storefront.post<Token>("/auth/customer/emailpass/register", { email, password: THEIRS });
    return storefront.withToken(data.token);
  }

  async function ordersWith(email: string, password = PASSWORD): Promise<string[]> {
    const { data } = await logIn(storefront, email, password);
    const client = storefront.withToken("token" in data ? data.token : "");
    return (await client.get<Orders>("/store/orders")).data.orders.map(({ id }) => id);
  }

  const accept = (token: string, client = storefront) => client.post(ACCEPT, { token, password: PASSWORD });
  const account = () => store.sql("select id, email, has_account from customer where deleted_at is null order by id");

  it.each([EMAIL, "VICTIM@X.IO", " victim@x.io"])(
    "a login that was registered as %j, with its token kept, leads nowhere before the acceptance and after it",
    async (name) => {
      const { id, orderId, token } = await invited(EMAIL);
      const mallory = await registerLogin(name);
      const before = await account();
      const expectNothing = async () => {
        expect(await mallory.get("/store/customers/me")).toMatchObject({ status: 401 });
        expect(await mallory.get("/store/orders")).toMatchObject({ status: 401 });
        expect((await mallory.post("/store/customers", { email: name })).status).toBeGreaterThanOrEqual(400);
        const { status, data } = await mallory.post<Token>("/auth/token/refresh", {});
        const renewed = storefront.withToken(status === 200 ? data.token : "");
        expect(await renewed.get("/store/customers/me")).toMatchObject({ status: 401 });
        expect(await account()).toEqual(before);
      };

      await expectNothing();
      expect(await accept(token)).toEqual({ status: 200, data: { accepted: true } });
      await expectNothing();

      expect(await logIn(storefront, EMAIL, THEIRS)).toMatchObject({ status: 401 });
      expect(await ordersWith(EMAIL)).toEqual([orderId]);
      const { data } = await admin.get<{ logins: { entity_id: string }[] }>(`/admin/customers/${id}/logins`);
      expect(data.logins.map(({ entity_id }) => entity_id)).toEqual([EMAIL]);
    },
  );

  it("an invitation opens the account that it was mailed for and no other, also while another customer is logged in", async () => {
    const victim = await invited(EMAIL);
    const other = await invited("other@x.io");
    const mallory = await registerAndLogIn(storefront, "mallory@x.io", THEIRS);

    expect(await accept(other.token, mallory.client)).toMatchObject({ status: 200 });

    expect(await ordersWith("other@x.io")).toEqual([other.orderId]);
    expect(await ordersWith("mallory@x.io", THEIRS)).toEqual([]);
    expect(await mallory.client.get("/store/customers/me/logins")).toMatchObject({
      data: { logins: [{ entity_id: "mallory@x.io" }] },
    });
    expect(await logIn(storefront, EMAIL)).toMatchObject({ status: 401 });
    // Used up, by whomever.
    expect(await accept(other.token, mallory.client)).toMatchObject({ status: 404 });
    expect(await accept(victim.token)).toMatchObject({ status: 200 });
    expect(await ordersWith(EMAIL)).toEqual([victim.orderId]);
  });

  it("a visitor who registers an invited guest's email sees none of the guest's orders, invited or not", async () => {
    const { id, token } = await invited("guest@x.io", false);
    const mallory = await registerAndLogIn(storefront, "Guest@x.io", THEIRS);

    expect(await accept(token)).toMatchObject({ status: 404 });

    expect(await mallory.client.get<Orders>("/store/orders")).toMatchObject({ status: 200, data: { orders: [] } });
    expect(await store.customers.listCustomers({ id })).toMatchObject([{ has_account: false, email: "guest@x.io" }]);
    expect(await logIn(storefront, "guest@x.io")).toMatchObject({ status: 401 });
  });

  it("a token that was guessed, cut short, or is of another kind is rejected", async () => {
    const { token } = await invited(EMAIL);
    const shopper = await registerAndLogIn(storefront, "mallory@x.io", THEIRS);
    await shopper.client.post("/store/customers/me/email", { email: "new@x.io", password: THEIRS });
    const change = await events.last<Token>("customer.email_change_requested");
    const before = await account();

    for (const wrong of [token.slice(1), token.toUpperCase(), `${token} `, `${token}a`, change.token]) {
      expect([wrong, (await accept(wrong)).status]).toEqual([wrong, 404]);
    }
    expect(await account()).toEqual(before);
    expect(await logIn(storefront, EMAIL)).toMatchObject({ status: 401 });
    expect(await accept(token)).toMatchObject({ status: 200 });
  });
}
