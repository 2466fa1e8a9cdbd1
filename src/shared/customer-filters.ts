import { z } from "@medusajs/framework/zod";
import {
  AdminCustomersParams,
  AdminCustomersParamsFields,
  applyAndAndOrOperators,
  booleanString,
  createOperatorMap,
} from "../medusa/customer-routes";
import { CUSTOMER_FIELDS, type Field } from "../modules/customer/fields";

/** As core's own: text, or several texts of which one has to be equal. */
const text = z.union([z.string(), z.array(z.string())]);

/** A filter for each column that core does not know. Metadata has none, as in core. */
export const ADDED_FILTERS: Record<string, z.ZodType> = Object.fromEntries(
  Object.entries<Field>(CUSTOMER_FIELDS)
    .filter(([, { added, type }]) => added && type !== "jsonb")
    .map(([name, { type }]) => [name, filterOf(type)]),
);

function filterOf(type: Field["type"]): z.ZodType {
  switch (type) {
    case "boolean":
      return booleanString().optional();
    case "timestamptz":
      return createOperatorMap().optional();
    default:
      return text.optional();
  }
}

const fields = AdminCustomersParamsFields.extend(ADDED_FILTERS);

/** The query of `GET /admin/customers`, with a filter for each column that core does not know. */
export const customersQuery = AdminCustomersParams.extend(ADDED_FILTERS).extend(applyAndAndOrOperators(fields).shape);

/** The filters of `GET /admin/customers`, without pages, fields and order. Unknown filters are rejected. */
export const customerFilters = customersQuery
  .omit({ fields: true, offset: true, limit: true, order: true, with_deleted: true })
  .strict();
