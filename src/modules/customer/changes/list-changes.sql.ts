import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** Where a change is stored, from which its event can be made once more. */
type Source = {
  from: string;
  id: string;
  /** When the change was stored. */
  time: string;
  /** The data of the event, as JSON. */
  data: string;
  /** `since` is bound as its last value where it says `?`. */
  where: string;
};

const CUSTOMER = { from: "customer", id: "id", data: "jsonb_build_object('id', id)" };
const MERGED = "exists (select from customer_merge where merged_id = customer.id)";

/** The kinds of changes of which events tell. */
const SOURCES = {
  // Index: IDX_customer_created_at_id.
  created: { ...CUSTOMER, time: "created_at", where: "deleted_at is null" },
  // Index: IDX_customer_updated_at_id. Customers who were created since are in the list above.
  updated: { ...CUSTOMER, time: "updated_at", where: "deleted_at is null and created_at < ?::timestamptz" },
  // Index: IDX_customer_deleted_id, with a look at each deleted row. A merged customer has an event of another name.
  deleted: { ...CUSTOMER, time: "deleted_at", where: `deleted_at is not null and not ${MERGED}` },
  // It reads the merges, of which there are few.
  merged: {
    from: "customer_merge",
    id: "id",
    time: "completed_at",
    data: "jsonb_build_object('id', survivor_id, 'merged_id', merged_id)",
    where: "completed_at is not null",
  },
  // Index: IDX_customer_email_change_closed_updated_at. The job ends a change that is not complete, and emits its event.
  email_changed: {
    from: "customer_email_change",
    id: "id",
    time: "updated_at",
    data: "jsonb_build_object('id', customer_id, 'change_id', id)",
    where: "state <> 'pending' and state = 'confirmed' and completed_at is not null",
  },
  // It reads the imports, and the exports, of a few weeks.
  import_completed: {
    from: "customer_import",
    id: "id",
    time: "completed_at",
    data: `jsonb_build_object('id', id, 'dry_run', state = 'dry_run_completed', 'invalid', invalid, 'warned', warned)`,
    where: "state in ('completed', 'dry_run_completed')",
  },
  export_completed: {
    from: "customer_export",
    id: "id",
    time: "completed_at",
    data: "jsonb_build_object('id', id)",
    where: "state = 'completed'",
  },
} satisfies Record<string, Source>;

export type ChangeKind = keyof typeof SOURCES;

/** The place in the list: the time of a change, with microseconds, and its row. */
export type ChangePlace = { at: string; id: string };

/** A change, and the data that its event has. */
export type Change = ChangePlace & { data: object };

const statementOf = ({ from, id, time, data, where }: Source): string => `
  select ${id} as id, ${time}::text as at, ${data} as data from ${from}
  where (${time}, ${id}) > (?::timestamptz, ?) and ${where}
  order by ${time}, ${id} limit ?
`;

/** Lists the changes of a kind since a time, in the order of their times, from behind a place. */
export async function listChanges(
  connection: Knex,
  kind: ChangeKind,
  { since, after, limit }: { since: string; after: ChangePlace; limit: number },
): Promise<Change[]> {
  const source: Source = SOURCES[kind];
  const bound = source.where.includes("?") ? [since] : [];
  return await queryRows<Change>(connection, statementOf(source), [after.at, after.id, ...bound, limit]);
}
