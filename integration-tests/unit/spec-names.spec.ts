import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** `npm test -- <feature>` finds the specs of a feature by this word in their paths. */
const FEATURES = [
  ...["customers", "addresses", "groups", "listing", "duplicates", "emails", "email-changes", "invitations"],
  ...["logins", "claims", "guest-checkout", "guests", "merges", "imports", "exports", "health", "changes"],
];

/** Kinds of specs that belong to no single feature. */
const GENERAL = /^integration-tests\/(cluster|faults|fields|packaging|reference|scripts|unit|upgrade)\//;

/** Specs of the module as a whole, and of what all features use. */
const SHARED = [
  ...[
    "contract",
    "events",
    "fields",
    "first-offender",
    "option-entries",
    "options",
    "refusals",
    "savepoints",
    "schema",
    "snapshots",
    "transactions",
  ],
  ...["statement-counts", "statement-counts-undo", "statement-counts-writes"],
  ...["accepted-values", "assert-condition", "assert-narrow-filter", "assert-storable", "seal", "secret-token"],
  ...["map-database-error", "create-ids", "progress-bar", "heartbeat-timer", "locks", "lost-connection"],
  ...["rbac", "requests", "fuzz-admin", "fuzz-store"],
].map((name) => `${name}.spec.ts`);

function specsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".spec.ts"))
    .map((path) => relative(ROOT, join(ROOT, folder, path)));
}

describe("the path of a spec", () => {
  const paths = [...specsIn("src"), ...specsIn("integration-tests")];

  it("names a feature, or the spec is one of those that belong to none", () => {
    const named = (path: string) => FEATURES.some((feature) => path.includes(feature));
    const shared = (path: string) => SHARED.some((name) => path.endsWith(`/${name}`));
    expect(paths.filter((path) => !named(path) && !shared(path) && !GENERAL.test(path))).toEqual([]);
  });

  it("of a part of a feature is imported by the feature's spec, so that its tests run", () => {
    const parts = ["http", "workflows"].flatMap((kind) =>
      readdirSync(join(ROOT, "integration-tests", kind), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(ROOT, "integration-tests", kind, name)),
    );
    const lost = parts.flatMap((folder) => {
      const spec = readFileSync(`${folder}.spec.ts`, "utf8");
      const names = readdirSync(folder).map((file) => `./${basename(folder)}/${basename(file, ".ts")}`);
      return names.filter((name) => !spec.includes(`"${name}"`));
    });
    expect(parts.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });

  it("exists for each name in the lists above", () => {
    expect(SHARED.filter((name) => !paths.some((path) => path.endsWith(`/${name}`)))).toEqual([]);
    expect(FEATURES.filter((feature) => !paths.some((path) => path.includes(feature)))).toEqual([]);
  });
});
