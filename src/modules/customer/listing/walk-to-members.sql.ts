import { ALIAS, LIVE } from "./find-matching-ids.sql";
import { inLiveGroups, type MemberSearch } from "./group-members.sql";
import { isWalked } from "./order-expression.sql";
import type { Condition } from "./plain-condition";
import { isByEmail } from "./read-email-page.sql";
import { byNames, matchesOf } from "./read-page-of-words.sql";
import type { OrderColumn } from "./read-page-order";
import type { RowsQuery } from "./read-rows-of-words.sql";

/** A walk along an order's index to the members of groups. */
export type MemberWalk = {
  groupIds: readonly string[];
  /** At most so many entries of the index are read. */
  entries: number;
};

/** The entries of an order's index that can be read in the time of one member by its key, cautiously. */
const ENTRIES_PER_KEY = 2;
/** The same of the index of emails, which lacks the id: each entry costs its row. */
const EMAILS_PER_KEY = 1;

/** A walk is tried where members that are spread over the order fill the page in this part of its entries. */
const EXPECTED_PART = 0.5;

/** An entry costs one look-up in the index of memberships for each group. */
const MOST_GROUPS = 4;

type Page = { order: readonly OrderColumn[]; take?: number; skip?: number };

/** Chooses whether a page of the members of groups, without other filters, is walked to. */
export function chooseWalk(
  groupIds: readonly string[],
  { size, total, way }: MemberSearch,
  { order, take, skip = 0 }: Page,
): MemberWalk | undefined {
  const perKey = entriesPerKey(order);
  if (way === "join" || take === undefined || groupIds.length > MOST_GROUPS || perKey === undefined) {
    return undefined;
  }
  const entries = perKey * size;
  const expected = ((skip + take) * total) / Math.max(size, 1);
  return expected <= entries * EXPECTED_PART ? { groupIds, entries } : undefined;
}

function entriesPerKey(order: readonly OrderColumn[]): number | undefined {
  if (isByEmail(order)) {
    return EMAILS_PER_KEY;
  }
  return isWalked(order[0].column) ? ENTRIES_PER_KEY : undefined;
}

/** In brackets with `is true`, which the planner does not turn into a join: each entry is looked up, in order. */
function isMember(groupIds: readonly string[]): Condition {
  const { sql, bindings } = inLiveGroups(groupIds);
  const memberships = `select from customer_group_customer membership where membership.customer_id = entries.id and ${sql}`;
  return { sql: `(exists (${memberships})) is true`, bindings };
}

/**
 * Makes a query on a page of the members of groups.
 *
 * The first entries of the order's index are looked up among the memberships. Where members are spread over the order,
 * a page is full after few of them. Members that an import has just brought may all be at the other end: when the
 * entries do not fill the page, the members are read by key and sorted, as if there had been no walk.
 *
 * Index: that of the order, IDX_customer_group_customer_members, and the primary key.
 */
export function walkToMembers(
  { groupIds, entries }: MemberWalk,
  byKey: Condition,
  { order, take = 0, skip = 0 }: Page,
): RowsQuery {
  const by = byNames(order);
  const index = indexOf(order);
  const live = matchesOf(index.rows, order);
  const members = matchesOf(byKey, order);
  const found = isMember(groupIds);
  const statement = `
    with walked as materialized (
      select * from (${live.sql} order by ${index.by} limit ?) as entries where ${found.sql} order by ${by} limit ?
    ),
    filled as materialized (select count(*) = ? as is_full from walked)
    select * from (select * from walked order by ${by} limit ? offset ?) as found where (select is_full from filled)
    union all
    select * from (select * from (${members.sql}) as members order by ${by} limit ? offset ?) as sorted
    where not (select is_full from filled)
  `;
  const end = skip + take;
  const walk = [...live.bindings, entries, ...found.bindings, end, end];
  return { sql: statement, bindings: [...walk, take, skip, ...members.bindings, take, skip] };
}

const WITH_EMAIL: Condition = { sql: `${LIVE.sql} and ${ALIAS}.email is not null`, bindings: [] };

/**
 * The rows whose entries are walked, and their order. Live customers with an email are unique by (email, has_account): their
 * entries need no sort by the id. Ascending, customers without an email come behind them all.
 */
function indexOf(order: readonly OrderColumn[]): { rows: Condition; by: string } {
  return isByEmail(order) && order[0].direction === "asc"
    ? { rows: WITH_EMAIL, by: byNames(order.slice(0, -1)) }
    : { rows: LIVE, by: byNames(order) };
}
