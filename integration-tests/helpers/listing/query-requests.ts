import fc from "fast-check";
import { condition, type Filters, filters, order, skip, take } from "./requests";
import { days, emails, groupIds } from "./rows";

/** What `query.graph` is asked for. */
export type GraphRequest = {
  fields: string[];
  filters: Filters;
  pagination?: Record<string, unknown>;
  withDeleted?: boolean;
};

export const CURRENCIES = ["eur", "usd"];

const currency = fc.constantFrom<unknown>(...CURRENCIES, ["eur"], CURRENCIES, { $ne: "eur" }, { $in: CURRENCIES });
const since = fc.constantFrom(...days).map((day) => ({ $gte: day }));

const orderFields: fc.Arbitrary<Filters> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ currency_code: currency }) },
  { weight: 1, arbitrary: fc.record({ currency_code: currency, created_at: since }) },
  { weight: 1, arbitrary: fc.record({ email: fc.constantFrom(...emails), currency_code: currency }) },
  { weight: 1, arbitrary: fc.constant({ currency_code: "gbp" }) },
  { weight: 1, arbitrary: fc.constant({}) },
);

const orders = fc.record({ orders: orderFields });

/** What the module is asked for beside: often one thing, so that some customers are found. */
const own = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: condition },
  { weight: 2, arbitrary: fc.constantFrom({ q: "ada" }, { q: "x.io" }, { groups: groupIds[0] }, { groups: groupIds }) },
  { weight: 1, arbitrary: filters },
);

const graphFilters: fc.Arbitrary<Filters> = fc.oneof(
  { weight: 2, arbitrary: own },
  { weight: 5, arbitrary: fc.tuple(own, orders).map((parts) => Object.assign({}, ...parts)) },
  { weight: 1, arbitrary: own.map((rest) => ({ ...rest, orders: { sales_channel: { name: "unknown" } } })) },
  { weight: 1, arbitrary: fc.tuple(own, orders).map((parts) => ({ $and: parts })) },
  { weight: 1, arbitrary: fc.tuple(own, orders).map((parts) => ({ $or: parts })) },
);

const FIELDS = [
  ...["id", "email", "first_name", "has_account", "created_at", "*"],
  ...["groups.id", "groups.name", "addresses.city", "groups.*", "orders.id", "orders.currency_code"],
];

const ordering = fc.oneof(
  { weight: 6, arbitrary: order },
  { weight: 1, arbitrary: fc.constant({ orders: { created_at: "DESC" }, id: "ASC" }) },
);

/** A request to Query for customers. */
export const graphRequest: fc.Arbitrary<GraphRequest> = fc.record(
  {
    fields: fc.uniqueArray(fc.constantFrom(...FIELDS), { minLength: 1, maxLength: 4 }),
    filters: graphFilters,
    pagination: fc.record({ order: ordering, skip, take }, { requiredKeys: [] }),
    withDeleted: fc.boolean(),
  },
  { requiredKeys: ["fields", "filters"] },
);
