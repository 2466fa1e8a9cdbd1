import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const BEFORE = ["waiting", "sent", "accepted", "expired", "cancelled"];
const NOW = ["held", "waiting", "announced", "sent", "accepted", "expired", "cancelled"];

const list = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(", ");

/**
 * Two states more. `held`: an import made it, and no admin has sent it. `announced`: the token is with the event
 * bus, and no subscriber has acknowledged it. Rows from before keep their state. Going back cancels held ones: they would
 * be mailed otherwise.
 *
 * All pending migrations are one transaction, which locks the table from the first statement here to its end. So the check
 * is `not valid`: new rows are checked, and old ones need no scan, since the check before allowed no state that this one
 * refuses. The two partial indexes are made again because their conditions change; each is a scan and holds few rows.
 */
export class Migration20261130090000CustomersInvitationStates extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "customer_invitation" add column if not exists "import_id" text null;`);
    this.setStates(NOW, { open: ["held", "waiting", "announced", "sent"], out: ["announced", "sent"] });
    this.addSql(`create index if not exists "IDX_customer_invitation_state" on "customer_invitation" ("state", "id");`);
    this.addSql(`
      create index if not exists "IDX_customer_invitation_import_id"
        on "customer_invitation" ("import_id", "id") where import_id is not null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_invitation_state", "IDX_customer_invitation_import_id";`);
    this.addSql(`update "customer_invitation" set state = 'cancelled' where state = 'held';`);
    this.addSql(`update "customer_invitation" set state = 'sent' where state = 'announced';`);
    this.setStates(BEFORE, { open: ["waiting", "sent"], out: ["sent"] });
    this.addSql(`alter table if exists "customer_invitation" drop column if exists "import_id";`);
  }

  private setStates(all: readonly string[], { open, out }: { open: readonly string[]; out: readonly string[] }): void {
    this.addSql(`
      alter table if exists "customer_invitation"
        drop constraint if exists "customer_invitation_state_check",
        add constraint "customer_invitation_state_check" check ("state" in (${list(all)})) not valid;
    `);
    this.addSql(`drop index if exists "IDX_customer_invitation_one_open", "IDX_customer_invitation_sent_expires_at";`);
    this.addSql(`
      create unique index if not exists "IDX_customer_invitation_one_open"
        on "customer_invitation" ("customer_id") where state in (${list(open)});
    `);
    this.addSql(`
      create index if not exists "IDX_customer_invitation_sent_expires_at"
        on "customer_invitation" ("expires_at") where state in (${list(out)});
    `);
  }
}
