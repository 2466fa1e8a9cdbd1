import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import { SoftDeletableFilterKey } from "@medusajs/framework/utils";
import type { Table } from "../database/tables";
import { connectionOf } from "../database/transaction";
import { type Condition, NO_CONDITION } from "./plain-condition";

/** The alias of the searched table in all statements. */
export const ALIAS = "c0";

/** The condition of live rows. A request without filters has this one and no other. */
export const LIVE: Condition = { sql: `${ALIAS}.deleted_at is null`, bindings: [] };

/** A query on ids that is not sent yet: in an object, because `await` would send it. */
export type Matches = { matches: Knex.QueryBuilder };

/** Switches off the filter of Medusa's models that excludes deleted rows, in related tables too. */
const WITH_DELETED = { [SoftDeletableFilterKey]: { withDeleted: true } };

type Match = { filters: object; withDeleted?: boolean };

/** Makes a query on the ids of the rows that match a filter; see `conditionOf`. */
export async function matchRows(manager: SqlEntityManager, table: Table, match: Match): Promise<Matches> {
  return selectMatches(connectionOf(manager), table, await conditionOf(manager, table, match));
}

/** Makes a query on the ids of the rows of a table that meet a condition. */
export function selectMatches(connection: Knex, table: Pick<Table, "name">, { sql, bindings }: Condition): Matches {
  const matches = connection(`${table.name} as ${ALIAS}`).select(`${ALIAS}.id`);
  // as: knex types bindings by what its own builders take; the driver writes texts, times and arrays.
  return { matches: matches.whereRaw(sql, bindings as Knex.Value[]) };
}

/**
 * Makes the condition of a filter on the rows of a table.
 *
 * The ORM writes it. What it says of the row's own columns is in the condition itself, what it says of relations in a
 * subquery, so that no row comes twice. A caller's condition on `deleted_at` applies together with ours. Deleted rows of
 * related tables match nothing, as in a list of the ORM: `applyJoinedFilters`, which its `find` calls, adds that to the
 * joins.
 */
export async function conditionOf(
  manager: SqlEntityManager,
  table: Pick<Table, "model">,
  { filters, withDeleted }: Match,
): Promise<Condition> {
  // The filter comes last, as in a list of the ORM: which of its relations share a join depends on its place in the list.
  const where = withDeleted ? filters : { $and: [{ deleted_at: null }, filters] };
  const builder = manager.createQueryBuilder(table.model, ALIAS).select("id").where(where);
  await builder.applyJoinedFilters(manager, withDeleted ? WITH_DELETED : undefined);
  const { sql, bindings } = withArrays(builder.getKnexQuery().toSQL());
  if (sql.includes(" join ")) {
    return { sql: `${ALIAS}.id in (${sql})`, bindings };
  }
  const start = sql.indexOf(" where ");
  // In brackets: an `or` of the filter must not take in what is added to the condition.
  return start < 0 ? NO_CONDITION : { sql: `(${sql.slice(start + " where ".length)})`, bindings };
}

/** From this length on a list of values becomes one array: PostgreSQL accepts 65,535 bindings in a statement. */
const LONG_LIST = 1_000;

/** An escaped question mark, a list of bindings, or one binding, as knex writes them. */
const BINDINGS = /\\\?|( not)? in \((\?(?:, \?)+)\)|\?/g;

function withArrays({ sql, bindings }: { sql: string; bindings: readonly unknown[] }): {
  sql: string;
  bindings: Knex.Value[];
} {
  const kept: unknown[] = [];
  let next = 0;
  const statement = sql.replaceAll(BINDINGS, (part, not: string | undefined, list: string | undefined) => {
    if (part.startsWith("\\")) {
      return part;
    }
    const values = bindings.slice(next, next + (list ? list.split(",").length : 1));
    next += values.length;
    if (values.length < LONG_LIST) {
      kept.push(...values);
      return part;
    }
    kept.push(values);
    return not ? " <> all(?)" : " = any(?)";
  });
  // as: knex types bindings by what its own builders take; these came out of one of them.
  return { sql: statement, bindings: kept as Knex.Value[] };
}

/** Returns the ids of the rows that match a filter, in order. */
export async function findMatchingIds(
  manager: SqlEntityManager,
  table: Table,
  match: { filters: object; withDeleted?: boolean },
): Promise<string[]> {
  const { matches } = await matchRows(manager, table, match);
  const rows: { id: string }[] = await matches.orderBy(`${ALIAS}.id`);
  return rows.map(({ id }) => id);
}
