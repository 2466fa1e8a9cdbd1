import { codeProblems } from "../../scripts/docs/check-code";
import { linkProblems } from "../../scripts/docs/check-links";
import { isChecked, longSentences, unclearWords } from "../../scripts/docs/check-prose";
import { pages, readPage } from "../../scripts/docs/markdown";

const checked = pages().filter(isChecked);

describe("README and docs", () => {
  it.each(checked)("%s: each code block is an excerpt of a tried file, parses, or is run by a spec", (page) => {
    expect(codeProblems(page)).toEqual([]);
  });

  it.each(pages())("%s: each link leads to a page and heading, in the package too", (page) => {
    expect(linkProblems(page)).toEqual([]);
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
});
