import fc from "fast-check";
import type { Fields } from "../http/bodies";

/** Texts that some layer may stumble over when it reads them as a number, a time, an operator or a path. */
const ODD = [
  ...["", " ", "NaN", "-1", "0", "1e309", "99999999999999999999", "0x10", "1.5", "null", "undefined", "true", "TRUE"],
  ...["__proto__", "constructor", "toString", "$ne", "2024-13-45", "infinity", "-infinity", "(a{1,255}){1,255}", "("],
  ...["\u0000", "a\u0000b", "\ud800", "\u202e", "'", "';--", "\\", "%", "_", "[", "{}", "[]", "id,,id", "+id", "--id"],
  ...["nonsense", "addresses.city", "groups.customers.groups.id", "a.b.c.d.e.f.g.h", ".", "*", "a".repeat(2_000)],
];

const odd = fc.constantFrom<unknown>(...ODD);

const operators = fc.dictionary(
  fc.constantFrom("$eq", "$ne", "$in", "$nin", "$like", "$ilike", "$re", "$contains", "$gt", "$lte", "$not", "$x"),
  fc.oneof(odd, fc.array(odd, { maxLength: 2 })),
  { minKeys: 1, maxKeys: 2 },
);

/** Wrong for most parameters. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: odd },
  { weight: 2, arbitrary: operators },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.array(odd, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(odd.map(String), odd, { maxKeys: 2 }) },
  { weight: 1, arbitrary: fc.array(fc.dictionary(odd.map(String), operators, { maxKeys: 2 }), { maxLength: 2 }) },
);

const anyKey = fc.oneof(
  odd.map(String),
  fc.constantFrom("$or", "$and", "q", "id", "email", "groups", "customers", "order", "limit", "offset", "fields"),
  fc.constantFrom("with_deleted", "created_at", "deleted_at", "groups.name", "a.b.c", "customer_id", "metadata"),
);

/** Whole query strings that are none. */
const RAW = ["%", "%FF=1", "q=%", "q=%E0%A4%A", "&&&===", "a[", "]=1", "q[=1", "__proto__[x]=1", "fields[__proto__]=1"];

/** Query strings for a route that takes these parameters: right ones, nearly right ones, and anything else. */
export function queries(fields: Fields): fc.Arbitrary<string> {
  const right = fc.record(fields, { requiredKeys: [] });
  const names = Object.keys(fields);
  const oneWrong = fc
    .tuple(right, names.length ? fc.constantFrom(...names) : anyKey, anyValue)
    .map(([query, key, value]) => ({ ...query, [key]: value }));
  const oneMore = fc.tuple(right, anyKey, anyValue).map(([query, key, value]) => ({ ...query, [key]: value }));
  const inside = fc
    .tuple(fc.constantFrom("$or", "$and"), fc.array(fc.tuple(anyKey, anyValue), { minLength: 1, maxLength: 2 }))
    .map(([key, parts]) => ({ [key]: parts.map(([name, value]) => ({ [name]: value })) }));
  return fc.oneof(
    { weight: 2, arbitrary: right.map(asQuery) },
    { weight: 8, arbitrary: oneWrong.map(asQuery) },
    { weight: 6, arbitrary: oneMore.map(asQuery) },
    { weight: 3, arbitrary: inside.map(asQuery) },
    { weight: 1, arbitrary: fc.constantFrom(...RAW) },
  );
}

/** Node.js refuses longer request lines by itself. */
const MAX_LENGTH = 8_000;

function asQuery(query: object): string {
  return Object.entries(query)
    .flatMap(([key, value]) => pairs(encode(key), value))
    .join("&")
    .slice(0, MAX_LENGTH);
}

function pairs(key: string, value: unknown): string[] {
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value);
    return parts.flatMap(([inner, one]) => pairs(`${key}[${Array.isArray(value) ? inner : encode(inner)}]`, one));
  }
  return value === undefined ? [] : [`${key}=${encode(String(value))}`];
}

/** Half of a surrogate pair has no encoding; its bytes are sent as they would be. */
function encode(value: string): string {
  return Array.from(value, (letter) => (letter.isWellFormed() ? encodeURIComponent(letter) : "%ED%A0%80")).join("");
}
