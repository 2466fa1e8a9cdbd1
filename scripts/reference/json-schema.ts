/** JSON schemas of requests, from zod, and of answers, from TypeScript. */
import { z } from "@medusajs/framework/zod";
import ts from "typescript";
import { isOurs } from "./print-type";
import type { Sources } from "./program";
import type { Schema } from "./routes";
import { unwrapped } from "./text";

export type JsonSchema = {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  $ref?: string;
};

/** The schema of what a client may send. */
export function requestSchema(schema: Schema): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" });
  // as: a schema of JSON has no other keys here.
  return withoutFilters(rest as JsonSchema);
}

export const FILTERS: JsonSchema = {
  type: "object",
  description: "The filters of GET /admin/customers, with Medusa's operators ($in, $like, $and, ...).",
};

/** Filters nest without an end: `filter` and `filters` are any object. */
function withoutFilters(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema.properties ?? {}).map(([name, one]): [string, JsonSchema] => [
    name,
    name === "filter" || name === "filters" ? FILTERS : withoutFilters(one),
  ]);
  return entries.length ? { ...schema, properties: Object.fromEntries(entries) } : schema;
}

/** Deeper objects are any objects: filters of filters. */
const MAX_DEPTH = 8;

/** Where schemas of named types go: the answer refers to them. */
export type NamedSchemas = Map<string, JsonSchema>;

type Writer = { sources: Sources; named: NamedSchemas };

/** The schema of an answer, from its type. */
export function answerSchema(writer: Writer, type: ts.Type, depth = 0): JsonSchema {
  const { checker } = writer.sources;
  if (type.isUnion()) {
    return unionSchema(writer, type, depth);
  }
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    return { type: type.isStringLiteral() ? "string" : "number", const: type.value };
  }
  const primitive = primitiveOf(type);
  if (primitive) {
    return primitive;
  }
  if (checker.isArrayType(type)) {
    // as: the checker has said that it is an array.
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return { type: "array", items: answerSchema(writer, item, depth + 1) };
  }
  return objectSchema(writer, type, depth);
}

function primitiveOf(type: ts.Type): JsonSchema | undefined {
  const { flags } = type;
  if (flags & ts.TypeFlags.BooleanLiteral) {
    // as: the flag says that it is one of the two.
    return { type: "boolean", const: (type as ts.Type & { intrinsicName: string }).intrinsicName === "true" };
  }
  const names: [ts.TypeFlags, JsonSchema][] = [
    [ts.TypeFlags.String, { type: "string" }],
    [ts.TypeFlags.Number, { type: "number" }],
    [ts.TypeFlags.Boolean, { type: "boolean" }],
    [ts.TypeFlags.Null, { type: "null" }],
    [ts.TypeFlags.Unknown, {}],
  ];
  return names.find(([flag]) => flags & flag)?.[1];
}

function unionSchema(writer: Writer, type: ts.UnionType, depth: number): JsonSchema {
  const given = type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined));
  const isBoolean = (one: ts.Type) => Boolean(one.flags & ts.TypeFlags.BooleanLiteral);
  const texts = given.flatMap((one) => (one.isStringLiteral() ? [one.value] : [])).sort();
  const others = given.filter((one) => !one.isStringLiteral() && !isBoolean(one));
  const all: JsonSchema[] = [
    ...(texts.length
      ? [texts.length === 1 ? { type: "string", const: texts[0] } : { type: "string", enum: texts }]
      : []),
    ...(given.filter(isBoolean).length === 2 ? [{ type: "boolean" }] : []),
    ...(given.filter(isBoolean).length === 1 ? [{ type: "boolean", const: true }] : []),
    ...others.map((one) => answerSchema(writer, one, depth)),
  ];
  const order = (one: JsonSchema) => (one.type === "null" ? 1 : 0);
  return all.length === 1 ? all[0] : { anyOf: all.sort((one, other) => order(one) - order(other)) };
}

/** An object as a reference to the schema of its type, where the type has a name of ours and no arguments. */
function objectSchema(writer: Writer, type: ts.Type, depth: number): JsonSchema {
  const alias = type.aliasSymbol;
  if (!alias || !isOurs(alias) || type.aliasTypeArguments || !type.getProperties().length) {
    return propertiesSchema(writer, type, depth);
  }
  if (!writer.named.has(alias.name)) {
    // First the name, for a type that has itself inside.
    writer.named.set(alias.name, {});
    writer.named.set(alias.name, propertiesSchema(writer, type, 0));
  }
  return { $ref: `#/components/schemas/${alias.name}` };
}

function propertiesSchema(writer: Writer, type: ts.Type, depth: number): JsonSchema {
  const { checker } = writer.sources;
  const properties = type.getProperties();
  if (!properties.length || depth > MAX_DEPTH) {
    return { type: "object" };
  }
  const entries = properties.map((property): [string, JsonSchema] => {
    const schema = answerSchema(writer, checker.getTypeOfSymbol(property), depth + 1);
    const description = unwrapped(ts.displayPartsToString(property.getDocumentationComment(checker)));
    return [property.name, description ? { description, ...schema } : schema];
  });
  const required = properties.filter((one) => !(one.flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
  return { type: "object", properties: Object.fromEntries(entries), ...(required.length && { required }) };
}
