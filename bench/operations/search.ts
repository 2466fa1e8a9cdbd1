import { readSearchTokens } from "../../src/modules/customer/listing/read-search-tokens";
import type { BenchDatabase } from "../databases/database";
import type { Fixtures } from "../databases/fixtures";
import { COUNT_BOUND, searchWithBoundedCount } from "./extensions";
import { both, type RunnableOperation, runnable } from "./operation";
import { columnsOf, countOf } from "./statements";

/** A new one for each call: core writes its search into the config that it gets. */
const firstPage = () => ({ take: 50, skip: 0 });

/** What core's search looks at. */
const SEARCHABLE = ["company_name", "first_name", "last_name", "email", "phone"];

/** The words that a good part of all customers have. */
const FREQUENT = new Set<keyof Fixtures["tokens"]>(["common", "twoFrequentLetters"]);

type Condition = { where: string; values: string[] };
type Input = { q: string; condition: Condition };

/**
 * The search as SQL. With a trigram index on `customer`, by the text that it holds, and for the words as the plugin
 * reads them (a phone number by its digits, one or two letters at the beginning of a word only); else as core does it,
 * column by column.
 */
async function searchCondition(database: BenchDatabase, q: string): Promise<Condition> {
  const index = (await database.indexes("customer")).find(({ definition }) => definition.includes("gin_trgm_ops"));
  const tokens = readSearchTokens(q);
  if (index === undefined) {
    const conditions = tokens.map((_, place) => SEARCHABLE.map((column) => `${column} ilike $${place + 1}`));
    return {
      where: conditions.map((columns) => `(${columns.join(" or ")})`).join(" and "),
      values: tokens.map(({ text }) => `%${text}%`),
    };
  }
  return {
    where: tokens.map((_, place) => `${index.firstColumn} like $${place + 1}`).join(" and "),
    values: tokens.map(({ text, wordStart, digits }) => `%${wordStart ? " " : ""}${digits ?? plain(text)}%`),
  };
}

/** Small, without accents, as the index holds it. */
function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * Where many match: the page by walking along the primary key, the count by itself. Finding twice costs less than keeping
 * all that were found.
 */
async function pageAndCountOfMany(database: BenchDatabase, { where, values }: Condition): Promise<unknown> {
  const page = await database.measured(
    `select ${columnsOf("customer")} from customer where ${where} and deleted_at is null order by id limit 50`,
    values,
  );
  const count = `select count(*)::int as count from customer where ${where} and deleted_at is null`;
  return [page, await countOf(database, count, values)];
}

/** Where few match: page and exact count out of one pass, what matches has to be found once for the count anyway. */
async function pageAndCount(database: BenchDatabase, { where, values }: Condition): Promise<unknown> {
  const rows = await database.measured<{ count: number; id: string | null }>(
    `with found as materialized (select id from customer where ${where} and deleted_at is null)
     select counted.count, ${columnsOf("customer")}
     from (select count(*)::int as count from found) counted
     left join (select id as page_id from found order by id limit 50) page on true
     left join customer on customer.id = page_id
     order by page_id`,
    values,
  );
  return [rows.filter(({ id }) => id !== null), rows[0]?.count ?? 0];
}

/** The page by walking along the primary key, and a count that stops at the bound. */
async function pageAndBoundedCount(database: BenchDatabase, { where, values }: Condition): Promise<unknown> {
  const page = await database.measured(
    `select ${columnsOf("customer")} from customer where ${where} and deleted_at is null order by id limit 50`,
    values,
  );
  const count = await countOf(
    database,
    `select count(*)::int as count
     from (select from customer where ${where} and deleted_at is null limit ${COUNT_BOUND + 1}) found`,
    values,
  );
  return [page, Math.min(count, COUNT_BOUND)];
}

/** @param findsMore ours finds what core cannot, so that only our two answers could be compared */
function search(label: string, token: keyof Fixtures["tokens"], findsMore = false): RunnableOperation {
  return runnable<Input>({
    name: `q ${label}`,
    compares: findsMore ? "nothing" : "rows",
    prepare: async ({ database, fixtures }) => ({
      q: fixtures.tokens[token],
      condition: await searchCondition(database, fixtures.tokens[token]),
    }),
    ...both((customers, { q }) => customers.listAndCountCustomers({ q }, firstPage())),
    raw: (database, { condition }) =>
      FREQUENT.has(token) ? pageAndCountOfMany(database, condition) : pageAndCount(database, condition),
  });
}

const boundedCount = runnable<Input>({
  name: "q common, bounded count (core: exact)",
  compares: "nothing",
  prepare: async ({ database, fixtures }) => ({
    q: fixtures.tokens.common,
    condition: await searchCondition(database, fixtures.tokens.common),
  }),
  core: (customers, { q }) => customers.listAndCountCustomers({ q }, firstPage()),
  ours: (customers, { q }) => searchWithBoundedCount(customers, q),
  raw: (database, { condition }) => pageAndBoundedCount(database, condition),
});

export const searchOperations = [
  search("rare", "rare"),
  search("none", "none"),
  search("common", "common"),
  boundedCount,
  search("two tokens", "two"),
  search("two letters", "twoLetters"),
  search("two frequent letters", "twoFrequentLetters"),
  search("phone digits", "phone", true),
  search("accented", "accented", true),
];
