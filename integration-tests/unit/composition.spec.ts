import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = join(__dirname, "../../src");

function sources(): string[] {
  const names = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
  const own = names.filter((name) => /\.tsx?$/.test(name) && !name.includes("__tests__"));
  return own.map((name) => readFileSync(join(SOURCES, name), "utf8"));
}

describe("services are composed", () => {
  it("no class of ours extends another class of ours", () => {
    const text = sources().join("\n");
    const own = new Set([...text.matchAll(/\bclass (\w+)/g)].map(([, name]) => name));
    const parents = [...text.matchAll(/\bclass (\w+)(?:<[^{]*?>)?\s+extends (\w+)/g)];

    expect(own.size).toBeGreaterThan(15);
    expect(parents.map(([, name, parent]) => `${name} extends ${parent}`)).toContain(
      "CustomerModuleService extends TypedGeneratedService",
    );
    expect(parents.filter(([, , parent]) => own.has(parent)).map(([found]) => found)).toEqual([]);
  });
});
