import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ADMIN = resolve(__dirname, "../../src/admin");
const LANGUAGES = ["en", "de"];

const textsOf = (language: string): Map<string, string> =>
  flatten(JSON.parse(readFileSync(join(ADMIN, `i18n/json/${language}.json`), "utf8")));

function flatten(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "string") {
    return new Map([[path, value]]);
  }
  const entries = Object.entries(value ?? {});
  return new Map(entries.flatMap(([key, inner]) => [...flatten(inner, path === "" ? key : `${path}.${key}`)]));
}

const sources = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(ADMIN, file), "utf8") }));

describe("the texts of the dashboard", () => {
  const english = textsOf("en");

  it.each(LANGUAGES)("in %s have every key, with the same values in them", (language) => {
    const others = textsOf(language);
    const values = (text: string | undefined) =>
      [...(text ?? "").matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

    expect([...others.keys()].sort()).toEqual([...english.keys()].sort());
    expect(
      [...english.keys()].filter((key) => String(values(others.get(key))) !== String(values(english.get(key)))),
    ).toEqual([]);
    expect([...others].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("are there for every key that a page names", () => {
    const named = sources.flatMap(({ text }) => [
      ...text.matchAll(/"((?:common|customers|imports|exports|duplicates|merges|accounts|groups|all)\.[\w.]+)"/g),
    ]);
    const isThere = (key: string) =>
      english.has(key) || english.has(`${key}_other`) || [...english.keys()].some((one) => one.startsWith(`${key}.`));

    expect(named.length).toBeGreaterThan(50);
    expect(named.map(([, key]) => key).filter((key) => !isThere(key))).toEqual([]);
  });

  it("are there for every key that a page puts together", () => {
    const composed = sources.flatMap(({ text }) => [...text.matchAll(/\bt\(\s*`([^`]+)`/g)].map(([, key]) => key));
    const isThere = (key: string) => {
      const pattern = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
      const regex = new RegExp(`^${pattern.join("\\w+")}(_other)?$`);
      return [...english.keys()].some((one) => regex.test(one));
    };

    expect(composed.length).toBeGreaterThan(20);
    expect(composed.filter((key) => !isThere(key))).toEqual([]);
  });

  it("are all of what a page says: no sentence stands in a component", () => {
    // Text between tags, and in attributes that are shown or read aloud.
    const literals = sources.flatMap(({ file, text }) =>
      [
        ...text.matchAll(
          />\s*([A-Z][a-z]+[^<>{}=;]*)<\/|(?:label|title|placeholder|aria-label|description)="([^"]+)"/g,
        ),
      ].map(([, between, attribute]) => `${file}: ${between ?? attribute}`),
    );

    expect(literals).toEqual([]);
  });
});
