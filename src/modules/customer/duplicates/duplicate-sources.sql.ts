import { MAY_NEED_NORMALIZING } from "../emails/normalize-stored-emails.sql";
import type { DuplicateSection } from "./duplicate-cursor";

/** Rows to group by a key, in the order of an index on it. */
export type DuplicateSource = {
  table: "customer" | "customer_address";
  /** The condition of the rows, as the index has it. */
  condition: string;
  key: string;
  type: "text" | "bigint";
  /** The lowest key there can be. */
  lowest: string;
  /** Two rows of a key are candidates if they differ in this; null where one row alone is one. */
  member: string | null;
};

const text = { type: "text", lowest: "" } as const;

export const DUPLICATE_SOURCES: Record<DuplicateSection, DuplicateSource> = {
  // Index: IDX_customer_email_spelling. Each unusual spelling is a candidate by itself.
  spelling: { table: "customer", condition: MAY_NEED_NORMALIZING, key: "lower(btrim(email))", ...text, member: null },
  // Index: IDX_customer_email_has_account_unique only.
  email: { table: "customer", condition: "email is not null", key: "email", ...text, member: "has_account::int" },
  // Index: IDX_customer_phone_key.
  phone: {
    table: "customer",
    condition: "phone is not null",
    key: "customers_phone_key(phone)",
    ...text,
    member: "id",
  },
  // Index: IDX_customer_address_person_key.
  name_and_address: {
    table: "customer_address",
    condition: "postal_code is not null and address_1 is not null",
    key: "customers_address_key(first_name, last_name, postal_code, address_1)",
    type: "bigint",
    lowest: "-9223372036854775808",
    member: "customer_id",
  },
};
