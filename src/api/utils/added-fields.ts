import type { MiddlewareRoute } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import {
  ADDRESS_FIELDS,
  type AddedFields,
  CUSTOMER_FIELDS,
  type Field,
  type Fields,
} from "../../modules/customer/fields";
import { withoutUndefined } from "../../shared/without-undefined";
import { eachPath } from "./each-path";
import { stashFields } from "./stash-fields";

/** The longest text that a body may give where the table has no other bound. */
const MAX_LENGTH = 1_000;

/** Builds the schema of each column that core does not know, for bodies. Null clears a nullable column. */
export function addedFieldsShape<Table extends Fields>(
  fields: Table,
): { [Name in keyof AddedFields<Table>]-?: z.ZodOptional<z.ZodType<AddedFields<Table>[Name]>> } {
  const added = Object.entries<Field>(fields).filter(([, field]) => field.added);
  // as: a schema for each of the names, of the type that its column has.
  return Object.fromEntries(added.map(([name, field]) => [name, schemaOf(field)])) as ReturnType<
    typeof addedFieldsShape<Table>
  >;
}

function schemaOf(field: Field): z.ZodOptional<z.ZodType> {
  const schema = valueSchema(field);
  return (field.required ? schema : schema.nullable()).optional();
}

function valueSchema({ type, key, maxLength = MAX_LENGTH }: Field): z.ZodType {
  switch (type) {
    case "boolean":
      return z.boolean();
    case "timestamptz":
      return z.iso.datetime({ offset: true });
    case "jsonb":
      return z.record(z.string(), z.unknown());
    default:
      return z
        .string()
        .min(key ? 1 : 0)
        .max(maxLength);
  }
}

/** Describes the values that a column accepts, for messages. */
function describe({ type, key, required, maxLength = MAX_LENGTH }: Field): string {
  const value = {
    text: `a text of ${key ? 1 : 0} to ${maxLength} characters`,
    boolean: "true or false",
    timestamptz: "a time in ISO 8601",
    jsonb: "an object",
  }[type];
  return required ? value : `${value}, or null for none`;
}

/** Core's route of one customer. Its `:id` matches the names of our routes beside it too. */
const CUSTOMER_ROUTE = "/admin/customers/:id";

/** Lists the names of our routes beside core's route of one customer: they are not ids of customers. */
function namesBeside(routes: readonly MiddlewareRoute[]): string[] {
  const names = routes.flatMap(({ matcher }) => {
    const [, name] = /^\/admin\/customers\/([\w-]+)/.exec(String(matcher)) ?? [];
    return name ?? [];
  });
  return [...new Set(names)];
}

/**
 * Lets columns that core does not know pass core's validators of customers and addresses.
 *
 * The expression must not match our own routes beside core's route of one customer, which keep their bodies. Their names
 * are read from `routes`, where each of them has an entry for its policies.
 */
export function passAddedFields(routes: readonly MiddlewareRoute[]): MiddlewareRoute[] {
  const beside = namesBeside(routes).join("|");
  return [
    ...pass(CUSTOMER_FIELDS, {
      expression: new RegExp(`^/admin/customers(?:/(?!(?:${beside})/?$)[^/]+)?/?$`, "i"),
      matchers: ["/admin/customers", CUSTOMER_ROUTE],
    }),
    ...pass(ADDRESS_FIELDS, {
      expression: /^\/admin\/customers\/[^/]+\/addresses(?:\/[^/]+)?\/?$/i,
      matchers: [`${CUSTOMER_ROUTE}/addresses`, `${CUSTOMER_ROUTE}/addresses/:address_id`],
    }),
  ];
}

function pass(fields: Fields, { expression, matchers }: { expression: RegExp; matchers: string[] }): MiddlewareRoute[] {
  const { stash, restore } = stashAddedFields(fields);
  return [
    { matcher: expression, methods: ["POST"], middlewares: [stash] },
    ...eachPath(matchers, { methods: ["POST"], middlewares: [restore()] }),
  ];
}

/** Stashes the columns that core does not know, and restores them after core's validator. */
export function stashAddedFields(fields: Fields) {
  const schemas = Object.entries<z.ZodType>(addedFieldsShape(fields));
  return stashFields((body) => {
    const given = schemas.filter(([name]) => name in body);
    if (given.length === 0) {
      return undefined;
    }
    const stashed: Record<string, unknown> = {};
    for (const [name, schema] of given) {
      stashed[name] = read(name, body[name], { schema, field: fields[name] });
      delete body[name];
    }
    return { body, stashed: withoutUndefined(stashed) };
  });
}

/** @throws MedusaError (invalid_data) for a value that the column cannot hold. */
function read(name: string, value: unknown, { schema, field }: { schema: z.ZodType; field: Field }): unknown {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Invalid request: the field "${name}" has to be ${describe(field)}.`,
    );
  }
  return result.data;
}
