import fc from "fast-check";

/** Valid values of a field. */
export type Fields = Record<string, fc.Arbitrary<unknown>>;

const text = fc.string({ maxLength: 20 });

/** What a shop may well keep there; a route that updates looks into it. */
export const metadata = fc.dictionary(
  fc.string({ maxLength: 10 }),
  fc.oneof(text, fc.integer(), fc.constantFrom(true, null, "", [], [null], { a: [{ b: null }] })),
  { maxKeys: 3 },
);

export const CUSTOMER: Fields = {
  email: fc.nat(1_000_000).map((number) => `Customer${number}@Example.com`),
  company_name: text,
  first_name: text,
  last_name: text,
  phone: text,
  metadata,
};

export const ADDRESS: Fields = {
  address_name: text,
  company: text,
  first_name: text,
  last_name: text,
  address_1: text,
  address_2: text,
  city: text,
  country_code: fc.constantFrom("fr", "de"),
  province: text,
  postal_code: text,
  phone: text,
  is_default_shipping: fc.boolean(),
  is_default_billing: fc.boolean(),
  metadata,
};

export const GROUP: Fields = { name: fc.nat(1_000_000).map((number) => `Group ${number}`), metadata };

/** Ids to add and to remove; most of them are of rows that are there, so that a half of the work can be done. */
export function links(ids: readonly string[]): Fields {
  const id = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.constantFrom("unknown", "", "\u0000", "\ud800") },
  );
  return { add: fc.array(id, { maxLength: 5 }), remove: fc.array(id, { maxLength: 5 }) };
}

/** Customers to create, to update and to delete; most ids are of rows that are there. */
export function customersBatch(ids: readonly string[]): Fields {
  const id = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: text });
  const customer = fc.record(CUSTOMER, { requiredKeys: [] });
  const update = fc.tuple(customer, id).map(([fields, one]) => ({ ...fields, id: one }));
  return {
    create: fc.array(customer, { maxLength: 4 }),
    update: fc.array(update, { maxLength: 2 }),
    delete: fc.array(id, { maxLength: 1 }),
  };
}

/** Customers to add and to remove, by ids or by filter. */
export function groupBatch(ids: readonly string[]): Fields {
  const id = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: text });
  const operators = fc.dictionary(fc.constantFrom("$gt", "$lte", "$ne", "$in", "$like", "$re", "$contains"), text, {
    maxKeys: 2,
  });
  const filter = fc.record(
    {
      q: text,
      id: fc.oneof(id, fc.array(id, { maxLength: 3 }), operators),
      email: text,
      has_account: fc.constantFrom(true, false, "true", "x"),
      created_at: fc.oneof(fc.record({ $gte: fc.constantFrom("2000-01-01", "no time") }), operators, text),
      groups: fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.record({ name: text }, { requiredKeys: [] })),
      $or: fc.array(fc.record({ last_name: text }, { requiredKeys: [] }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  const choice = fc.oneof(
    { weight: 4, arbitrary: fc.record({ ids: fc.array(id, { minLength: 1, maxLength: 5 }) }) },
    { weight: 2, arbitrary: fc.record({ filter }) },
    { weight: 1, arbitrary: fc.record({ ids: fc.array(id, { maxLength: 1 }), filter }, { requiredKeys: [] }) },
  );
  return { add: choice, remove: choice };
}

/** Text that PostgreSQL cannot keep, or that some layer may stumble over. */
const trickyText = fc
  .tuple(
    text,
    fc.constantFrom("\u0000", "\ud800", "\udfff", "\ud800\ud800", "\u202e", "\ufeff", "'; drop table customer"),
    text,
  )
  .map((parts) => parts.join(""));

/** One letter over and over, which PostgreSQL compresses, or letters that it cannot. */
const longText = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "é", "\u{1f600}", "%"), fc.integer({ min: 1_000, max: 5_000 }))
    .map(([letter, length]) => letter.repeat(length)),
  fc.string({ unit: "grapheme-ascii", minLength: 3_000, maxLength: 5_000, size: "max" }),
);

