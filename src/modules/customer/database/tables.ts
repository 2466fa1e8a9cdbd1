import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields } from "../fields";

type Column = Pick<Field, "type" | "default">;

export type Table = {
  name: "customer" | "customer_address" | "customer_group" | "customer_group_customer";
  /** The name of the model, for errors. */
  model: "Customer" | "CustomerAddress" | "CustomerGroup" | "CustomerGroupCustomer";
  /** The prefix of its ids. */
  prefix: "cus" | "cuaddr" | "cusgroup" | "cusgc";
  /** The columns that callers may write, in the order of responses; id and times are added. */
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

/** A membership never changes its customer or group; `addMemberships` writes new ones. */
export const CUSTOMER_GROUP_CUSTOMER: Table = {
  name: "customer_group_customer",
  model: "CustomerGroupCustomer",
  prefix: "cusgc",
  columns: { metadata: json, created_by: text },
};

/** A row as the service returns it: id, the columns of the table, times. */
export type Row = Record<string, unknown> & { id: string; created_at: Date; updated_at: Date; deleted_at: Date | null };

/** Returns the columns of a full row, for `returning`, without columns that only statements use. */
export function columnsOf(table: Table): string {
  return ["id", ...Object.keys(table.columns), "created_at", "updated_at", "deleted_at"]
    .map((column) => `${table.name}.${column}`)
    .join(", ");
}

function writableColumns(fields: Fields): Table["columns"] {
  return Object.fromEntries(Object.entries(fields).filter(([, { managed }]) => !managed));
}
