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
  where: string;
  /** The order of the list: by time, else by id, where the index has ids alone. */
  order?: "id";
};

const CUSTOMER = { from: "customer", id: "id", data: "jsonb_build_object('id', id)" };
const MERGED = "exists (select from customer_merge where merged_id = customer.id)";

/** The kinds of changes that have events. */
const SOURCES = {
  // Index: IDX_customer_created_at_id.
  created: { ...CUSTOMER, time: "created_at", where: "deleted_at is null" },
  // Index: IDX_customer_updated_at_id. A new customer has one time in both columns until the first update. The clocks of
  // two servers may differ, so that the update has the earlier time.
  updated: { ...CUSTOMER, time: "updated_at", where: "deleted_at is null and updated_at <> created_at" },
  // Index: IDX_customer_deleted_id. All pages together read each deleted row once; in the order of times, each page would read and
  // sort all of them. A merged customer has an event of another name.
  deleted: { ...CUSTOMER, time: "deleted_at", where: `deleted_at is not null and not ${MERGED}`, order: "id" },
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
  // It reads the imports, and the exports, of a few weeks. An import that has ended is of one of these states, a dry run too.
  import_completed: {
    from: "customer_import",
    id: "id",
    time: "completed_at",
    data: `jsonb_build_object('id', id, 'dry_run', coalesce((options ->> 'dry_run')::boolean, false),
      'invalid', invalid, 'warned', warned)`,
    where: "state in ('completed', 'completed_with_errors')",
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

export type ChangePage = { since: string; until: string; after: ChangePlace | null; limit: number };

/** Lists the changes of a kind from a time to another, both included, from behind a place. */
export async function listChanges(
  connection: Knex,
  kind: ChangeKind,
  { since, until, after, limit }: ChangePage,
): Promise<Change[]> {
  const { from, id, time, data, where, order }: Source = SOURCES[kind];
  const [behind, bindings] =
    order === "id"
      ? [`${id} > ? and ${time} >= ?::timestamptz`, [after?.id ?? "", since]]
      : [`(${time}, ${id}) > (?::timestamptz, ?)`, [after?.at ?? since, after?.id ?? ""]];
  return await queryRows<Change>(
    connection,
    `select ${id} as id, ${time}::text as at, ${data} as data from ${from}
     where ${behind} and ${time} <= ?::timestamptz and ${where}
     order by ${order ?? `${time}, ${id}`} limit ?`,
    [...bindings, until, limit],
  );
}

/** Reads PostgreSQL's clock, with microseconds. */
export async function readClock(connection: Knex): Promise<string> {
  const [{ now }] = await queryRows<{ now: string }>(
    connection,
    `select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
    [],
  );
  return now;
}
