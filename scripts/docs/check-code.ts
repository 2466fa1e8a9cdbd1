/** Checks that the code of the documentation is code that a spec or the type check has tried. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type CodeBlock, codeBlocks, ROOT, readPage } from "./markdown";

const place = ({ page, line }: CodeBlock) => `${page}:${line}`;

/** The file that a block of TypeScript names in its first line, `// examples/...`. */
export function excerptOf({ code }: CodeBlock): string | undefined {
  return /^\/\/ ((?:examples|src|integration-tests)\/\S+\.tsx?)$/.exec(code.split("\n")[0])?.[1];
}

/** These pages are generated, and specs of their own compare them with the code. */
const IS_REFERENCE = /^docs\/reference\//;

/** What is wrong with the blocks of TypeScript, JSON and shell commands of a page. */
export function codeProblems(page: string): string[] {
  if (IS_REFERENCE.test(page)) {
    return [];
  }
  return codeBlocks(page).flatMap((block) => {
    switch (block.language) {
      case "ts":
        return typescriptProblems(block);
      case "json":
        return jsonProblems(block);
      case "bash":
        return commandProblems(block);
      case "":
      case "sh":
      case "js":
        return [`${place(block)}: a code block says its language: ts, json, bash, or text for what cannot be run`];
      default:
        return [];
    }
  });
}

/** An excerpt equals its file, but for the indentation and for what a line `// ...` stands for. Other code parses. */
function typescriptProblems(block: CodeBlock): string[] {
  const file = excerptOf(block);
  if (file === undefined) {
    const { diagnostics } = ts.transpileModule(block.code, { reportDiagnostics: true });
    return (diagnostics ?? []).map(
      ({ messageText }) => `${place(block)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  }
  if (!existsSync(join(ROOT, file))) {
    return [`${place(block)}: there is no ${file}`];
  }
  const source = trimmedLines(readFileSync(join(ROOT, file), "utf8"));
  const parts = trimmedLines(block.code.split("\n").slice(1).join("\n")).split("\n// ...\n");
  return parts
    .filter((part) => !`\n${source}\n`.includes(`\n${part.trim()}\n`))
    .map((part) => `${place(block)}: is no excerpt of ${file}:\n${part}`);
}

function trimmedLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
}

function jsonProblems(block: CodeBlock): string[] {
  try {
    JSON.parse(block.code);
    return [];
  } catch (error) {
    return [`${place(block)}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Commands are run by `npm start -- --check --guides`, on pages with `$STORE`, or by the spec that a comment names. */
function commandProblems(block: CodeBlock): string[] {
  if (block.triedIn === undefined) {
    return isRunByStart(block) ? [] : [`${place(block)}: nothing runs this; name a spec: <!-- tried in FILE -->`];
  }
  if (!existsSync(join(ROOT, block.triedIn))) {
    return [`${place(block)}: there is no ${block.triedIn}`];
  }
  const spec = readFileSync(join(ROOT, block.triedIn), "utf8");
  return wordsToFind(block.code)
    .filter((forms) => !forms.some((form) => spec.includes(form)))
    .map(([word]) => `${place(block)}: ${block.triedIn} does not run ${word}`);
}

/** Whether `npm start -- --check --guides` runs a block: see `run-guides.ts`. */
export function isRunByStart({ language, triedIn, page }: CodeBlock): boolean {
  const isGuide = page.startsWith("docs/") && !IS_REFERENCE.test(page) && readPage(page).includes("$STORE");
  return isGuide && language === "bash" && triedIn === undefined;
}

/** What a spec has to name when it runs these commands, of the plugin, of Medusa and of npm: one of the forms of each. */
function wordsToFind(code: string): string[][] {
  const commands = code.matchAll(
    /npx medusa-plugin-customers (\w+)|medusa (db:migrate)|npm (pack|install|start|test|run \S+)/g,
  );
  return [...commands].map(([, command, medusa, npm]) =>
    command ? [`customers-${command}`, `command("${command}"`] : [medusa ?? npm.replace(/^run /, "")],
  );
}
