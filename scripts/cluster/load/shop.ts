import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "../cluster";
import { isDone, LoadClient } from "./client";

export const PASSWORD = "supersecret";

export type Account = { email: string; id: string; token: string };

/** What all kinds of load share: the clients, the admin's token, and the accounts that exist. */
export class Shop {
  readonly client: LoadClient;
  /** Accounts of finished registrations, by the kind of load that may change them. */
  readonly accounts: { emails: Account[]; logins: Account[] } = { emails: [], logins: [] };
  isOver = false;
  private adminToken = "";
  private regionId_ = "";
  private next = 0;
  private added = 0;
  /** Distinguishes the names of this load from those of another one on the same database. */
  readonly run = randomBytes(3).toString("hex");

  constructor(readonly cluster: Cluster) {
    this.client = new LoadClient(cluster.origin, cluster.sample.publishableKey);
  }

  get regionId(): string {
    return this.regionId_;
  }

  /** An email that no customer has. */
  email(kind: string): string {
    return `${kind}-${this.run}-${this.next++}@load.example`;
  }

  async open(): Promise<void> {
    const [{ id }] = await this.cluster.sql<{ id: string }>("select id from region limit 1");
    this.regionId_ = id;
    await this.logInAdmin();
  }

  async logInAdmin(): Promise<void> {
    const body = this.cluster.sample.admin;
    const { data } = await this.untilDone(() =>
      this.client.send<{ token: string }>("log in (admin)", "/auth/user/emailpass", { body }),
    );
    this.adminToken = data.token;
  }

  admin<Body = Record<string, unknown>>(name: string, path: string, body?: unknown, method = "POST", origin?: string) {
    return this.client.send<Body>(name, path, { method, body, token: this.adminToken, origin });
  }

  /** Two in three accounts are merged in pairs, the third changes its email. */
  addAccount(account: Account): void {
    const { emails, logins } = this.accounts;
    (this.added++ % 3 === 2 ? emails : logins).push(account);
  }

  /** Sends it until it succeeds: of requests that may be sent again. */
  async untilDone<Result extends { status: number; data: unknown }>(send: () => Promise<Result>): Promise<Result> {
    for (;;) {
      const answer = await send();
      if (isDone(answer)) {
        return answer;
      }
      await delay(500);
    }
  }

  /** A customer without an account, with an address. undefined: the request failed, and the customer may be there. */
  async guest(): Promise<string | undefined> {
    const body = { email: this.email("guest"), first_name: "Guest" };
    const { data } = await this.admin<{ customer?: { id: string } }>("create customer", "/admin/customers", body);
    return data.customer?.id;
  }
}
