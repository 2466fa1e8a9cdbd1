import { CUSTOMER_FIELDS, namesOf } from "../fields";

/** The columns by which our own statements can order customers. */
const COLUMNS: ReadonlySet<string> = new Set(namesOf(CUSTOMER_FIELDS, { sortable: true }));

export type OrderColumn = { column: string; direction: "asc" | "desc" };

/**
 * Reads the order of a page of customers, and completes it with the id.
 *
 * `has_account` follows the email, unless the caller has put the id there: live customers are unique by both, and core has
 * an index on both.
 *
 * @returns undefined for an order that only the ORM supports (a relation's column).
 */
export function readPageOrder(order: unknown): OrderColumn[] | undefined {
  const columns = readOrder(order, (column) => COLUMNS.has(column));
  const email = columns?.findIndex(({ column }) => column === "email") ?? -1;
  const isComplete = columns?.some(({ column }) => column === "has_account") || Object.hasOwn(Object(order), "id");
  if (!columns || email < 0 || isComplete) {
    return columns;
  }
  return columns.toSpliced(email + 1, 0, { ...columns[email], column: "has_account" });
}

/**
 * Reads the order of a list, and completes it with the id.
 *
 * Rows that are equal in the requested columns keep their order from page to page. The id has the direction of the last
 * column, so that an index on both can be read from either end.
 *
 * @returns undefined for an order by anything but these columns.
 */
export function readOrder(order: unknown, isColumn: (name: string) => boolean): OrderColumn[] | undefined {
  const given = Object.entries(typeof order === "object" && order !== null ? order : {});
  const columns: OrderColumn[] = [];
  for (const [column, value] of given) {
    const direction = typeof value === "string" ? value.toLowerCase() : undefined;
    if (!isColumn(column) || (direction !== "asc" && direction !== "desc")) {
      return undefined;
    }
    columns.push({ column, direction });
  }
  if (!columns.some(({ column }) => column === "id")) {
    columns.push({ column: "id", direction: columns.at(-1)?.direction ?? "asc" });
  }
  return columns;
}
