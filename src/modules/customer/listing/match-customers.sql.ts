import { raw } from "@medusajs/framework/mikro-orm/core";
import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import { isPlainObject } from "../../../shared/plain-object";
import { CUSTOMER } from "../database/tables";
import { CUSTOMER_FIELDS, namesOf } from "../fields";
import { ALIAS, type Matches, matchRows } from "./find-matching-ids.sql";
import { GROUP_MEMBERS } from "./group-members.sql";
import { readPhoneInPairs, readSearchTokens, type SearchToken } from "./read-search-tokens";

export type CustomerMatch = {
  filters: Record<string, unknown>;
  q?: string;
  /** Whether `search_text` is up to date (prepare-search.sql.ts); without it words are searched as core does. */
  hasSearchText?: boolean;
  /** Whether the groups in the filter are small (group-members.sql.ts). It decides how their members are found. */
  smallGroups?: boolean;
  withDeleted?: boolean;
};

/**
 * Makes a query on the ids of matching customers, for statements to page, count or join.
 *
 * Words and groups get conditions of our own; `matchRows` makes the others.
 * - A word is one `like` on the search text (IDX_customer_search_text, trigrams), or one on each column that core searches.
 * - Groups are a semi-join on live memberships of live groups (IDX_customer_group_customer_members).
 */
export async function matchCustomers(
  manager: SqlEntityManager,
  { filters, q, hasSearchText, withDeleted, smallGroups }: CustomerMatch,
): Promise<Matches> {
  const { groups, ...rest } = filters;
  const groupIds = idsOfLiveGroups(groups);
  const { matches } = await matchRows(manager, CUSTOMER, { filters: groupIds ? rest : filters, withDeleted });
  if (groupIds) {
    matches.whereRaw(smallGroups ? `${ALIAS}.id = any(array(${GROUP_MEMBERS}))` : `${ALIAS}.id in (${GROUP_MEMBERS})`, [
      groupIds,
    ]);
  }
  const pairs = hasSearchText ? readPhoneInPairs(q ?? "") : null;
  if (pairs) {
    matches.where((either) => {
      either.whereRaw(`${ALIAS}.search_text like '%' || ? || '%'`, [pairs]);
      either.orWhere((each) => readSearchTokens(q ?? "").forEach((token) => void addWord(each, token)));
    });
    return { matches };
  }
  for (const token of readSearchTokens(q ?? "")) {
    if (hasSearchText) {
      addWord(matches, token);
    } else {
      const columns = SEARCHED.map((column) => `${ALIAS}.${column} ilike ?`).join(" or ");
      matches.whereRaw(`(${columns})`, Array(SEARCHED.length).fill(`%${token.text}%`));
    }
  }
  return { matches };
}

/**
 * Makes one condition for the ORM of a query on ids, beside conditions that only the ORM can evaluate.
 *
 * The ORM writes arrays into its SQL in a form that PostgreSQL does not read, so they become lists.
 */
export function toOrmCondition({ matches }: Matches): Record<string, unknown> {
  const { sql, bindings } = matches.toSQL();
  const values: unknown[] = [];
  let next = 0;
  const condition = sql.replaceAll("?", () => {
    const value = bindings[next++];
    values.push(...(Array.isArray(value) ? value : [value]));
    return Array.isArray(value) ? `array[${value.map(() => "?").join(", ")}]` : "?";
  });
  return { [raw((alias) => `${alias}.id in (${condition})`, values)]: [] };
}

const SEARCHED = namesOf(CUSTOMER_FIELDS, { searched: true });

function addWord(query: Knex.QueryBuilder, { text, wordStart, digits }: SearchToken): void {
  const pattern = wordStart ? "'% '" : "'%'";
  const like = `${ALIAS}.search_text like ${pattern} || ${FOLDED} || '%'`;
  if (digits) {
    query.whereRaw(`(${like} or ${ALIAS}.search_text like '%' || ? || '%')`, [text, digits]);
  } else {
    query.whereRaw(like, [text]);
  }
}

/**
 * A folded word with LIKE's wildcards escaped. It is escaped after folding, which may turn a wide character into a
 * wildcard.
 */
const FOLDED = String.raw`replace(replace(replace(customers_fold(?), '\', '\\'), '%', '\%'), '_', '\_')`;

/**
 * Returns the ids of a filter `{ id: "x" | ["x", "y"], deleted_at: null }` on live groups; undefined for any other filter.
 */
export function idsOfLiveGroups(groups: unknown): string[] | undefined {
  if (!isPlainObject(groups) || groups.deleted_at !== null || Object.keys(groups).length !== 2) {
    return undefined;
  }
  const ids = Array.isArray(groups.id) ? groups.id : [groups.id];
  return ids.every((id) => typeof id === "string") ? ids : undefined;
}
