import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SubscriberConfig } from "@medusajs/framework";

const ROOT = join(__dirname, "../..");

const filesIn = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(end))
    .map((file) => join(folder, file));

/** TypeScript compiles an anonymous default export to a function called `default_1`, and Medusa uses that as the id. */
const ANONYMOUS = /export default (async )?(function ?\(|\()/;

const written = [
  "README.md",
  ...filesIn("docs", ".md"),
  ...filesIn("src/subscribers", ".ts"),
  ...filesIn("examples/store/src", ".ts"),
];

const subscribers = [...filesIn("src/subscribers", ".ts"), ...filesIn("examples/store/src/subscribers", ".ts")];

/** The names of the functions in the code samples of the documents that subscribe to an event. */
const samples = written
  .filter((file) => file.endsWith(".md"))
  .flatMap((file) => [...readFileSync(join(ROOT, file), "utf8").matchAll(/```ts\n(.*?)```/gs)])
  .map(([, code]) => code)
  .filter((code) => code.includes("SubscriberConfig"));

describe("a subscriber has a name: two without one stop a production store", () => {
  it.each(written)("%s shows no anonymous default function", (file) => {
    const lines = readFileSync(join(ROOT, file), "utf8").split("\n");

    expect(lines.filter((line) => ANONYMOUS.test(line))).toEqual([]);
  });

  it("the samples of subscribers have a name each, and no two have the same", () => {
    const names = samples.map((code) => /export default async function (\w+)\(/.exec(code)?.[1]);

    expect(names.length).toBeGreaterThanOrEqual(2);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(subscribers)("%s gives Medusa an id", async (file) => {
    const { default: handler, config }: { default: { name: string }; config: SubscriberConfig } = await import(
      join(ROOT, file)
    );

    expect(config.context?.subscriberId ?? handler.name).toMatch(/^(?!_?default)\w/);
  });
});
