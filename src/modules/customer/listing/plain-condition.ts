import type { RowModel } from "./row-models";

/** A condition of a statement on the rows of `ALIAS`, with `?` for its bindings. */
export type Condition = { sql: string; bindings: readonly unknown[] };

export const NO_CONDITION: Condition = { sql: "true", bindings: [] };

/**
 * Makes the condition of a filter that compares columns with texts, booleans or null, which most filters are.
 *
 * The ORM takes as long to compile one as the database to answer it.
 *
 * @param alias the name of the rows in the statement.
 * @returns undefined for any other filter: the ORM writes its condition.
 */
export function plainCondition(model: RowModel, filters: object, alias: string): Condition | undefined {
  const parts: string[] = [];
  const bindings: unknown[] = [];
  for (const [name, value] of Object.entries(filters)) {
    const type = model.columns.get(name);
    const isList = Array.isArray(value) && type === "text" && value.every((one) => typeof one === "string");
    const column = `${alias}."${name}"`;
    if (type === undefined) {
      return undefined;
    }
    if (value === null) {
      parts.push(`${column} is null`);
    } else if (isList) {
      parts.push(`${column} = any(?::text[])`);
      bindings.push(value);
    } else if ((type === "text" && typeof value === "string") || (type === "boolean" && typeof value === "boolean")) {
      parts.push(`${column} = ?`);
      bindings.push(value);
    } else {
      return undefined;
    }
  }
  return parts.length ? { sql: parts.join(" and "), bindings } : NO_CONDITION;
}

/** Joins two conditions. */
export function bothConditions(one: Condition, other: Condition): Condition {
  if (one === NO_CONDITION || other === NO_CONDITION) {
    return one === NO_CONDITION ? other : one;
  }
  return { sql: `${one.sql} and ${other.sql}`, bindings: [...one.bindings, ...other.bindings] };
}
