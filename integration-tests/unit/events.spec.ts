import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CustomerEvents } from "../../src/workflows";

const ROOT = join(__dirname, "../..");

describe("events of the plugin", () => {
  it.each(Object.values(CustomerEvents))("the README says what %s carries", (name) => {
    const rows = readFileSync(join(ROOT, "README.md"), "utf8").split("\n");

    expect(rows.some((row) => row.startsWith("| `customer") && row.split("|")[1].includes(`\`${name}\``))).toBe(true);
  });

  it("no other file of the sources writes the name of an event of ours", () => {
    const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
    const others = sources.filter((path) => path.endsWith(".ts") && path !== "workflows/events.ts");
    const names = Object.values(CustomerEvents);

    const found = others.flatMap((path) => {
      const text = readFileSync(join(ROOT, "src", path), "utf8");
      return names.filter((name) => text.includes(`"${name}"`)).map((name) => `${path}: ${name}`);
    });

    expect(found).toEqual([]);
  });
});
