import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunByStart } from "../docs/check-code";
import { type CodeBlock, codeBlocks, pages } from "../docs/markdown";
import { SetupError } from "../setup-error";
import { runShell } from "./run-shell";

/** Its first block sets `$STORE` and `$TOKEN` for all guides. */
const FIRST = "docs/first-hour.md";

type Step = { block: CodeBlock; answer: CodeBlock | undefined };

/** Runs the commands of the guides in docs as a reader pastes them, and compares each answer that a guide shows. */
export async function runGuides(origin: string): Promise<void> {
  const guides = pages().map((page) => ({ page, steps: stepsOf(page) }));
  const setup = stepsOf(FIRST)[0];
  const byFirst = guides.filter(({ steps }) => steps.length > 0).sort((one) => (one.page === FIRST ? -1 : 1));
  for (const { page, steps } of byFirst) {
    await runGuide(page, page === FIRST ? steps : [setup, ...steps], origin);
    console.log(`  works: ${page}`);
  }
}

function stepsOf(page: string): Step[] {
  const blocks = codeBlocks(page);
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    return isRunByStart(block) ? [{ block, answer: next?.language === "json" ? next : undefined }] : [];
  });
}

async function runGuide(page: string, steps: Step[], origin: string): Promise<void> {
  const separator = "=== next block ===";
  const script = steps.map(({ block }) => block.code).join(`\necho; echo '${separator}'\n`);
  const output = await inFolder((folder) => runShell(script.replaceAll("http://localhost:9000", origin), folder));
  const answers = output.split(separator);
  for (const [index, { block, answer }] of steps.entries()) {
    const text = answers[index]?.trim() ?? "";
    const difference = answer && differenceOf(parse(text), JSON.parse(answer.code), "answer");
    if (difference !== undefined) {
      throw new SetupError(`${page}:${block.line}: ${difference}\n${block.code}\nanswers:\n${text}`);
    }
  }
}

/** A folder for the files that a guide writes. */
async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "customers-guide-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The answer, or the last line of the output when a block has several. */
function parse(text: string): unknown {
  for (const candidate of [text, text.split("\n").at(-1) ?? ""]) {
    try {
      return JSON.parse(candidate);
    } catch {}
  }
  return undefined;
}

/** What of the shown answer is not in the real one, which may have more. `...` in a text stands for any text. */
export function differenceOf(real: unknown, shown: unknown, path: string): string | undefined {
  if (typeof shown === "string" && shown.includes("...")) {
    const [begin, ...rest] = shown.split("...");
    const fits = typeof real === "string" && real.startsWith(begin) && real.endsWith(rest.at(-1) ?? "");
    return fits ? undefined : `${path} is ${JSON.stringify(real)}, not ${shown}`;
  }
  if (typeof shown !== "object" || shown === null) {
    return real === shown ? undefined : `${path} is ${JSON.stringify(real)}, not ${JSON.stringify(shown)}`;
  }
  if (typeof real !== "object" || real === null) {
    return `${path} is ${JSON.stringify(real)}`;
  }
  return Object.entries(shown)
    .map(([key, value]) => differenceOf(Reflect.get(real, key), value, `${path}.${key}`))
    .find((difference) => difference !== undefined);
}
