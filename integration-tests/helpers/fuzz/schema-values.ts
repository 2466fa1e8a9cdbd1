import fc from "fast-check";
import type { Fields } from "../http/bodies";

/** What zod keeps of a schema, as far as it is read here. */
type Definition = {
  type: string;
  shape?: Record<string, unknown>;
  innerType?: unknown;
  element?: unknown;
  options?: readonly unknown[];
  valueType?: unknown;
  getter?: () => unknown;
  in?: unknown;
  out?: unknown;
  entries?: Record<string, string>;
};

const text = fc.string({ minLength: 1, maxLength: 20 });

/** Values that a field of this name takes, where its schema says only that it is a text or a number. */
const BY_NAME: Fields = {
  email: fc.nat(1_000_000).map((number) => `Customer${number}@Example.com`),
  country_code: fc.constantFrom("fr", "de"),
  currency_code: fc.constant("eur"),
  limit: fc.integer({ min: 1, max: 20 }),
  offset: fc.nat(20),
  order: fc.constantFrom("id", "-created_at", "-updated_at"),
  has_account: fc.constantFrom("true", "false"),
  $re: fc.constantFrom("a", "^b.*"),
  fields: fc.constantFrom("id", "*addresses", "+metadata", "id,email", "-email", "groups.name", "*groups,*addresses"),
  created_at: date(),
  updated_at: date(),
  deleted_at: date(),
  metadata: fc.dictionary(fc.string({ maxLength: 10 }), fc.oneof(text, fc.integer(), fc.constantFrom(true, "", [1])), {
    maxKeys: 3,
  }),
};

function date(): fc.Arbitrary<unknown> {
  const time = fc.constantFrom("2024-01-01", "2030-06-01T12:00:00.000Z");
  return fc.oneof(time, fc.record({ $gte: time, $lt: time }, { requiredKeys: [] }));
}

/** The fields of a zod object, each with values that its schema accepts. */
export function fieldsOf(schema: unknown): Fields {
  const { shape = {} } = definitionOf(schema);
  return mapValues(shape, -1);
}

/** Filters in filters (`$or`) end after a few levels. */
const MAX_DEPTH = 3;

function acceptedBy(schema: unknown, depth: number): fc.Arbitrary<unknown> {
  const { type, ...definition } = definitionOf(schema);
  if (depth > MAX_DEPTH) {
    return text;
  }
  switch (type) {
    case "object":
      return fc.record(mapValues(definition.shape ?? {}, depth), { requiredKeys: [] });
    case "array":
      return fc.array(acceptedBy(definition.element, depth + 1), { maxLength: 3 });
    case "union":
      return fc.oneof(...(definition.options ?? []).map((option) => acceptedBy(option, depth)));
    case "record":
      return BY_NAME.metadata;
    case "lazy":
      return acceptedBy(definition.getter?.(), depth + 1);
    case "pipe":
      return acceptedBy(definitionOf(definition.in).type === "transform" ? definition.out : definition.in, depth);
    case "enum":
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case "number":
      return fc.integer({ min: 1, max: 50 });
    case "boolean":
      return fc.boolean();
    default:
      return definition.innerType ? acceptedBy(definition.innerType, depth) : text;
  }
}

function mapValues(shape: Record<string, unknown>, depth: number): Fields {
  const values = Object.entries(shape).map(([name, field]) => {
    const known = isObject(field) ? undefined : BY_NAME[name];
    return [name, known ?? acceptedBy(field, depth + 1)] as const;
  });
  return Object.fromEntries(values);
}

function isObject(schema: unknown): boolean {
  const { type, innerType } = definitionOf(schema);
  return innerType ? isObject(innerType) : type === "object";
}

function definitionOf(schema: unknown): Definition {
  // as: zod types its definitions by class, and the classes of core's schemas are not exported.
  return (schema as { _zod: { def: Definition } })._zod.def;
}
