import { setTimeout as delay } from "node:timers/promises";
import { isDone } from "./client";
import { MAILED } from "./email-changes";
import { PASSWORD, type Shop } from "./shop";

/** A customer whose acceptance was interrupted can repeat it after a minute. */
const REPEAT_MILLISECONDS = 75_000;

/** Invitations that are accepted by a process that died before it made the login. */
const HALF_ACCEPTED = `
  select count(*)::int as count from customer_invitation invitation
    join customer on customer.id = invitation.customer_id and customer.deleted_at is null
  where invitation.state = 'accepted' and not exists (
    select from auth_identity where app_metadata ->> 'customer_id' = customer.id and deleted_at is null
  )`;

/** Guests who are invited, and who accept once the mail is there. */
export class Invitations {
  private readonly open: { id: string; email: string }[] = [];
  invited = 0;
  accepted = 0;
  /** Acceptances whose process died before the login, when the load ended; they are repeated. */
  interrupted = 0;

  constructor(private readonly shop: Shop) {}

  async step(): Promise<void> {
    await this.invite();
    await this.accept();
  }

  /** Accepts what was mailed and is not accepted yet. */
  async accept(): Promise<void> {
    for (const one of [...this.open]) {
      const [mail] = await this.shop.cluster.sql<{ token: string }>(MAILED, [one.email, "invitation"]).catch(() => []);
      if (mail === undefined) {
        continue;
      }
      const body = { token: mail.token, password: PASSWORD };
      const answer = await this.shop.client.send("accept invitation", "/store/customers/invitations/accept", { body });
      if (isDone(answer)) {
        this.accepted++;
        this.open.splice(this.open.indexOf(one), 1);
      }
    }
  }

  /** Accepts what is open, and repeats what was interrupted until each customer has a login. */
  async finish(): Promise<void> {
    this.interrupted = await this.countHalfAccepted();
    const deadline = Date.now() + REPEAT_MILLISECONDS;
    await this.accept();
    while ((await this.countHalfAccepted()) > 0 && Date.now() < deadline) {
      await delay(2_000);
      await this.accept();
    }
  }

  private async countHalfAccepted(): Promise<number> {
    const [{ count }] = await this.shop.cluster.sql<{ count: number }>(HALF_ACCEPTED);
    return count;
  }

  private async invite(): Promise<void> {
    const email = this.shop.email("invited");
    const created = await this.shop.admin<{ customer?: { id: string } }>("create customer", "/admin/customers", {
      email,
    });
    const id = created.data.customer?.id;
    if (id === undefined) {
      return;
    }
    const answer = await this.shop.admin("invite", `/admin/customers/${id}/invitation`);
    if (isDone(answer)) {
      this.invited++;
      this.open.push({ id, email });
    }
  }
}
