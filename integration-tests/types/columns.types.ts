import type { z } from "@medusajs/framework/zod";
import type {
  AdminBatchCustomers,
  CustomerAddressColumns,
  CustomerColumns,
  CustomerFieldsInput,
  CustomerSummary,
} from "medusa-plugin-customers/types";
import type { batchCustomersBody } from "../../src/api/admin/customers/batch/validators";
import type { ADDRESS_FIELDS, CUSTOMER_FIELDS, Field } from "../../src/modules/customer/fields";

/** Checked by `npm run typecheck`: the columns of `medusa-plugin-customers/types` are those of the table of columns. */

type JsonOf<One extends Field> =
  | (One["type"] extends "boolean" ? boolean : One["type"] extends "jsonb" ? Record<string, unknown> : string)
  | (One extends { required: true } ? never : null);

/** The columns of a table as JSON has them. */
type JsonOfAll<Table extends Readonly<Record<string, Field>>> = {
  -readonly [Name in keyof Table]: JsonOf<Table[Name]>;
};

/** The very same type: a missing column, another type and a null that is missing are errors. */
type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
type Assert<Truth extends true> = Truth;
type Flat<Shape> = { [Key in keyof Shape]: Shape[Key] };

type Body = z.input<ReturnType<typeof batchCustomersBody>>;
type Item<List extends "create" | "update" | "upsert"> = NonNullable<Body[List]>[number];
type Sent<List extends "create" | "update" | "upsert"> = NonNullable<AdminBatchCustomers[List]>[number];

export type ColumnsAreTheTables = [
  Assert<Equal<Flat<Required<CustomerColumns>>, Flat<JsonOfAll<typeof CUSTOMER_FIELDS>>>>,
  Assert<Equal<Flat<Required<CustomerAddressColumns>>, Flat<JsonOfAll<typeof ADDRESS_FIELDS>>>>,
  Assert<Equal<CustomerSummary, Flat<Pick<CustomerColumns, keyof CustomerSummary>>>>,
];

export type InputsAreTheRoutes = [
  Assert<Equal<keyof CustomerFieldsInput, keyof Item<"create">>>,
  Assert<Equal<keyof Sent<"update">, keyof Item<"update">>>,
  Assert<Equal<keyof Sent<"upsert">, keyof Item<"upsert">>>,
];