const hugeArray = fc
  .tuple(fc.oneof(text, fc.constant(null), fc.constant({ id: "x" })), fc.integer({ min: 100, max: 1_000 }))
  .map(([value, length]) => Array(length).fill(value));

const deep = fc
  .tuple(fc.constantFrom("object", "array"), fc.integer({ min: 50, max: 300 }), fc.oneof(text, trickyText))
  .map(([kind, depth, leaf]) => {
    let value: unknown = leaf;
    for (let level = 0; level < depth; level++) {
      value = kind === "array" ? [value] : { a: value };
    }
    return { deep: value };
  });

const TRAPS = ["1", '"x"', "null", '{"a":1}', "[]", "1e300"];

/** Objects whose own keys have the names of what JavaScript or a library calls on them. */
const trap = fc
  .constantFrom("toString", "valueOf", "hasOwnProperty", "toJSON", "then", "length", "constructor", "__proto__")
  .chain((key) => fc.constantFrom(...TRAPS.map((value) => JSON.parse(`{${JSON.stringify(key)}:${value}}`))));

/** What filters know as operators, and times as texts. */
const operator = fc.constantFrom<unknown>(
  ...[{ $gte: "x" }, { $in: [null] }, { $or: [{ q: "x" }] }, { $ne: { $ne: 1 } }, { $re: "(" }],
  ...["2024-01-01", "0000-00-00T00:00:00Z", "275761-01-01", { $gt: "infinity" }],
);

/** Any value that JSON can spell, wrong for most fields. */
const anyValue = fc.oneof(
  trap,
  fc.array(trap, { maxLength: 2 }),
  operator,
  fc.jsonValue(),
  trickyText,
  longText,
  hugeArray,
  deep,
  fc.constantFrom(null, "", " ", 0, -1, 1e308, 1e21, 2 ** 53, -1.5, true, false, [], {}, "null", "2024-13-45"),
);

const anyKey = fc.oneof(
  text,
  trickyText,
  fc.constantFrom(
    "id",
    "__proto__",
    "constructor",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "deleted_at",
    "has_account",
    "customer_id",
    "addresses",
  ),
  fc.constantFrom("groups", "created_by", "unique_membership", "$or", "additional_data", "selector"),
);

/** Bodies of every kind for a route that takes these fields: right ones, nearly right ones, and anything else. */
export function bodies(fields: Fields): fc.Arbitrary<unknown> {
  const right = fc.record(fields, { requiredKeys: [] });
  const whole = fc.record(fields);
  const mixed = fc.record(
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fc.oneof(value, anyValue)])),
    { requiredKeys: [] },
  );
  const names = Object.keys(fields);
  const oneWrong = fc
    .tuple(whole, names.length ? fc.constantFrom(...names) : anyKey, anyValue)
    .map(([body, key, value]) => ({ ...body, [key]: value }));
  const oneMore = fc
    .tuple(right, anyKey, anyValue)
    .map(([body, key, value]) => Object.fromEntries([...Object.entries(body), [key, value]]));
  return fc.oneof(
    { weight: 1, arbitrary: right },
    { weight: 2, arbitrary: whole },
    { weight: 2, arbitrary: mixed },
    { weight: 6, arbitrary: oneWrong },
    { weight: 6, arbitrary: oneMore },
    { weight: 6, arbitrary: anyValue },
  );
}

/** So many in which every field is there and right. */
export function rightBodies(fields: Fields, count: number, seed: number): unknown[] {
  return fc.sample(fc.record(fields), { numRuns: count, seed });
}

/** So many of them, the same for the same seed. */
export function sample(fields: Fields, count: number, seed: number): unknown[] {
  return fc.sample(bodies(fields), { numRuns: count, seed });
}
