/** The columns of a customer in the plugin's own format, in the order in which an export writes them. */
export const CUSTOMER_COLUMNS = [
  ...["id", "external_id", "email", "has_account", "company_name", "first_name", "last_name", "phone"],
  ...["created_by", "created_at", "updated_at", "metadata"],
] as const;

/** What an export can be asked for: a customer's columns, the names of their groups, their addresses. */
export const EXPORT_COLUMNS: readonly string[] = [...CUSTOMER_COLUMNS, "groups", "addresses"];

/** The fields of an address: `address_<n>_<field>` in CSV, keys of an object in JSON Lines. */
export const ADDRESS_FIELDS: readonly string[] = [
  ...["address_name", "is_default_shipping", "is_default_billing", "company", "first_name", "last_name"],
  ...["address_1", "address_2", "city", "country_code", "province", "postal_code", "phone", "metadata"],
];

export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A value as a statement gives it: text (times and JSON are text too), a mark, or nothing. */
export type ExportValue = string | boolean | null;

export type ExportedAddress = Record<string, ExportValue>;

/** A customer as the formats write it: the columns that were asked for, and what belongs to the customer. */
export type ExportedCustomer = { values: Record<string, ExportValue>; groups: string[]; addresses: ExportedAddress[] };

/** What one export writes. `addresses`: how many a customer has at most, for the header of a CSV. */
export type ExportShape = { columns: readonly string[]; addresses: number };

/**
 * Every address is 14 columns wide in every line, used or not: one customer with thousands would blow up the whole file.
 * JSON Lines has no such limit.
 */
export const MAX_CSV_ADDRESSES = 50;
