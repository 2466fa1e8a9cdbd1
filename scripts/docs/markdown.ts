/** Reads the parts of a Markdown page that the checks of the documentation look at. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

export type CodeBlock = {
  page: string;
  /** The line on which the block begins, from 1. */
  line: number;
  language: string;
  code: string;
  /** From a comment before the block, `<!-- tried in FILE -->`: the spec that runs these commands. */
  triedIn: string | undefined;
};

export type Link = { page: string; line: number; target: string };

/** README.md, SECURITY.md and every page in docs, as paths from the root. */
export function pages(): string[] {
  const docs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => relative(ROOT, join(ROOT, "docs", path)));
  return ["README.md", "SECURITY.md", ...docs.sort()];
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

export function codeBlocks(page: string): CodeBlock[] {
  const lines = readPage(page).split("\n");
  const blocks: CodeBlock[] = [];
  for (let index = 0; index < lines.length; index++) {
    const opening = /^(\s*)```(\w*)/.exec(lines[index]);
    if (!opening) {
      continue;
    }
    const [, indent, language] = opening;
    const end = lines.findIndex((line, place) => place > index && line.trim() === "```");
    const before = lines.slice(0, index).findLast((line) => line.trim() !== "");
    blocks.push({
      page,
      line: index + 1,
      language,
      code: lines
        .slice(index + 1, end)
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
        .join("\n"),
      triedIn: /^\s*<!-- tried in (\S+) -->$/.exec(before ?? "")?.[1],
    });
    index = end;
  }
  return blocks;
}

/** The lines of a page, empty ones in place of code blocks and comments: the numbers of the lines stay. */
export function withoutCode(page: string): string[] {
  const blank = (text: string) => text.replace(/[^\n]/g, "");
  return readPage(page)
    .replace(/^(\s*)```.*?^\s*```$/gms, blank)
    .replace(/<!--.*?-->/gs, blank)
    .split("\n");
}

export function links(page: string): Link[] {
  return withoutCode(page).flatMap((line, index) =>
    [...line.replace(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => ({
      page,
      line: index + 1,
      target,
    })),
  );
}

/** Files and folders of the repository that a page names in inline code. Names with a placeholder are left out. */
export function namedPaths(page: string): Link[] {
  return withoutCode(page).flatMap((line, index) =>
    [...line.matchAll(/`([^`\s]+)`/g)]
      .map(([, target]) => target.replace(/[:#].*$/, ""))
      .filter(
        (target) =>
          /^(src|integration-tests|scripts|bench|docs|examples)\//.test(target) &&
          !/[<>*{$]|\.\.\.|\/\.medusa\b/.test(target),
      )
      .map((target) => ({ page, line: index + 1, target })),
  );
}

/** The anchors of a page: those that GitHub gives to headings, and those that it sets itself (`<a id="...">`). */
export function anchors(page: string): string[] {
  const seen = new Map<string, number>();
  const lines = withoutCode(page);
  const set = lines.flatMap((line) => [...line.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
  const ofHeadings = lines
    .map((line) => /^#{1,6} (.*)$/.exec(line)?.[1])
    .filter((heading) => heading !== undefined)
    .map((heading) => {
      const anchor = slugOf(heading);
      const count = seen.get(anchor) ?? 0;
      seen.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    });
  return [...set, ...ofHeadings];
}

function slugOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

export type Sentence = { page: string; line: number; text: string; words: number };

/** Every sentence of paragraphs, items of lists and cells of tables; inline code counts as one word. */
export function sentences(page: string): Sentence[] {
  return blocksOfText(withoutCode(page)).flatMap(({ line, text }) =>
    plain(text)
      .split(/(?<=[.!?])["”)]*\s+(?=\p{Lu}|CODE|\d)/u)
      .map((sentence) => sentence.trim())
      .filter((sentence) => /\p{L}/u.test(sentence))
      .map((sentence) => ({
        page,
        line,
        text: sentence,
        words: sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
      })),
  );
}

function blocksOfText(lines: string[]): { line: number; text: string }[] {
  const blocks: { line: number; text: string }[] = [];
  let open: { line: number; text: string } | undefined;
  for (const [index, line] of lines.entries()) {
    if (/^\s*\|/.test(line)) {
      open = undefined;
      const cells = line.split(/(?<!\\)\|/).map((text) => ({ line: index + 1, text }));
      blocks.push(...cells.filter(({ text }) => !/^[\s:-]*$/.test(text)));
    } else if (line.trim() === "" || /^#/.test(line)) {
      open = undefined;
    } else if (open === undefined || /^\s*([-*]|\d+\.) /.test(line)) {
      open = { line: index + 1, text: line };
      blocks.push(open);
    } else {
      open.text += ` ${line.trim()}`;
    }
  }
  return blocks;
}

function plain(text: string): string {
  return text
    .replace(/^\s*([-*>]|\d+\.) /, "")
    .replace(/`+[^`]+`+/g, "CODE")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*?|__/g, "");
}
