import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";

const SOURCES = join(__dirname, "../../src");
const MODULE = "modules/customer/";

/** Files of the module that may import knex and statements without being named as a service or a statement, and why. */
const DATABASE_FILES: Record<string, string> = {
  "create-features.ts": "makes the services",
  "database/generated-service.ts": "types Medusa's generated service, and the module's container",
  "database/module-core.ts": "gives services the connection, the transaction and the events",
  "database/row-writer.ts": "a service of the other services: it writes rows",
  "database/run-migrations.ts": "runs the repairs and preparations of `db:migrate`",
  "database/savepoint.ts": "wraps a transaction",
  "database/transaction.ts": "the one place that runs SQL in the caller's transaction",
  "database/write-rows.ts": "splits a write where two rows refuse each other",
  "listing/row-filters.ts": "a service of the other services: it finds rows by a caller's filter",
};

/** Imports that stay at their level instead of pointing down, and why. */
const SIDEWAYS: Record<string, string> = {
  "commands/customers-export.ts -> api/admin/customers/exports/validators.ts": "the command takes what the route takes",
};

/** Imports of statements from above the module, and why. */
const STATEMENTS_ABOVE: Record<string, string> = {
  "commands/customers-uninstall.ts -> modules/customer/database/uninstall.sql.ts": "it runs where the module is gone",
  "workflows/exports/write-file.ts -> modules/customer/exports/export-row.sql.ts": "the time between two heartbeats",
  "workflows/imports/process-import.ts -> modules/customer/imports/import-row.sql.ts":
    "the time between two heartbeats",
};

type Import = { from: string; to: string; isType: boolean };

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".ts") && !path.includes("__tests__") && !path.startsWith("admin/"),
);
const known = new Set(files);

