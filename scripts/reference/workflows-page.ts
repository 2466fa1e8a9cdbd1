import type ts from "typescript";
import * as workflows from "../../src/workflows";
import { anchor, fence, page, table, typesSection } from "./markdown";
import type { NamedTypes } from "./print-type";
import type { Sources } from "./program";

export const WORKFLOWS = "src/workflows/index.ts";

const INTRO = `Import them from \`medusa-plugin-customers/workflows\`. Some have the names of core's: look at the path when your editor
imports one. Each workflow restores the rows that it wrote when a later step fails, also inside of a workflow of yours
(\`runAsStep\`). [hooks.md](hooks.md) lists the hooks, [events.md](events.md) the events.`;

const SECRETS = `Do not run a workflow with secrets as a step of a long-running workflow. Medusa stores the inputs and results of such
steps in the table \`workflow_execution\`. The secrets are the inputs of \`acceptInvitationWorkflow\` (password and token),
\`confirmEmailChangeWorkflow\` and \`approveEmailChangeWorkflow\` (token), and \`confirmVerificationWorkflow\` (code). Merges and batches keep
whole rows for their rollback.`;

/** Every workflow and step that the package exports, from its type and docblock. */
export function workflowsPage(sources: Sources): string {
  const exported = [...sources.exportsOf(WORKFLOWS)].sort(([one], [other]) => (one < other ? -1 : 1));
  const ofKind = (kind: string) => exported.filter(([name]) => name.endsWith(kind));
  const flows = ofKind("Workflow");
  const steps = ofKind("Step");
  const overview = ([name, symbol]: [string, ts.Symbol]) => [
    `[\`${name}\`](${anchor(name)})`,
    firstSentence(sources.docOf(symbol)),
  ];
  const named: NamedTypes = new Map();
  const details = {
    flows: flows.flatMap(([name, symbol]) => entry(sources, { name, symbol, named })),
    steps: steps.flatMap(([name, symbol]) => entry(sources, { name, symbol, named })),
  };
  return page(
    "Workflows and steps",
    INTRO,
    SECRETS,
    "## Workflows",
    table(["workflow", "what it does"], flows.map(overview)),
    "## Steps",
    table(["step", "what it does"], steps.map(overview)),
    "# Workflows in detail",
    ...details.flows,
    "# Steps in detail",
    ...details.steps,
    typesSection(named),
  );
}

type Entry = { name: string; symbol: ts.Symbol; named: NamedTypes };

function entry(sources: Sources, { name, symbol, named }: Entry): string[] {
  const [input, result] = sources.typeOf(symbol).aliasTypeArguments ?? [];
  const returns = sources.tagsOf(symbol, "returns");
  const errors = sources.tagsOf(symbol, "throws");
  return [
    `## ${name}`,
    `Id: \`${idOf(name)}\``,
    sources.docOf(symbol),
    `**Input**\n\n${shown(input && sources.print(input, named))}`,
    `**Result**${returns.length ? `: ${returns.join(" ")}` : ""}\n\n${shown(result && sources.print(result, named))}`,
    errors.length ? `**Errors**: ${errors.join(" ")}` : "",
  ];
}

function shown(type: string | undefined): string {
  return type === undefined || type === "unknown" || type === "undefined" || type === "void"
    ? "None."
    : fence("ts", type);
}

function idOf(name: string): string {
  // as: each workflow and step is exported with its id under this name.
  const id = (workflows as unknown as Record<string, unknown>)[`${name}Id`];
  if (typeof id !== "string") {
    throw new Error(`src/workflows/index.ts exports no ${name}Id.`);
  }
  return id;
}

export function firstSentence(text: string): string {
  return text.split(/\n\n|(?<=[.:]) (?=[A-Z])/)[0];
}
