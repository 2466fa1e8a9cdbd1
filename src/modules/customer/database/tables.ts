import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields } from "../fields";

type Column = Pick<Field, "type" | "default">;

export type Table = {
  name: "customer" | "customer_address" | "customer_group" | "customer_group_customer";
  /** The name that errors use, the model's. */
  model: "Customer" | "CustomerAddress" | "CustomerGroup" | "CustomerGroupCustomer";
  /** The beginning of its ids. */
  prefix: "cus" | "cuaddr" | "cusgroup" | "cusgc";
  /** What callers may write, in the order in which answers list it; id and times come on top. */
  columns: Readonly<Record<string, Column>>;
};

const text: Column = { type: "text" };
const json: Column = { type: "jsonb" };

export const CUSTOMER: Table = {
  name: "customer",
  model: "Customer",
  prefix: "cus",
  columns: writableColumns(CUSTOMER_FIELDS),
};

export const CUSTOMER_ADDRESS: Table = {
  name: "customer_address",
  model: "CustomerAddress",
  prefix: "cuaddr",
  columns: writableColumns(ADDRESS_FIELDS),
};

export const CUSTOMER_GROUP: Table = {
  name: "customer_group",
  model: "CustomerGroup",
  prefix: "cusgroup",
  columns: { name: text, metadata: json, created_by: text },
};

/** A membership's customer and group stay what they are; new ones are written by `addMemberships`. */
export const CUSTOMER_GROUP_CUSTOMER: Table = {
  name: "customer_group_customer",
  model: "CustomerGroupCustomer",
  prefix: "cusgc",
  columns: { metadata: json, created_by: text },
};

/** A row as the service answers it: id, the table's columns, times. */
export type Row = Record<string, unknown> & { id: string; created_at: Date; updated_at: Date; deleted_at: Date | null };

/** The columns of a full row, for `returning`; no column that only statements use is among them. */
export function columnsOf(table: Table): string {
  return ["id", ...Object.keys(table.columns), "created_at", "updated_at", "deleted_at"]
    .map((column) => `${table.name}.${column}`)
    .join(", ");
}

function writableColumns(fields: Fields): Table["columns"] {
  return Object.fromEntries(Object.entries(fields).filter(([, { managed }]) => !managed));
}
