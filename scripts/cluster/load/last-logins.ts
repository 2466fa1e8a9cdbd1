import { behindLock } from "../database";
import { type Answer, isDone } from "./client";
import type { Shop } from "./shop";

type Logins = { logins?: { id: string }[] };

/** Unlinks both logins of an account at the same time, one on each server: only a lock that they share keeps the last one. */
export class LastLogins {
  rounds = 0;
  /** Accounts of which both went, or neither. */
  readonly wrong: { id: string; done: number }[] = [];

  constructor(private readonly shop: Shop) {}

  async step(): Promise<void> {
    const { logins } = this.shop.accounts;
    if (logins.length < 2) {
      return;
    }
    const [one, other] = logins.splice(0, 2);
    const body = { customer_ids: [one.id, other.id], survivor_id: one.id, keep_logins: true };
    if (!isDone(await this.shop.admin("merge accounts", "/admin/customers/merge", body))) {
      return;
    }
    const path = `/admin/customers/${one.id}/logins`;
    const { data } = await this.shop.admin<Logins>("list logins", path, undefined, "GET");
    if (data.logins?.length !== 2) {
      return;
    }
    const answers = await this.unlinkAll(path, data.logins).catch(() => []);
    if (answers.length === 0) {
      // PostgreSQL was away.
      return;
    }
    this.rounds++;
    const done = answers.filter(isDone).length;
    const refused = answers.filter(({ status }) => status === 400).length;
    // Without a lock both find at the end that no login remains, and both are rolled back.
    if (done === 2 || refused === 2) {
      this.wrong.push({ id: one.id, done });
    }
  }

  /** Both requests read the logins at the same time, unless one waits for the lock of the other. */
  private unlinkAll(path: string, logins: { id: string }[]): Promise<Answer[]> {
    const { cluster } = this.shop;
    const servers = cluster.servers.map((name) => cluster.originOf(name));
    return behindLock(cluster.databaseUrl, { tables: "auth_identity, provider_identity", milliseconds: 400 }, () =>
      Promise.all(
        logins.map(({ id }, at) => this.shop.admin("unlink login", `${path}/${id}`, undefined, "DELETE", servers[at])),
      ),
    );
  }
}
