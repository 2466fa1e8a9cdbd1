import fc from "fast-check";
import { CITIES, COUNTRIES, customerIds, FIRST_NAMES, GROUP_NAMES, groupIds } from "./rows";

/** A list of addresses, groups or memberships, as their methods take it. */
export type TableRequest = {
  method:
    | "listCustomerAddresses"
    | "listAndCountCustomerAddresses"
    | "listCustomerGroups"
    | "listAndCountCustomerGroups"
    | "listCustomerGroupCustomers"
    | "listAndCountCustomerGroupCustomers";
  filters: Record<string, unknown>;
  config: Record<string, unknown>;
};

const oneOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

/** A value, values, null or an operator. */
function text(values: readonly (string | null)[]): fc.Arbitrary<unknown> {
  const value = oneOf(values.filter((one) => one !== null));
  return fc.oneof(
    { weight: 3, arbitrary: value },
    { weight: 3, arbitrary: fc.array(value, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ $ne: value }) },
    { weight: 1, arbitrary: fc.record({ $nin: fc.array(value, { maxLength: 2 }) }) },
    { weight: 1, arbitrary: value.map((word) => ({ $ilike: `%${word.slice(1, 3)}%` })) },
  );
}

export type Table = {
  name: "CustomerAddresses" | "CustomerGroups" | "CustomerGroupCustomers";
  filters: fc.Arbitrary<Record<string, unknown>>;
  fields: string[];
  relations: string[];
  orders: string[];
};

/** Up to two conditions: more seldom find a row. */
function someOf(conditions: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const one = fc.oneof(
    ...Object.entries(conditions).map(([name, values]) => values.map((value) => ({ [name]: value }))),
  );
  return fc.array(one, { maxLength: 2 }).map((parts) => Object.assign({}, ...parts));
}

const customer = fc.record({ id: text(customerIds), first_name: text(FIRST_NAMES) }, { requiredKeys: [] });
const deleted_at = oneOf([null, { $ne: null }]);

export const TABLES: Table[] = [
  {
    name: "CustomerAddresses",
    filters: someOf({
      customer_id: text(customerIds),
      customer: fc.oneof(oneOf(customerIds), customer),
      city: text(CITIES),
      country_code: text(COUNTRIES),
      is_default_billing: fc.boolean(),
      deleted_at,
    }),
    fields: [
      "id",
      "city",
      "customer_id",
      "metadata",
      "created_at",
      "customer.email",
      "customer.*",
      "customer.created_at",
    ],
    relations: ["customer"],
    orders: ["id", "city", "country_code", "created_at"],
  },
  {
    name: "CustomerGroups",
    filters: someOf({ id: text(groupIds), name: text(GROUP_NAMES), deleted_at }),
    fields: ["id", "name", "metadata", "created_at", "customers.email", "customers.*", "customers.deleted_at"],
    relations: ["customers"],
    orders: ["id", "name", "created_at"],
  },
  {
    name: "CustomerGroupCustomers",
    filters: someOf({ customer_id: text(customerIds), customer_group_id: text(groupIds), deleted_at }),
    fields: ["id", "customer_id", "customer_group_id", "created_at", "customer.email", "customer_group.*"],
    relations: ["customer", "customer_group"],
    orders: ["id", "customer_id", "customer_group_id"],
  },
];

function requestOf({ name, filters, fields, relations, orders }: Table): fc.Arbitrary<TableRequest> {
  const config = fc.record(
    {
      select: fc.uniqueArray(oneOf(fields), { maxLength: 4 }),
      relations: fc.uniqueArray(oneOf(relations), { maxLength: 2 }),
      // The id is the last column: core leaves the order of equal rows open.
      order: fc.tuple(oneOf(orders), oneOf(["ASC", "DESC"])).map(([column, way]) => ({ [column]: way, id: way })),
      skip: oneOf<unknown>([0, 1, 5, null, 2.5]),
      take: oneOf<unknown>([0, 1, 12, 100, null, undefined, "3"]),
      withDeleted: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  return fc.record({ method: oneOf([`list${name}`, `listAndCount${name}`] as const), filters, config });
}

export const tableRequest: fc.Arbitrary<TableRequest> = fc.oneof(...TABLES.map(requestOf));
