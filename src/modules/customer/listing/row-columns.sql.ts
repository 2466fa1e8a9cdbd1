import type { RowShape } from "./read-row-shape";
import type { RowModel, RowRelation } from "./row-models";

/** A row as the driver returns it; related rows are parsed JSON. */
export type FoundRow = Record<string, unknown>;

/**
 * Returns the columns of a `select` that reads rows of a shape, related rows as JSON.
 *
 * Each related row is found by its key, so only the rows of a page cost something. Addresses are in id order, groups and
 * customers in the order of their memberships. Deleted rows and memberships are omitted, unless `withDeleted`.
 *
 * Index: IDX_customer_address_customer_id, IDX_customer_group_customer_customer_id, and the primary keys.
 */
export function rowColumns({ columns, related }: RowShape, alias: string, withDeleted: boolean): string {
  const own = columns.map((name) => `${alias}."${name}"`);
  const others = related.map(({ relation, columns: selected }) => {
    const list = selected.map((name) => relatedColumn(relation, name)).join(", ");
    return `(${relatedRows(relation, list, alias, withDeleted)}) as "${relation.name}"`;
  });
  return [...own, ...others].join(", ");
}

/** A time in JSON has the session's time zone, whose offset may have seconds, which no `Date` reads; so it is in UTC. */
function relatedColumn({ target }: RowRelation, name: string): string {
  return isTime(target, name) ? `target."${name}" at time zone 'UTC' as "${name}"` : `target."${name}"`;
}

function relatedRows(relation: RowRelation, list: string, alias: string, withDeleted: boolean): string {
  const { table } = relation.target;
  const live = (name: string) => (withDeleted ? "" : ` and ${name}.deleted_at is null`);
  if (relation.kind === "one") {
    const row = `select ${list} from "${table}" target where target.id = ${alias}."${relation.key}"${live("target")}`;
    return `select row_to_json(found) from (${row}) found`;
  }
  const rows =
    relation.kind === "many"
      ? `select ${list} from "${table}" target
         where target."${relation.key}" = ${alias}.id${live("target")} order by target.id`
      : `select ${list} from "${relation.pivot.table}" pivot
         join "${table}" target on target.id = pivot."${relation.pivot.targetKey}"${live("target")}
         where pivot."${relation.pivot.key}" = ${alias}.id${live("pivot")} order by pivot.id`;
  return `select coalesce(json_agg(found), '[]') from (${rows}) found`;
}

/**
 * Completes rows in place: JSON has no dates, and a key brings the related row's id.
 *
 * The module's own pool, which MikroORM makes for `options.database`, returns the row's times as texts too.
 */
export function completeRows(rows: FoundRow[], { model, columns: own, related, references }: RowShape): FoundRow[] {
  const ownTimes = own.filter((name) => isTime(model, name));
  for (const row of rows) {
    readOwnTimes(row, ownTimes);
  }
  for (const { relation, columns } of related) {
    const times = columns.filter((name) => isTime(relation.target, name));
    for (const row of rows) {
      row[relation.name] = completeRelated(row[relation.name], relation, times);
    }
  }
  for (const { name, ...relation } of references) {
    if (relation.kind === "one") {
      for (const row of rows) {
        row[name] = row[relation.key] === null ? null : { id: row[relation.key] };
      }
    }
  }
  return rows;
}

function completeRelated(found: unknown, relation: RowRelation, times: readonly string[]): unknown {
  if (!Array.isArray(found)) {
    return found && readTimes(found as FoundRow, times);
  }
  for (const one of found) {
    readTimes(one, times);
  }
  // With deleted memberships a group may come twice.
  return relation.kind === "through" && found.length > 1 ? uniqueById(found) : found;
}

function readTimes(row: FoundRow, times: readonly string[]): FoundRow {
  for (const name of times) {
    const value = row[name];
    if (typeof value === "string") {
      row[name] = new Date(`${value}Z`);
    }
  }
  return row;
}

/** A time as PostgreSQL writes it; the offset of a historic local time has seconds, which a `Date` does not read. */
const TIME = /^(.*[+-]\d\d(?::\d\d)?)(?::(\d\d))?$/;

function readOwnTimes(row: FoundRow, times: readonly string[]): void {
  for (const name of times) {
    const value = row[name];
    const [, text, seconds = "0"] = typeof value === "string" ? (TIME.exec(value) ?? []) : [];
    if (text !== undefined) {
      const isEast = /\+[\d:]+$/.test(text);
      row[name] = new Date(new Date(text).getTime() - (isEast ? 1 : -1) * Number(seconds) * 1000);
    }
  }
}

function uniqueById(rows: FoundRow[]): FoundRow[] {
  const seen = new Set(rows.map(({ id }) => id));
  return seen.size === rows.length ? rows : rows.filter(({ id }) => seen.delete(id));
}

function isTime(model: RowModel, name: string): boolean {
  return model.columns.get(name) === "timestamptz";
}
