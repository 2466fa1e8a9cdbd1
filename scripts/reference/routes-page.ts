import { FILTERS, type JsonSchema, requestSchema } from "./json-schema";
import { anchor, fence, page, table, typesSection } from "./markdown";
import type { NamedTypes } from "./print-type";
import type { Sources } from "./program";
import type { Route } from "./routes";

const INTRO = `[openapi.yaml](openapi.yaml) describes the same routes for programs. \`medusa-plugin-customers/types\` exports the types of
requests and answers, \`CustomerRoutes\` by method and path.

Admin routes need a user's token or session, or a secret API key. Store routes need a publishable API key, and those below
\`/store/customers/me\` a customer's token or session. With Medusa's roles (feature flag \`rbac\`) a role needs all policies of the table, and
to read what the path begins with (\`customer\`, \`customer_group\`); else the answer is 403. A wrong request is answered with 400 and a
message that names the field ([requests.md](../requests.md)).`;

const REPLACED = `The plugin replaces these routes. They keep the bodies, answers, hooks and \`additional_data\` of
[Medusa's reference](https://docs.medusajs.com/api/admin).`;

const OTHERS = `Other routes of core stay, with these differences:

- Every \`POST\` below \`/admin/customers\`, \`/admin/customer-groups\` and \`/store/customers\` refuses a body with more than 100 levels.
- \`POST /admin/customers\` and \`POST /store/customers\` accept international emails (RFC 6531), as the replaced routes do.
- \`GET /admin/customers\` and \`GET /admin/customer-groups\` refuse a filter that core would drop silently.`;

/** Every route file of the plugin, with what its schemas and types say. */
export function routesPage(sources: Sources, routes: readonly Route[]): string {
  const named: NamedTypes = new Map();
  const own = routes.filter(({ isCores }) => !isCores);
  const overview = ({ name, doc, policies }: Route) => [
    `[\`${name}\`](${anchor(name)})`,
    firstSentence(doc),
    policies.join(", "),
  ];
  return page(
    "Routes",
    INTRO,
    "# Routes of the plugin",
    table(["route", "what it does", "policies"], own.map(overview)),
    "# Replaced routes of core",
    REPLACED,
    table(
      ["route", "what differs"],
      routes.filter(({ isCores }) => isCores).map(({ name, doc }) => [`\`${name}\``, doc]),
    ),
    OTHERS,
    "# In detail",
    ...own.flatMap((route) => entry(sources, route, named)),
    typesSection(named),
  );
}

function entry(sources: Sources, route: Route, named: NamedTypes): string[] {
  if (!route.answer) {
    throw new Error(`CustomerRoutes in src/types/http/routes.ts has no ${route.name}.`);
  }
  return [
    `## ${route.name}`,
    route.doc,
    fields("Query", route.query && requestSchema(route.query)),
    fields("Body", route.body && requestSchema(route.body)),
    `**Answer** ${route.status}\n\n${fence("ts", sources.print(route.answer, named))}`,
  ];
}

/** More parameters than these are the filters of a list. */
const MANY = 12;

function fields(title: string, schema: JsonSchema | undefined): string {
  const all = Object.entries(schema?.properties ?? {});
  if (!all.length) {
    return "";
  }
  const isFilter = (one: JsonSchema) => one.anyOf !== undefined || one.type === "array";
  const own = title === "Query" && all.length > MANY ? all.filter(([, one]) => !isFilter(one)) : all;
  const isOptional = (name: string) => title === "Query" || !schema?.required?.includes(name);
  const rows = own.map(([name, one]) => [
    `\`${name}\`${isOptional(name) ? "?" : ""}`,
    describe(one),
    one.default === undefined ? "" : `\`${JSON.stringify(one.default)}\``,
  ]);
  const rest = own.length < all.length ? "\n\nAnd the filters of `GET /admin/customers`." : "";
  return `**${title}**\n\n${table(["field", "type", "default"], rows)}${rest}`;
}

/** A type in words, with its limits. */
function describe(schema: JsonSchema, depth = 0): string {
  if (schema.anyOf) {
    return [...new Set(schema.anyOf.map((one) => describe(one, depth)))].join(" or ");
  }
  if (schema.enum || schema.const !== undefined) {
    return (schema.enum ?? [schema.const]).map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  }
  if (schema === FILTERS) {
    return "filters of `GET /admin/customers`";
  }
  const limits = limitsOf(schema);
  if (schema.type === "array") {
    return `array${limits} of ${describe(schema.items ?? {}, depth + 1)}`;
  }
  if (schema.type === "object" && schema.properties && depth < 2 && Object.keys(schema.properties).length <= MANY) {
    const inside = Object.entries(schema.properties).map(
      ([name, one]) => `\`${name}\`${schema.required?.includes(name) ? "" : "?"} ${describe(one, depth + 1)}`,
    );
    return inside.length ? `{ ${inside.join("; ")} }` : "object";
  }
  return `${schema.type ?? "any"}${limits}`;
}

function limitsOf({ minimum, maximum, minLength, maxLength, minItems, maxItems }: JsonSchema): string {
  const least = minimum ?? minLength ?? minItems;
  const most = maximum ?? maxLength ?? maxItems;
  const unit = maxLength === undefined && minLength === undefined ? "" : " characters";
  if (most === undefined || most >= Number.MAX_SAFE_INTEGER) {
    return "";
  }
  const count = most.toLocaleString("en-US");
  return least === undefined ? ` (up to ${count}${unit})` : ` (${least} to ${count}${unit})`;
}

function firstSentence(text: string): string {
  return text.split(/\n\n|(?<=[.:;]) (?=[A-Z`])/)[0].replace(/[:;]$/, ".");
}
