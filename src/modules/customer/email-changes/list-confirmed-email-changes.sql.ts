import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { EmailChange } from "./email-change";

/** A confirmed change, and the fingerprint of the password at its request. */
export type ConfirmedEmailChange = {
  change: Pick<EmailChange, "id" | "customer_id" | "old_email" | "new_email" | "requested_by">;
  password_fingerprint: string | null;
};

type Row = ConfirmedEmailChange["change"] & Pick<ConfirmedEmailChange, "password_fingerprint">;

/** Index: IDX_customer_email_change_closed_updated_at, customer_pkey. */
const STATEMENT = `
  select change.id, change.customer_id, change.old_email, change.new_email, change.requested_by, change.password_fingerprint
  from customer_email_change change
  join customer on customer.id = change.customer_id and customer.email = change.new_email and customer.deleted_at is null
  where change.state <> 'pending' and change.state = 'confirmed' and change.old_email is not null
    and change.updated_at > now() - interval '1 day' and change.updated_at < now() - interval '2 minutes'
  order by change.updated_at limit 1000
`;

/** Lists changes of the last day that were confirmed two minutes ago or earlier, whose customer still has the new email. */
export async function listConfirmedEmailChanges(connection: Knex): Promise<ConfirmedEmailChange[]> {
  const rows = await queryRows<Row>(connection, STATEMENT, []);
  return rows.map(({ password_fingerprint, ...change }) => ({ change, password_fingerprint }));
}
