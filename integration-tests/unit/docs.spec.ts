import { readdirSync } from "node:fs";
import { join } from "node:path";
import { codeProblems } from "../../scripts/docs/check-code";
import { linkProblems, pathProblems } from "../../scripts/docs/check-links";
import { isChecked, longSentences, unclearWords } from "../../scripts/docs/check-prose";
import { pages, ROOT, readPage } from "../../scripts/docs/markdown";
import { differenceOf } from "../../scripts/start/run-guides";

const checked = pages().filter(isChecked);

describe("README and docs", () => {
  it.each(checked)("%s: each code block is an excerpt of a tried file, parses, or is run by a spec", (page) => {
    expect(codeProblems(page)).toEqual([]);
  });

  it.each(pages())("%s: each link leads to a page and heading, in the package too", (page) => {
    expect(linkProblems(page)).toEqual([]);
  });

  it.each(pages())("%s: each path of the repository that it names is there", (page) => {
    expect(pathProblems(page)).toEqual([]);
  });

  it.each(checked)("%s: has none of the words that readers stumbled over", (page) => {
    expect(unclearWords(page)).toEqual([]);
  });

  it("less than 3% of the sentences have more than 30 words", () => {
    const { all, long } = longSentences(checked);
    const list = long.map(({ page, line, words, text }) => `${page}:${line}: ${words} words: ${text}`).join("\n");

    if (long.length / all >= 0.03) {
      throw new Error(`${long.length} of ${all} sentences are too long:\n${list}`);
    }
  });

  it("README.md has at most 200 lines", () => {
    expect(readPage("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  });

  it("docs/README.md lists every page but the decision records", () => {
    const index = readPage("docs/README.md");
    const listed = checked.filter((page) => page.startsWith("docs/") && page !== "docs/README.md");

    expect(listed.filter((page) => !index.includes(`(${page.slice("docs/".length)})`))).toEqual([]);
  });

  it("each sample of examples/store/snippets is shown on a page", () => {
    const text = checked.map(readPage).join("\n");
    const files = readdirSync(join(ROOT, "examples/store/snippets"));

    expect(files.filter((file) => !text.includes(`// examples/store/snippets/${file}\n`))).toEqual([]);
  });

  it("docs/decisions/README.md lists each record by its title", () => {
    const index = readPage("docs/decisions/README.md");
    const records = pages().filter((page) => /^docs\/decisions\/\d/.test(page));

    const lost = records.filter((page) => {
      const title = readPage(page)
        .split("\n")[0]
        .replace(/^# \d+\. /, "");
      return !index.includes(`[${title}](${page.slice("docs/decisions/".length)})`);
    });
    expect(lost).toEqual([]);
  });
});

describe("an answer that a guide shows", () => {
  it.each([
    ["may leave out fields and end a list early", { a: 1, b: [1, 2] }, { b: [1] }, undefined],
    ["stands for any text with ...", { id: "cus_01" }, { id: "cus_..." }, undefined],
    ["differs by a value", { a: 1 }, { a: 2 }, "answer.a is 1, not 2"],
    [
      "differs by the begin of a text",
      { id: "cusgroup_1" },
      { id: "cus_..." },
      'answer.id is "cusgroup_1", not cus_...',
    ],
    ["has a field that is missing", {}, { a: { b: 1 } }, "answer.a is undefined"],
    ["is not JSON", undefined, { a: 1 }, "answer is undefined"],
  ])("%s", (_, real, shown, difference) => {
    expect(differenceOf(real, shown, "answer")).toBe(difference);
  });
});
