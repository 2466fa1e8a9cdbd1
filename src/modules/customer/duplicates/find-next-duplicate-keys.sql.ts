import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { KeyPosition } from "./duplicate-cursor";
import type { DuplicateSource } from "./duplicate-sources.sql";

/** Rows a round: 20,000 index entries in order, whether or not a key among them comes twice. */
const ENTRIES_PER_RANGE = 20_000;

/**
 * Reads a stretch of the index in its order and names the keys in it that more than one member has. Rows of one key lie
 * side by side: no join of the table with itself, and the cost is that of the stretch, wherever it begins. Index: as
 * `SOURCES` says.
 */
const statement = ({ table, condition, key, type, member }: DuplicateSource, inclusive: boolean): string => `
  with part as materialized (
    select ${key} as key, ${member ?? "id"} as member from ${table}
    where deleted_at is null and ${condition} and ${key} ${inclusive ? ">=" : ">"} ?::${type}
    order by 1 limit ${ENTRIES_PER_RANGE}
  ),
  found as (
    select key from part group by key ${member ? "having min(member) <> max(member)" : ""} order by key limit ?
  )
  select
    (select coalesce(json_agg(key::text order by key), '[]') from found) as keys,
    (select min(key)::text from part) as first,
    (select max(key)::text from part) as last,
    (select count(*) from part) as size
`;

type KeyRange = { keys: string[]; first: string | null; last: string | null; size: string };

/** @returns up to `limit` keys, and where to go on; null at the end. */
export async function findNextDuplicateKeys(
  connection: Knex,
  source: DuplicateSource,
  { from, limit }: { from: KeyPosition | null; limit: number },
): Promise<{ keys: string[]; next: KeyPosition | null }> {
  const { key, inclusive } = from ?? { key: source.lowest, inclusive: true };
  const [stretch] = await queryRows<KeyRange>(connection, statement(source, inclusive), [key, limit]);
  const { keys, first, last } = stretch;
  const isWhole = Number(stretch.size) < ENTRIES_PER_RANGE;
  // The last key of a full stretch may go on behind it, unless there is no other key: then it is as much as is looked at.
  const whole = isWhole || first === last ? keys : keys.filter((one) => one !== last);
  if (whole.length === limit) {
    return { keys: whole, next: { key: whole[whole.length - 1], inclusive: false } };
  }
  if (isWhole || last === null) {
    return { keys: whole, next: null };
  }
  return { keys: whole, next: { key: last, inclusive: first !== last } };
}
