import { Modules } from "@medusajs/framework/utils";
import { adminClient, storefrontClient } from "../http/accounts";
import type { ApiClient, ErrorBody } from "../http/api-client";
import { type Catalogue, createCatalogue } from "../http/catalogue";
import { createOrder } from "../http/two-customers";
import type { Store } from "../stores/store";

export const EMAIL = "ada@x.io";
export const PASSWORD = { email: EMAIL, password: "supersecret" };

type Token = { token: string };
type Orders = { orders: { id: string }[] };

/** What a scenario has once it is open. */
type Opened = { admin: ApiClient; catalogue: Catalogue; storefront: ApiClient };

/** A shop where people buy as guests, register, and verify their emails; all of it over HTTP. */
export class ClaimScenario {
  private opened: Opened | undefined;
  private codes: { entity_id: string; code: string }[] = [];

  constructor(private readonly store: Store) {}

  /** Before each test. */
  async open(): Promise<void> {
    const { store } = this;
    const admin = await adminClient(store);
    const catalogue = await createCatalogue(store);
    this.opened = { admin, catalogue, storefront: await storefrontClient(store, catalogue.salesChannelId) };
    this.codes = [];
    const auth = store.container.resolve(Modules.AUTH);
    const request = auth.requestAuthVerification.bind(auth);
    // What a shop mails: the code goes to the email that is to be verified.
    jest.spyOn(auth, "requestAuthVerification").mockImplementation(async (...args) => {
      const verification = await request(...args);
      this.codes.push({ entity_id: verification.entity_id, code: verification.code ?? "" });
      return verification;
    });
  }

  get admin(): ApiClient {
    return this.scenario.admin;
  }

  get storefront(): ApiClient {
    return this.scenario.storefront;
  }

  /** Buys without an account: the cart creates the guest, who has an order then. */
  async guestCheckout(email = EMAIL): Promise<{ guestId: string; orderId: string }> {
    const { data } = await this.storefront.post<{ cart: { customer: { id: string } } }>(
      "/store/carts?fields=id,customer.id",
      { region_id: this.scenario.catalogue.regionId, email },
    );
    const guestId = data.cart.customer.id;
    return { guestId, orderId: await createOrder(this.store, { id: guestId, email }) };
  }

  /** Registers over HTTP, up to and including the login. */
  async register(email = EMAIL): Promise<{ client: ApiClient; id: string }> {
    const { storefront } = this;
    const credentials = { ...PASSWORD, email };
    const registration = await storefront.post<Token>("/auth/customer/emailpass/register", credentials);
    const { data } = await storefront
      .withToken(registration.data.token)
      .post<{ customer: { id: string } }>("/store/customers", { email });
    const login = await storefront.post<Token>("/auth/customer/emailpass", credentials);
    return { client: storefront.withToken(login.data.token), id: data.customer.id };
  }

  async requestCode(client: ApiClient, entity_id = EMAIL, entity_type = "email"): Promise<string> {
    const { status } = await client.post("/auth/verification/request", { entity_id, entity_type });
    expect(status).toBe(201);
    return this.codes.at(-1)?.code ?? "";
  }

  confirm(code: string) {
    return this.storefront.post<ErrorBody>("/auth/verification/confirm", { code });
  }

  async orderIds(client: ApiClient): Promise<string[]> {
    const { data } = await client.get<Orders>("/store/orders");
    return data.orders.map(({ id }) => id);
  }

  private get scenario(): Opened {
    if (!this.opened) {
      throw new Error("Call open() before each test.");
    }
    return this.opened;
  }
}
