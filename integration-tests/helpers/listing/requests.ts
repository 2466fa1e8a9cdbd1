import fc from "fast-check";
import {
  CITIES,
  COMPANIES,
  COUNTRIES,
  customerIds,
  days,
  emails,
  FIRST_NAMES,
  GROUP_NAMES,
  groupIds,
  LAST_NAMES,
} from "./rows";

export type Filters = Record<string, unknown>;

/** What a list is asked for, as `listCustomers` takes it. */
export type ListRequest = {
  method: "listCustomers" | "listAndCountCustomers";
  filters: Filters;
  config: Record<string, unknown>;
};

/** A deep copy: a module may change what it is given. Not `structuredClone`, whose dates are of another realm under jest. */
export function copyOf<Value>(value: Value): Value;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copyOf);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}

/** Words; the last ones find other rows on purpose. */
const WORDS = [
  "ada",
  "ADA",
  "maria ada",
  "lovelace",
  "acme",
  "globex bob",
  "person0",
  "x.io",
  "316123400",
  "nothing",
  " ",
  "ad",
  "Ádá",
  "person_1",
];

const oneOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

/** A condition on a text column: a value, values, null, or operators. */
function text(values: readonly (string | null)[]): fc.Arbitrary<unknown> {
  const present = values.filter((value) => value !== null);
  const value = fc.oneof({ weight: 9, arbitrary: oneOf(present) }, { weight: 1, arbitrary: fc.constant("unknown") });
  const list = fc.oneof(
    { weight: 5, arbitrary: fc.array(value, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  );
  return fc.oneof(
    { weight: 3, arbitrary: value },
    { weight: 3, arbitrary: list },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.record({ $in: list }) },
    { weight: 1, arbitrary: fc.record({ $nin: list }) },
    { weight: 1, arbitrary: fc.record({ $ne: fc.oneof(value, fc.constant(null)) }) },
    { weight: 1, arbitrary: fc.record({ $eq: fc.oneof(value, fc.constant(null)) }) },
    { weight: 1, arbitrary: value.map((word) => ({ $like: `${word.slice(0, 2)}%` })) },
    { weight: 1, arbitrary: value.map((word) => ({ $ilike: `%${word.slice(1, 3)}%` })) },
    { weight: 1, arbitrary: fc.record({ $gte: value, $lt: value }, { requiredKeys: ["$gte"] }) },
  );
}

const time: fc.Arbitrary<unknown> = fc.oneof(
  oneOf(days).map((day) => ({ $gte: day })),
  oneOf(days).map((day) => ({ $lt: day })),
  oneOf(days).map((day) => ({ $gt: new Date(day) })),
  fc.record({ $gt: oneOf(days), $lte: oneOf(days) }),
);

const deletion = oneOf([null, { $ne: null }, { $eq: null }]);

const metadata = oneOf<unknown>([
  { tier: "gold" },
  { tier: "silver" },
  { tier: "gold", n: 1 },
  { n: { $gte: 1 } },
  null,
]);

const groupFields = fc.record(
  { id: text(groupIds), name: text(GROUP_NAMES), created_at: time, deleted_at: deletion },
  { requiredKeys: [] },
);

const groups = fc.oneof(
  { weight: 3, arbitrary: oneOf(groupIds) },
  { weight: 2, arbitrary: fc.array(oneOf(groupIds), { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.record({ id: text(groupIds) }) },
  { weight: 2, arbitrary: groupFields },
  { weight: 1, arbitrary: fc.record({ $or: fc.array(groupFields, { minLength: 1, maxLength: 2 }) }) },
);

const addressFields = fc.record(
  { city: text(CITIES), country_code: text(COUNTRIES), first_name: text(FIRST_NAMES), created_at: time },
  { requiredKeys: [] },
);

const addresses = fc.oneof(
  { weight: 4, arbitrary: addressFields },
  { weight: 1, arbitrary: fc.record({ $or: fc.array(addressFields, { minLength: 1, maxLength: 2 }) }) },
);

/** One condition; several are put together by `filters`. */
export const condition: fc.Arbitrary<Filters> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ id: text(customerIds) }) },
  {
    weight: 2,
    arbitrary: fc.record({ email: text([...emails, ...emails.slice(0, 9).map((email) => email.toUpperCase())]) }),
  },
  { weight: 3, arbitrary: fc.record({ first_name: text(FIRST_NAMES) }) },
  { weight: 3, arbitrary: fc.record({ last_name: text(LAST_NAMES) }) },
  { weight: 2, arbitrary: fc.record({ company_name: text(COMPANIES) }) },
  { weight: 2, arbitrary: fc.record({ has_account: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ created_at: time }) },
  { weight: 1, arbitrary: fc.record({ deleted_at: deletion }) },
  { weight: 1, arbitrary: fc.record({ metadata }) },
  { weight: 6, arbitrary: fc.record({ groups }) },
  { weight: 3, arbitrary: fc.record({ addresses }) },
);

