import ts from "typescript";
import { fence, page } from "./markdown";
import type { Sources } from "./program";
import { WORKFLOWS } from "./workflows-page";

const INTRO = `A hook runs your code inside of a workflow of the plugin, also when a route runs it. \`validate\` runs before the first
write: throw a \`MedusaError\` to refuse. The other hooks run after the writes: when they throw, the workflow restores every row.
Core's hooks (\`customersCreated\`, \`customersUpdated\`, \`customersDeleted\`, \`addressesCreated\`, \`addressesUpdated\`) stay on core's
workflows, which the plugin's run as steps: register them there.`;

const EXAMPLE = `import { MedusaError } from "@medusajs/framework/utils";
import { mergeCustomersWorkflow } from "medusa-plugin-customers/workflows";

mergeCustomersWorkflow.hooks.validate(async ({ preview }) => {
  if (preview.moves.orders > 1_000) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Ask the support before you merge a customer with so many orders.");
  }
});`;

export type HookOf = { workflow: string; hook: string; input: string };

/** The hooks of the exported workflows, from their types. */
export function hooksOf(sources: Sources): HookOf[] {
  return [...sources.exportsOf(WORKFLOWS)]
    .filter(([name]) => name.endsWith("Workflow"))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([workflow, symbol]) => {
      const hooks = sources.typeOf(symbol).aliasTypeArguments?.[2];
      // as: the third argument of a workflow's type is a tuple of its hooks.
      const all = hooks ? sources.checker.getTypeArguments(hooks as ts.TypeReference) : [];
      return all.flatMap(({ aliasTypeArguments: [name, input] = [] }) =>
        name?.isStringLiteral() ? [{ workflow, hook: name.value, input: sources.print(input) }] : [],
      );
    });
}

export function hooksPage(sources: Sources): string {
  const hooks = hooksOf(sources);
  const flows = [...new Set(hooks.map(({ workflow }) => workflow))];
  return page(
    "Hooks",
    INTRO,
    "A file in `src/workflows/hooks` of your store:",
    fence("ts", EXAMPLE),
    ...flows.flatMap((flow) => [
      `## ${flow}`,
      ...hooks
        .filter(({ workflow }) => workflow === flow)
        .map(({ hook, input }) => `\`${hook}\` gets:\n\n${fence("ts", input)}`),
    ]),
  );
}
