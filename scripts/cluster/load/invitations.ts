import { isDone } from "./client";
import { MAILED } from "./email-changes";
import { PASSWORD, type Shop } from "./shop";

/** Guests who are invited, and who accept once the mail is there. */
export class Invitations {
  private readonly open: { id: string; email: string }[] = [];
  invited = 0;
  accepted = 0;

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
