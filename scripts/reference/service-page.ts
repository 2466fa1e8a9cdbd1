import ts from "typescript";
import { fence, page, table, typesSection } from "./markdown";
import type { NamedTypes } from "./print-type";
import type { Sources } from "./program";

const ADDITIONS = "src/medusa/customer-types.ts";
const SERVICE = "src/modules/customer/service.ts";
export const EXAMPLES = "integration-tests/reference/service-examples.ts";

const INTRO = `The plugin is the store's customer module. Resolve it as core's:

${fence(
  "ts",
  `import { Modules } from "@medusajs/framework/utils";

const customers = container.resolve(Modules.CUSTOMER);
const customer = await customers.createCustomers({ email: "ada@example.com", first_name: "Ada" });`,
)}

TypeScript knows the methods of this page on \`customers\`, without a cast, as soon as a file of the project imports
\`medusa-plugin-customers\` (\`medusa-config.ts\` does).

Every method takes Medusa's \`sharedContext\` as an optional last argument: it then runs in the transaction of the caller, and its
events wait for the caller. A workflow's container fills it in for the methods of the contract. In a step of your own, pass
\`{ eventGroupId }\` to the methods of a feature, so that their events wait for the end of the workflow:

${fence(
  "ts",
  `createStep("rename", async (updates: { id: string; first_name: string }[], { container, eventGroupId }) => {
  await container.resolve(Modules.CUSTOMER).batches.updateEach(updates, { eventGroupId });
});`,
)}

Use the [workflows](workflows.md) where there is one: they check, lock and emit what a method alone does not.

Errors are \`MedusaError\`s; match on \`type\` and \`code\`, not on the message.`;

const CONTRACT = `All methods of \`ICustomerModuleService\`, with the arguments, results and events of
[Medusa's reference](https://docs.medusajs.com/resources/references/customer). This table says what they do here.`;

const OTHER_METHODS = `Core's module also has methods for memberships that its contract does not name:
\`create-\`, \`update-\`, \`delete-\`, \`softDelete-\`, \`restore-\` and \`listAndCountCustomerGroupCustomers\`. Here they keep one membership
for each customer and group.

These differ from core on purpose:

- A delete or a restore by a filter without a condition (\`{}\`, \`{ $or: [] }\`, \`{ email: undefined }\`) is refused. Core applies it to
  every row.
- The name of a group has at most 500 characters, an email at most 320.
- A text that is not an email is refused ([emails.md](../emails.md)). Core's service takes any text.
- \`q\` with a word of one or two letters finds words that begin with it. From three letters on it finds them anywhere
  ([lists-and-search.md](../lists-and-search.md)).
- A page by cursor and a page of email collisions have at most 1,000 rows.`;

export type PublicMethod = { name: string; symbol: ts.Symbol };