const { nested } = fc.letrec<{ nested: Filters }>((tie) => ({
  nested: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: fc.array(condition, { maxLength: 2 }).map((parts) => Object.assign({}, ...parts)) },
    { weight: 1, arbitrary: fc.record({ $and: fc.array(tie("nested"), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ $or: fc.array(tie("nested"), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ $not: condition }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(condition, fc.array(tie("nested"), { minLength: 1, maxLength: 2 }))
        .map(([one, others]) => ({ ...one, $or: others })),
    },
  ),
}));

const words = oneOf([...WORDS, ""]).map((q) => ({ q }));

/** Filters of the module itself, words among them. */
export const filters: fc.Arbitrary<Filters> = fc.oneof(
  { weight: 2, arbitrary: nested },
  { weight: 1, arbitrary: words },
  { weight: 2, arbitrary: fc.tuple(nested, words).map(([rest, q]) => ({ ...rest, ...q })) },
);

const OWN_FIELDS = ["id", "email", "first_name", "last_name", "has_account", "metadata", "created_at", "deleted_at"];
const RELATED_FIELDS = [
  ...["groups.id", "groups.name", "groups.created_at", "groups.*"],
  ...["addresses.id", "addresses.city", "addresses.metadata", "addresses.deleted_at", "addresses.*"],
];
/** Paths that only the ORM reads, or that no model has. */
const RARE_FIELDS = [
  "*",
  "groups",
  "addresses",
  "groups.customers.email",
  "addresses.customer.id",
  "unknown",
  "groups.unknown",
];
const ORDERS = ["id", "email", "first_name", "last_name", "company_name", "created_at", "updated_at", "has_account"];

const direction = oneOf(["ASC", "DESC"]);

/** Columns of the customer's own in any number, or a column of an address. */
export const order: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .uniqueArray(fc.tuple(oneOf(ORDERS), direction), { maxLength: 3, selector: ([column]) => column })
      .map((columns) => Object.fromEntries(columns)),
  },
  { weight: 1, arbitrary: direction.map((way) => ({ addresses: { city: way }, id: "ASC" })) },
);

export const skip = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: oneOf<unknown>([null, undefined, 30, 1_000, 2.5, "3"]) },
);

export const take = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: oneOf<unknown>([null, undefined, 0, 100, 2.5, "3"]) },
);

const select = fc.oneof(
  { weight: 3, arbitrary: fc.uniqueArray(oneOf(OWN_FIELDS), { maxLength: 4 }) },
  { weight: 2, arbitrary: fc.uniqueArray(oneOf([...OWN_FIELDS, ...RELATED_FIELDS]), { minLength: 1, maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(oneOf([...OWN_FIELDS, ...RELATED_FIELDS, ...RARE_FIELDS]), {
      minLength: 1,
      maxLength: 4,
    }),
  },
);

/** Parts that Query or a caller of core's module may add, and that only the ORM understands. */
const rare = oneOf<Record<string, unknown>>([
  { filters: { softDeletable: { withDeleted: true } } },
  { options: { limit: 2 } },
  { options: { orderBy: { id: "DESC" } } },
  { options: { populate: ["addresses"] } },
  { options: { strategy: "select-in" } },
  { args: {} },
  { __internal: {} },
  { __internal: { crossModuleJoins: [] } },
]);

/** What of a customer is read. */
export const reading = {
  select,
  relations: fc.oneof(
    { weight: 5, arbitrary: fc.uniqueArray(oneOf(["groups", "addresses"]), { maxLength: 2 }) },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(oneOf(["groups", "addresses.customer", "unknown"]), { maxLength: 2 }),
    },
  ),
};

const config = fc
  .tuple(
    fc.record(
      {
        ...reading,
        order,
        skip,
        take,
        withDeleted: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    fc.option(rare, { nil: {}, freq: 6 }),
  )
  .map(([known, added]) => ({ ...known, ...added }));

/** A list as any caller of the service may ask for it. */
export const listRequest: fc.Arbitrary<ListRequest> = fc.record({
  method: oneOf(["listCustomers", "listAndCountCustomers"] as const),
  filters,
  config,
});
