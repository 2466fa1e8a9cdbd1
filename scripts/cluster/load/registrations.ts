import { isDone } from "./client";
import { type Account, PASSWORD, type Shop } from "./shop";

/** Registrations that a failed request has interrupted: the shopper tries again at the end. */
export class Registrations {
  private readonly interrupted = new Set<string>();
  finished = 0;

  constructor(private readonly shop: Shop) {}

  /** A shopper registers, logs in, and sets two default addresses at the same time. */
  async step(): Promise<void> {
    const email = this.shop.email("shopper");
    const account = await this.register(email);
    if (account === undefined) {
      this.interrupted.add(email);
      return;
    }
    this.finished++;
    this.shop.addAccount(account);
    await Promise.all(["First", "Second"].map((street) => this.addDefaultAddress(account, street)));
  }

  /** All who were interrupted try until they have an account. Returns the emails of those who cannot. */
  async finish(): Promise<string[]> {
    const stuck: string[] = [];
    for (const email of this.interrupted) {
      const account = (await this.register(email)) ?? (await this.register(email));
      if (account === undefined) {
        stuck.push(email);
      } else {
        this.finished++;
        this.shop.addAccount(account);
      }
    }
    return stuck;
  }

  private async register(email: string): Promise<Account | undefined> {
    const { client } = this.shop;
    const body = { email, password: PASSWORD };
    const registered = await client.send<{ token?: string }>("register", "/auth/customer/emailpass/register", { body });
    const token = registered.data.token ?? (await this.logIn(email));
    if (token === undefined) {
      return undefined;
    }
    const customer = { email, first_name: "Shopper" };
    const created = await client.send<{ customer?: { id: string } }>("create account", "/store/customers", {
      body: customer,
      token,
    });
    const accountToken = await this.logIn(email);
    if (accountToken === undefined) {
      return undefined;
    }
    const id = created.data.customer?.id ?? (await this.idOf(accountToken));
    return id === undefined ? undefined : { email, id, token: accountToken };
  }

  private async logIn(email: string): Promise<string | undefined> {
    const body = { email, password: PASSWORD };
    const { data } = await this.shop.client.send<{ token?: string }>("log in", "/auth/customer/emailpass", { body });
    return data.token;
  }

  private async idOf(token: string): Promise<string | undefined> {
    const answer = await this.shop.client.send<{ customer?: { id: string } }>("own profile", "/store/customers/me", {
      method: "GET",
      token,
    });
    return isDone(answer) ? answer.data.customer?.id : undefined;
  }

  private addDefaultAddress({ token }: Account, street: string) {
    const body = { address_1: `${street} Street`, city: "Town", country_code: "nl", is_default_shipping: true };
    return this.shop.client.send("add default address", "/store/customers/me/addresses", { body, token });
  }
}