/** The public methods, those of features with the name of the feature in front. */
export function publicMethods(sources: Sources): PublicMethod[] {
  const additions = sources.declared(ADDITIONS, "CustomerModuleAdditions");
  const methods = additions.getProperties().flatMap((property): PublicMethod[] => {
    const type = sources.checker.getTypeOfSymbol(property);
    return type.getCallSignatures().length
      ? [{ name: property.name, symbol: property }]
      : type.getProperties().map((symbol) => ({ name: `${property.name}.${symbol.name}`, symbol }));
  });
  return methods.sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function servicePage(sources: Sources): string {
  const named: NamedTypes = new Map();
  const examples = examplesOf();
  const entries = publicMethods(sources).flatMap((method) => entry(sources, { method, named, examples }));
  return page(
    "The service",
    INTRO,
    "# Core's contract",
    CONTRACT,
    table(["method", "here"], contractRows(sources)),
    OTHER_METHODS,
    "# Methods of the plugin",
    ...entries,
    typesSection(named),
    "# Entries of the package",
    table(["import from", "what", "meaning"], entryRows(sources)),
  );
}

const ENTRIES = {
  "medusa-plugin-customers": "src/index.ts",
  "medusa-plugin-customers/search-index": "src/search-index.ts",
};

/** What a store imports, besides workflows and the types of routes. */
function entryRows(sources: Sources): string[][] {
  const rows = Object.entries(ENTRIES).flatMap(([entry, file]) =>
    [...sources.exportsOf(file)].map(([name, symbol]) => [
      `\`${entry}\``,
      `${symbol.valueDeclaration ? "" : "type "}\`${name}\``,
      sources.docOf(symbol).split("\n\n")[0],
    ]),
  );
  return [
    ...rows,
    ["`medusa-plugin-customers/workflows`", "", "[Workflows and steps](workflows.md), [events](events.md)."],
    [
      "`medusa-plugin-customers/types`",
      "types only",
      "Requests and answers of the [routes](routes.md), for storefronts and dashboards.",
    ],
    ["`medusa-plugin-customers/modules/customer`", "", "The module, for `resolve` in `medusa-config.ts`."],
  ];
}

type Entry = { method: PublicMethod; named: NamedTypes; examples: ReadonlyMap<string, string> };

function entry(sources: Sources, { method: { name, symbol }, named, examples }: Entry): string[] {
  const doc = sources.docOf(symbol);
  const example = examples.get(name);
  if (!doc || !example) {
    throw new Error(`${name} needs ${doc ? `an example in ${EXAMPLES}` : "a docblock"}.`);
  }
  const [signature] = sources.checker.getTypeOfSymbol(symbol).getCallSignatures();
  const all = signature.getParameters().filter((one) => !/^(sharedC|c)ontext$/.test(one.name));
  const rows = all.map((one) => argument(sources, one, named));
  const result = sources.print(
    sources.checker.getAwaitedType(signature.getReturnType()) ?? signature.getReturnType(),
    named,
  );
  const errors = sources.tagsOf(symbol, "throws");
  const returns = sources.tagsOf(symbol, "returns");
  const docs = sources.tagsOf(symbol, "param");
  return [
    `## ${name}`,
    doc,
    `**Arguments**\n\n${rows.length ? fence("ts", rows.join("\n")) : "None."}`,
    docs.length ? docs.join(" ") : "",
    `**Result**${returns.length ? `: ${returns.join(" ")}` : ""}\n\n${result === "void" ? "None." : fence("ts", result)}`,
    errors.length ? `**Errors**: ${errors.join(" ")}` : "",
    `**Example**\n\n${fence("ts", example)}`,
  ];
}

function argument(sources: Sources, parameter: ts.Symbol, named: NamedTypes): string {
  const declaration = parameter.valueDeclaration;
  const isOptional =
    declaration && ts.isParameter(declaration) && Boolean(declaration.questionToken || declaration.initializer);
  const name = /^\w+$/.test(parameter.name) && !parameter.name.startsWith("__") ? parameter.name : "request";
  const type = sources.print(sources.checker.getTypeOfSymbol(parameter), named);
  return `${name}${isOptional ? "?" : ""}: ${type}`;
}

/** Every method of the contract; what it does here where its docblock in the service says more than core's name. */
function contractRows(sources: Sources): string[][] {
  const service = sources.exportsOf(SERVICE).get("default");
  const own = service ? sources.checker.getDeclaredTypeOfSymbol(service) : undefined;
  const additions = new Set(
    sources
      .declared(ADDITIONS, "CustomerModuleAdditions")
      .getProperties()
      .map((one) => one.name),
  );
  const { file } = contractFile(sources);
  const contract = sources.checker.getDeclaredTypeOfSymbol(file);
  return contract
    .getProperties()
    .map(({ name }) => name)
    .filter((name) => !additions.has(name) && !name.startsWith("__"))
    .sort()
    .map((name) => {
      const symbol = own?.getProperty(name);
      const isOwn = symbol?.declarations?.some((one) => one.getSourceFile().fileName.endsWith(SERVICE));
      // Without a docblock of its own a method has core's, which says no more than its name.
      const doc =
        symbol && isOwn
          ? sources
              .docOf(symbol)
              .replace(/\n+/g, " ")
              .replace(/This method [^.]*\.\s*/g, "")
          : "";
      const errors = symbol && isOwn ? sources.tagsOf(symbol, "throws").map((text) => `Throws ${text}`) : [];
      return [`\`${name}\``, [doc, ...errors].filter(Boolean).join(" ") || "As core's."];
    });
}

function contractFile(sources: Sources): { file: ts.Symbol } {
  const types = sources.program
    .getSourceFiles()
    .find(({ fileName }) => /@medusajs\/types\/dist\/customer\/service\.d\.ts$/.test(fileName));
  const symbol = types && sources.checker.getSymbolAtLocation(types);
  const file =
    symbol && sources.checker.getExportsOfModule(symbol).find(({ name }) => name === "ICustomerModuleService");
  if (!file) {
    throw new Error("Medusa's types have no ICustomerModuleService.");
  }
  return { file };
}

/** The bodies of the examples, which a spec runs. */
function examplesOf(): Map<string, string> {
  const text = ts.sys.readFile(EXAMPLES) ?? "";
  const file = ts.createSourceFile(EXAMPLES, text, ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isMethodDeclaration(node) && (ts.isStringLiteral(node.name) || ts.isIdentifier(node.name)) && node.body) {
      found.set(node.name.text, bodyOf(node.body));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function bodyOf(body: ts.Block): string {
  const lines = body.getText().slice(1, -1).split("\n").slice(1, -1);
  const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S/)));
  return (
    lines
      .map((line) => line.slice(indent))
      // What the spec wants returned is the last expression of the example.
      .map((line) => line.replace(/^return (?=await |customers\b)/, ""))
      .filter((line) => !/^return /.test(line))
      .join("\n")
  );
}
