import { setTimeout as delay } from "node:timers/promises";
import { isDone } from "./client";
import { PASSWORD, type Shop } from "./shop";

/** How long the mail of a change may take: its event is delivered by a worker, which may be away. */
const PATIENCE_MILLISECONDS = 15_000;

/** The token in the link of a mail to an email; the local provider keeps mails in the table of the Notification module. */
export const MAILED = `
  select substring(data ->> 'link' from 'token=(.*)$') as token from notification
  where "to" = $1 and template = $2 order by created_at desc limit 1`;

/** Customers who change their email. */
export class EmailChanges {
  requested = 0;
  confirmed = 0;
  /** Changes without a mail: their event was lost, or the worker was away too long. */
  unmailed = 0;

  constructor(private readonly shop: Shop) {}

  async step(): Promise<void> {
    const account = this.shop.accounts.emails.shift();
    if (account === undefined) {
      return;
    }
    const email = this.shop.email("moved");
    const body = { email, password: PASSWORD };
    const { token } = account;
    const asked = await this.shop.client.send("change email", "/store/customers/me/email", { body, token });
    if (!isDone(asked)) {
      return;
    }
    this.requested++;
    const mailed = await this.tokenTo(email);
    if (mailed === undefined) {
      this.unmailed++;
      return;
    }
    const path = "/store/customers/me/email/confirm";
    const answer = await this.shop.client.send("confirm email", path, { body: { token: mailed }, token });
    this.confirmed += isDone(answer) ? 1 : 0;
  }

  private async tokenTo(email: string): Promise<string | undefined> {
    for (const deadline = Date.now() + PATIENCE_MILLISECONDS; Date.now() < deadline; await delay(300)) {
      const rows = await this.shop.cluster.sql<{ token: string }>(MAILED, [email, "confirm-email"]).catch(() => []);
      if (rows.length) {
        return rows[0].token;
      }
    }
    return undefined;
  }
}
