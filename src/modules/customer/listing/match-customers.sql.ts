import { raw } from "@medusajs/framework/mikro-orm/core";
import { isPlainObject } from "../../../shared/plain-object";
import { CUSTOMER_FIELDS, namesOf } from "../fields";
import { ALIAS } from "./find-matching-ids.sql";
import { type MemberSearch, selectMembers } from "./group-members.sql";
import { bothConditions, type Condition, NO_CONDITION } from "./plain-condition";
import { readPhoneInPairs, readSearchTokens, type SearchToken } from "./read-search-tokens";

type CustomerMatch = {
  filters: Record<string, unknown>;
  q?: string;
  /** Whether `search_text` is up to date (prepare-search.sql.ts); without it words are searched as core does. */
  hasSearchText?: boolean;
  /** How the members of groups in the filter are found. */
  memberSearch?: MemberSearch;
};

/**
 * Makes the condition of matching customers.
 *
 * - A word is one `like` on the search text (IDX_customer_search_text, trigrams), or one on each column that core searches.
 * - Groups are a semi-join on live memberships of live groups (IDX_customer_group_customer_members).
 *
 * @param others makes the condition of the other filters
 */
export async function customerCondition(
  { filters, q = "", hasSearchText, memberSearch }: CustomerMatch,
  others: (filters: object) => Promise<Condition>,
): Promise<Condition> {
  const { groups, ...rest } = filters;
  const groupIds = idsOfLiveGroups(groups);
  const condition = await others(groupIds ? rest : filters);
  const members = groupIds ? membersCondition(groupIds, memberSearch?.way) : NO_CONDITION;
  return bothConditions(bothConditions(condition, members), wordsCondition(q, hasSearchText));
}

/** By key: an array, which the planner does not turn into a join. */
function membersCondition(groupIds: string[], way: MemberSearch["way"] = "join"): Condition {
  const { sql, bindings } = selectMembers(groupIds, way);
  return { sql: `${ALIAS}.id ${way === "by_key" ? `= any(array(${sql}))` : `in (${sql})`}`, bindings };
}

/** Sets a filter behind a condition that all rows meet: so the ORM joins its relations as core's search for words does. */
export function behindWords(filters: object): object {
  return Object.keys(filters).length > 0 ? { $and: [{ id: { $ne: null } }, filters] } : filters;
}

function wordsCondition(q: string, hasSearchText?: boolean): Condition {
  const words = readSearchTokens(q)
    .map(hasSearchText ? indexedWord : coreWord)
    .reduce(bothConditions, NO_CONDITION);
  const pairs = hasSearchText ? readPhoneInPairs(q) : null;
  if (!pairs) {
    return words;
  }
  const sql = `(${ALIAS}.search_text like '%' || ? || '%' or (${words.sql}))`;
  return { sql, bindings: [pairs, ...words.bindings] };
}

function coreWord({ text }: SearchToken): Condition {
  const columns = SEARCHED.map((column) => `${ALIAS}.${column} ilike ?`).join(" or ");
  return { sql: `(${columns})`, bindings: Array(SEARCHED.length).fill(`%${text}%`) };
}

function indexedWord({ text, wordStart, digits }: SearchToken): Condition {
  const pattern = wordStart ? "'% '" : "'%'";
  const like = `${ALIAS}.search_text like ${pattern} || ${FOLDED} || '%'`;
  return digits
    ? { sql: `(${like} or ${ALIAS}.search_text like '%' || ? || '%')`, bindings: [text, digits] }
    : { sql: like, bindings: [text] };
}

/**
 * Makes one condition on ids for the ORM, beside conditions that only the ORM can evaluate.
 *
 * The ORM writes arrays into its SQL in a form that PostgreSQL does not read, so they become lists.
 */
export function toOrmCondition({ sql, bindings }: Condition): Record<string, unknown> {
  const values: unknown[] = [];
  let next = 0;
  const condition = sql.replaceAll("?", () => {
    const value = bindings[next++];
    values.push(...(Array.isArray(value) ? value : [value]));
    return Array.isArray(value) ? `array[${value.map(() => "?").join(", ")}]` : "?";
  });
  const matches = `select ${ALIAS}.id from customer as ${ALIAS} where ${condition}`;
  return { [raw((alias) => `${alias}.id in (${matches})`, values)]: [] };
}

const SEARCHED = namesOf(CUSTOMER_FIELDS, { searched: true });

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
