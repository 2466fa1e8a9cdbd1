import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Sources } from "../../scripts/reference/program";
import { publicMethods } from "../../scripts/reference/service-page";
import { FOLDER, ROOT } from "../../scripts/reference/text";
import { CustomerEvents } from "../../src/workflows";
import { serviceExamples } from "./service-examples";

const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");

describe("docs/reference", () => {
  const sources = new Sources();

  it("is what the sources say, page by page: npm run reference writes it", () => {
    const written = mkdtempSync(join(tmpdir(), "customers-reference-"));
    // A process of its own: the script wraps functions of Medusa to see the schemas of the routes.
    execFileSync(join(ROOT, "node_modules/.bin/ts-node"), ["-T", "scripts/reference.ts", written], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, NODE_OPTIONS: "" },
    });

    const names = readdirSync(written);
    for (const name of names) {
      expect(read(name)).toBe(readFileSync(join(written, name), "utf8"));
    }
    expect(readdirSync(FOLDER).sort()).toEqual([...names, "tables.md"].sort());
    rmSync(written, { recursive: true });
  });

  it("has a heading for every value that the package exports for workflows, and no internal workflow", () => {
    const exported = [...sources.exportsOf("src/workflows/index.ts").keys()];
    const headings = new Set([...read("workflows.md").matchAll(/^## (\w+)$/gm)].map(([, name]) => name));
    const values = exported.filter((name) => /(Workflow|Step)$/.test(name));

    expect(values.length).toBeGreaterThan(30);
    expect(values.filter((name) => !headings.has(name))).toEqual([]);
    expect([...headings].filter((name) => /(Workflow|Step)$/.test(name) && !values.includes(name))).toEqual([]);
  });

  it("names everything that the entries of the package export: values, and types where they are inputs or data", () => {
    const text = readdirSync(FOLDER).map(read).join("\n");
    const values = ["src/index.ts", "src/workflows/index.ts", "src/search-index.ts"].flatMap((entry) =>
      [...sources.exportsOf(entry)]
        .filter(([name, symbol]) => !/Id$/.test(name) && symbol.valueDeclaration !== undefined)
        .map(([name]) => name),
    );

    expect(values).toContain("withCustomers");
    expect(values.filter((name) => !text.includes(name))).toEqual([]);
  });

  it("has an example of every public method of the service, and none of another", () => {
    expect(Object.keys(serviceExamples).sort()).toEqual(
      publicMethods(sources)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it("has a row for every event", () => {
    const rows = [...read("events.md").matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name);

    expect(rows.sort()).toEqual(Object.values(CustomerEvents).sort());
  });

  it("links only to files and headings that exist", () => {
    const broken = readdirSync(FOLDER)
      .filter((name) => name.endsWith(".md"))
      .flatMap((name) => {
        const text = read(name);
        const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
        return links
          .filter((target) => !target.startsWith("http"))
          .filter((target) => !resolves(name, target))
          .map((target) => `${name}: ${target}`);
      });

    expect(broken).toEqual([]);
  });
});

function resolves(name: string, target: string): boolean {
  const [file, heading] = target.split("#");
  const path = file ? join(dirname(join(FOLDER, name)), file) : join(FOLDER, name);
  if (!existsSync(path)) {
    return false;
  }
  const headings = [...readFileSync(path, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
    text
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replace(/ /g, "-"),
  );
  return heading === undefined || headings.includes(heading);
}
