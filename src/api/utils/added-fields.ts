import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import {
  ADDRESS_FIELDS,
  type AddedFields,
  CUSTOMER_FIELDS,
  type Field,
  type Fields,
} from "../../modules/customer/fields";

/** The longest text that a body may give where the table names no other bound. */
const MAX_LENGTH = 1_000;

/** The schema of each column that core does not know, for bodies. Null clears a column that may be null. */
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

/** What the value of a column has to be, for messages. */
function inWords({ type, key, required, maxLength = MAX_LENGTH }: Field): string {
  const value = {
    text: `a text of ${key ? 1 : 0} to ${maxLength} characters`,
    boolean: "true or false",
    timestamptz: "a time in ISO 8601",
    jsonb: "an object",
  }[type];
  return required ? value : `${value}, or null for none`;
}

/** Core's route of one customer; its `:id` fits the routes beside it too. */
const CUSTOMER_ROUTE = "/admin/customers/:id";

/** Names in a path that are no id: the routes of ours beside core's route of one customer. */
function namesBeside(routes: readonly MiddlewareRoute[]): string[] {
  const names = routes.flatMap(({ matcher }) => {
    const [, name] = /^\/admin\/customers\/([\w-]+)/.exec(String(matcher)) ?? [];
    return name ?? [];
  });
  return [...new Set(names)];
}

/**
 * Lets columns that core does not know through core's validators of customers and addresses: takes them out of the body
 * before, and puts them back behind.
 *
 * Medusa runs middlewares with a regular expression before those with a path, core's validators among them. The
 * expression must not fit the routes of ours beside core's, which keep their bodies: they are read from `routes`, where each
 * of them has an entry for its policies.
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
  const { setAside, putBack } = passFields(fields);
  return [
    { matcher: expression, methods: ["POST"], middlewares: [setAside] },
    ...matchers.map((matcher) => ({ matcher, methods: ["POST" as const], middlewares: [putBack] })),
  ];
}

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => void;

/** Two middlewares: one takes the columns out of a body, the other puts them back. */
export function passFields(fields: Fields): { setAside: Middleware; putBack: Middleware } {
  const schemas = Object.entries<z.ZodType>(addedFieldsShape(fields));
  const kept = new WeakMap<MedusaRequest, Record<string, unknown>>();
  return {
    setAside: (req, _res, next) => {
      const body: unknown = req.body;
      if (typeof body === "object" && body !== null && schemas.some(([name]) => name in body)) {
        const others: Record<string, unknown> = { ...body };
        const values: Record<string, unknown> = {};
        for (const [name, schema] of schemas) {
          const value = read(name, others[name], { schema, field: fields[name] });
          if (value !== undefined) {
            values[name] = value;
          }
          delete others[name];
        }
        kept.set(req, values);
        req.body = others;
      }
      next();
    },
    putBack: (req, _res, next) => {
      const values = kept.get(req);
      if (values) {
        req.body = Object.assign({}, req.body, values);
        req.validatedBody = Object.assign({}, req.validatedBody, values);
      }
      next();
    },
  };
}

/** @throws MedusaError (invalid_data) for a value that the column cannot hold. */
function read(name: string, value: unknown, { schema, field }: { schema: z.ZodType; field: Field }): unknown {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Invalid request: the field "${name}" has to be ${inWords(field)}.`,
    );
  }
  return result.data;
}
