import { CUSTOMER_FIELDS, namesOf } from "../fields";

/** The columns by which customers can be ordered without the ORM's help. */
const COLUMNS: ReadonlySet<string> = new Set(namesOf(CUSTOMER_FIELDS, { sortable: true }));

export type OrderColumn = { column: string; direction: "asc" | "desc" };

/**
 * The order of a page, with the id behind it: rows that are equal in what was asked for keep their places from page to
 * page. The id goes the way of the last column, so that an index on both can be read from either end.
 *
 * @returns undefined for an order that only the ORM understands (a relation's column).
 */
export function readPageOrder(order: unknown): OrderColumn[] | undefined {
  const given = Object.entries(typeof order === "object" && order !== null ? order : {});
  const columns: OrderColumn[] = [];
  for (const [column, value] of given) {
    const direction = String(value).toLowerCase();
    if (!COLUMNS.has(column) || (direction !== "asc" && direction !== "desc")) {
      return undefined;
    }
    columns.push({ column, direction });
  }
  if (!columns.some(({ column }) => column === "id")) {
    columns.push({ column: "id", direction: columns.at(-1)?.direction ?? "asc" });
  }
  return columns;
}
