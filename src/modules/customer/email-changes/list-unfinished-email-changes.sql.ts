import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { ConfirmableEmailChange } from "./email-change";
import { COLUMNS, CONFIRMATION_TIME, IS_UNFINISHED, readConfirmable } from "./email-change-row.sql";

/** The place in the list: the time of the confirmation, with microseconds, and the change. */
export type UnfinishedEmailChange = { id: string; at: string; is_overdue: boolean };

/** Where the list begins. */
const BEGIN: Pick<UnfinishedEmailChange, "at" | "id"> = { at: "-infinity", id: "" };

/** Younger ones may have a process that is still working on them. Index: IDX_customer_email_change_unfinished. */
const LIST = `
  select id, updated_at::text as at, updated_at < now() - interval '1 hour' as is_overdue
  from customer_email_change
  where ${IS_UNFINISHED} and updated_at < now() - interval '${CONFIRMATION_TIME}' and (updated_at, id) > (?::timestamptz, ?)
  order by updated_at, id limit ?
`;

/** Index: customer_email_change_pkey, customer_pkey. */
const BY_ID = `
  select ${COLUMNS}, password_fingerprint from customer_email_change
  where id = ? and ${IS_UNFINISHED} and exists (
    select from customer where customer.id = customer_email_change.customer_id
      and customer.email = customer_email_change.new_email and customer.deleted_at is null
  )
`;

/** Lists a page of changes that were confirmed two minutes ago or earlier and whose confirmation has not ended. */
export async function listUnfinishedEmailChanges(
  connection: Knex,
  { after, limit }: { after: UnfinishedEmailChange | null; limit: number },
): Promise<UnfinishedEmailChange[]> {
  const { at, id } = after ?? BEGIN;
  return await queryRows<UnfinishedEmailChange>(connection, LIST, [at, id, limit]);
}

/** Finds a change whose confirmation has not ended, if its customer has the new email. */
export async function findUnfinishedEmailChange(
  connection: Knex,
  id: string,
): Promise<ConfirmableEmailChange | undefined> {
  const [row] = await queryRows<Parameters<typeof readConfirmable>[0]>(connection, BY_ID, [id]);
  return row && readConfirmable(row);
}