/** Imports and re-exports of a file; the ones of our own files by their path in `src`. */
function importsOf(from: string): Import[] {
  const text = readFileSync(join(SOURCES, from), "utf8");
  const statements = text.matchAll(/^(?:import|export)\s(?:(type)\s)?[^;"]*?(?:from )?"([^"]+)";/gm);
  return [...statements].map(([statement, type, to]) => ({
    from,
    to: resolveImport(from, to),
    isType: type === "type" || /^import \{(\s*type \w+,?)+\s*\} from/.test(statement),
  }));
}

function resolveImport(from: string, to: string): string {
  if (!to.startsWith(".")) {
    return to;
  }
  const path = normalize(join(dirname(from), to));
  return [`${path}.ts`, `${path}/index.ts`].find((one) => known.has(one)) ?? `missing: ${path}`;
}

const imports = files.flatMap(importsOf);
const isOfModule = ({ from }: Import) => from.startsWith(MODULE);
const written = (found: Import[]) => found.map(({ from, to }) => `${from} -> ${to}`);

type Kind = "service" | "statement" | "database" | "pure";

function kindOf(path: string): Kind {
  const inside = path.slice(MODULE.length);
  if (inside === "service.ts" || inside === "index.ts" || inside.endsWith("-service.ts")) {
    return inside in DATABASE_FILES ? "database" : "service";
  }
  if (inside.endsWith(".sql.ts") || inside.startsWith("migrations/")) {
    return "statement";
  }
  return inside in DATABASE_FILES ? "database" : "pure";
}

/** Levels from the top; shared code and what we know of Medusa serve all of them but import no higher one. */
function levelOf(path: string): number {
  const levels = [/^(api|jobs|subscribers|commands|links)\//, /^workflows\//, /^(shared|medusa|modules)\//];
  const level = levels.findIndex((one) => one.test(path));
  return Math.max(level, 0);
}

describe("layers", () => {
  it("are read from every import", () => {
    expect(imports.length).toBeGreaterThan(1_000);
    expect(imports.filter(({ to }) => to.startsWith("missing:"))).toEqual([]);
    expect(Object.keys(DATABASE_FILES).filter((path) => !known.has(MODULE + path))).toEqual([]);
  });

  it("point down: api, jobs, subscribers and commands to workflows, and these to the module", () => {
    const ours = imports.filter(({ to }) => known.has(to));

    expect(written(ours.filter(({ from, to }) => levelOf(to) < levelOf(from)))).toEqual([]);
  });

  it("api, jobs, subscribers and commands do not import each other", () => {
    const top = imports.filter(({ from, to }) => known.has(from) && known.has(to) && /\//.test(from) && /\//.test(to));
    const entries = top.filter(({ from, to }) => levelOf(from) === 0 && levelOf(to) === 0);
    const sideways = entries.filter(({ from, to }) => from.split("/")[0] !== to.split("/")[0]);

    expect(written(sideways).filter((one) => !(one in SIDEWAYS))).toEqual([]);
  });

  it("above the module nothing runs a statement of it: only types come from *.sql.ts", () => {
    const above = imports.filter((one) => !isOfModule(one) && one.to.startsWith(MODULE));

    const running = written(above.filter(({ to, isType }) => to.endsWith(".sql.ts") && !isType));
    expect(running.filter((one) => !(one in STATEMENTS_ABOVE))).toEqual([]);
    expect(imports.filter(({ from, to }) => !from.startsWith(MODULE) && to.includes("mikro-orm"))).toEqual([]);
  });
});

/** What Medusa documents: everything else of its packages may change with any version. */
const DOCUMENTED = new Set([
  ...["@medusajs/framework", "@medusajs/medusa/core-flows", "@medusajs/test-utils"],
  ...["config", "http", "types", "utils", "workflows-sdk", "zod"].map((name) => `@medusajs/framework/${name}`),
  ...["core", "knex", "migrations", "postgresql"].map((name) => `@medusajs/framework/mikro-orm/${name}`),
]);

describe("Medusa's internals", () => {
  it("are imported in src/medusa only: its packages elsewhere by the entries that it documents", () => {
    const deep = imports.filter(({ to }) => to.startsWith("@medusajs/") && !DOCUMENTED.has(to));

    expect(deep.some(({ from }) => from === "medusa/customer-routes.ts")).toBe(true);
    expect(written(deep.filter(({ from }) => !from.startsWith("medusa/")))).toEqual([]);
  });
});

describe("files of the module", () => {
  const ofModule = imports.filter(isOfModule);

  it("a statement imports no service", () => {
    const found = ofModule.filter(({ from, to }) => kindOf(from) === "statement" && kindOf(to) === "service");

    expect(written(found)).toEqual([]);
  });

  it("a file without a suffix imports neither knex, a transaction, a statement nor a service; types at most", () => {
    const isDatabase = ({ to, isType }: Import) =>
      to.includes("mikro-orm/knex") || to === `${MODULE}database/transaction.ts` || (!isType && isRunning(to));
    const isRunning = (to: string) => to.startsWith(MODULE) && kindOf(to) !== "pure";

    expect(written(ofModule.filter((one) => kindOf(one.from) === "pure" && isDatabase(one)))).toEqual([]);
  });

  it("have names of their own, but for types.ts", () => {
    const names = files.filter((path) => path.startsWith(MODULE)).map((path) => basename(path));
    const repeated = names.filter((name, index) => name !== "types.ts" && names.indexOf(name) !== index);

    expect(repeated).toEqual([]);
  });
});

describe("the store's logger", () => {
  it("is resolved in one file", () => {
    const resolving = files.filter((path) => readFileSync(join(SOURCES, path), "utf8").includes("Keys.LOGGER"));

    expect(resolving).toEqual(["shared/logger-of.ts"]);
  });
});

describe("files of the workflows", () => {
  it.each(["workflows", "steps"])("in %s hold one each", (folder) => {
    const own = files.filter((path) => path.startsWith("workflows/") && path.split("/")[2] === folder);
    const made = own.map(
      (path) => readFileSync(join(SOURCES, path), "utf8").match(/= create(Workflow|Step|MoveStep)\b/g) ?? [],
    );

    expect(own.length).toBeGreaterThan(20);
    expect(own.filter((_, index) => made[index].length !== 1)).toEqual([]);
  });
});
