/** Every route of the plugin with what its middlewares and its handler check: schemas, policies, docblock, types. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { z } from "@medusajs/framework/zod";
import type ts from "typescript";
import type { Sources } from "./program";
import { ROOT } from "./text";

const API = join(ROOT, "src/api");
const TYPES = "src/types/http/routes.ts";

export type Schema = z.ZodType;
export type RouteName = `${"GET" | "POST" | "DELETE"} ${string}`;

export type Route = {
  name: RouteName;
  method: string;
  path: string;
  /** Core has a route of this name, which this one replaces. */
  isCores: boolean;
  doc: string;
  body?: Schema;
  query?: Schema;
  policies: string[];
  /** From `CustomerRoutes`. */
  answer?: ts.Type;
  status: number;
};

type Checked = { kind: "body" | "query"; schema: Schema };
type Entry = {
  matcher: string | RegExp;
  method?: string[];
  methods?: string[];
  middlewares?: unknown[];
  policies?: Policy | Policy[];
};
type Policy = { resource: string; operation: string | string[] };

const checks = new WeakMap<object, Checked>();

/** Notes the schema of each validating middleware while the files that make them are loaded. */
function noteSchemas(): void {
  const http = join(ROOT, "node_modules/@medusajs/framework/dist/http/utils");
  patch(join(http, "validate-body"), "validateAndTransformBody", "body");
  patch(join(http, "validate-query"), "validateAndTransformQuery", "query");
  patch(join(API, "utils/validate-indexed-body"), "validateIndexedBody", "body");
}

function patch(file: string, name: string, kind: Checked["kind"]): void {
  const module: Record<string, (given: unknown, ...rest: unknown[]) => object> = require(file);
  const original = module[name];
  module[name] = (given, ...rest) => {
    const middleware = original(given, ...rest);
    // as: a schema, or a function of the application's own schema of `additional_data`.
    const schema = (typeof given === "function" ? given() : given) as Schema;
    checks.set(middleware, { kind, schema });
    return middleware;
  };
}

/** The entries of core's middlewares and of ours, in the order in which they run. */
function loadEntries(): { core: Entry[]; ours: Entry[] } {
  noteSchemas();
  const medusa = join(ROOT, "node_modules/@medusajs/medusa/dist/api");
  const core = [
    ...[require(join(medusa, "admin/customers/middlewares")).adminCustomerRoutesMiddlewares],
    ...[require(join(medusa, "admin/customer-groups/middlewares")).adminCustomerGroupRoutesMiddlewares],
    ...[require(join(medusa, "store/customers/middlewares")).storeCustomerRoutesMiddlewares],
    ...[require(join(medusa, "store/carts/middlewares")).storeCartRoutesMiddlewares],
    ...[require(join(medusa, "auth/middlewares")).authRoutesMiddlewares],
  ].flat();
  return { core, ours: require(join(API, "middlewares")).default.routes };
}

/** The routes, by path and method. */
export function routesOf(sources: Sources): Route[] {
  const { core, ours } = loadEntries();
  const types = typesOf(sources);
  const coreRoutes = coreNames();
  const routes = routeFiles().flatMap((file) => {
    const path = `/${dirname(file).split(sep).join("/")}`.replace(/\[(\w+)\]/g, ":$1");
    const handlers = sources.exportsOf(join("src/api", file));
    return [...handlers].flatMap(([method, handler]): Route[] => {
      if (!/^(GET|POST|DELETE)$/.test(method)) {
        return [];
      }
      // as: the method is one of the three.
      const name = `${method} ${path}` as RouteName;
      const given = types.get(name);
      const isCores = coreRoutes.has(name);
      const matching = [...(isCores ? core : []), ...ours].filter((entry) => matches(entry, method, path));
      return [
        {
          ...{ name, method, path, isCores, doc: sources.docOf(handler), policies: policiesOf(matching) },
          ...schemasOf(matching, { file, method }),
          ...{ answer: given?.answer, status: given?.status ?? 200 },
        },
      ];
    });
  });
  const names = new Set<string>(routes.map(({ name }) => name));
  const unknown = [...types.keys()].filter((name) => !names.has(name));
  if (unknown.length) {
    throw new Error(`${TYPES} has routes that do not exist: ${unknown.join(", ")}.`);
  }
  return routes.sort((one, other) => (one.path + one.method < other.path + other.method ? -1 : 1));
}

function routeFiles(): string[] {
  return readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
}

function coreNames(): Set<string> {
  const folder = join(ROOT, "node_modules/@medusajs/medusa/dist/api");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.js"));
  return new Set(
    files.flatMap((file) => {
      const path = `/${dirname(file).split(sep).join("/")}`.replace(/\[(\w+)\]/g, ":$1");
      const text = readFileSync(join(folder, file), "utf8");
      return [...text.matchAll(/exports\.(GET|POST|DELETE) =/g)].map(([, method]) => `${method} ${path}`);
    }),
  );
}

/** Entries of one exact path; those for many paths (guards) hold no schema of a route. */
function matches({ matcher, method: old, methods = old }: Entry, method: string, path: string): boolean {
  return matcher === path && (methods === undefined || methods.includes(method));
}

/** Schemas of the middlewares, or of the handler where that validates: `zodValidator(schema, req.query)`. */
function schemasOf(
  entries: Entry[],
  { file, method }: { file: string; method: string },
): Pick<Route, "body" | "query"> {
  const all = entries.flatMap(({ middlewares = [] }) => middlewares.flatMap((one) => checks.get(one as object) ?? []));
  const last = (kind: Checked["kind"]) => all.filter((one) => one.kind === kind).at(-1)?.schema;
  const text = readFileSync(join(API, file), "utf8");
  // A handler checks its query itself; its body may be checked by a function that it calls.
  const handler = text.slice(text.indexOf(`export async function ${method}(`)).split(/\n}\n/)[0];
  const body = method === "GET" ? undefined : (last("body") ?? inHandler(file, text, "body"));
  return { body, query: last("query") ?? inHandler(file, `${text.split("export ")[0]}${handler}`, "query") };
}

function inHandler(file: string, text: string, kind: Checked["kind"]): Schema | undefined {
  const name = text.match(new RegExp(`zodValidator\\((\\w+), req\\.${kind}`))?.[1];
  const from = name && text.match(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "(\\.[^"]+)"`))?.[1];
  return name && from ? require(join(API, dirname(file), from))[name] : undefined;
}

function policiesOf(entries: Entry[]): string[] {
  const all = entries.flatMap(({ policies = [] }) => policies);
  return all.map(({ resource, operation }) => `\`${resource}\` ${[operation].flat().join(", ")}`);
}

type RouteTypes = { answer: ts.Type; status?: number };

/** The answers of `CustomerRoutes`, by route. */
function typesOf(sources: Sources): Map<string, RouteTypes> {
  const routes = sources.declared(TYPES, "CustomerRoutes").getProperties();
  return new Map(
    routes.map((route) => {
      const type = sources.checker.getTypeOfSymbol(route);
      const of = (name: string) => {
        const property = type.getProperty(name);
        return property && sources.checker.getTypeOfSymbol(property);
      };
      const status = of("status");
      const answer = of("answer");
      if (!answer) {
        throw new Error(`CustomerRoutes has no answer of ${route.name}.`);
      }
      return [route.name, { answer, status: status?.isNumberLiteral() ? status.value : undefined }];
    }),
  );
}
