import { z } from "@medusajs/framework/zod";
import ts from "typescript";
import { optionsSchema } from "../../src/modules/customer/options";
import { fence, page, table } from "./markdown";
import type { Sources } from "./program";
import { unwrapped } from "./text";

const EXAMPLE = `import { defineConfig } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

module.exports = withCustomers(defineConfig({ projectConfig: { databaseUrl: process.env.DATABASE_URL } }), {
  email_normalization: "lowercase_domain",
  invitation_ttl_hours: 72,
});`;

const WRITTEN_OUT = `const options = { email_normalization: "lowercase_domain", invitation_ttl_hours: 72 };

module.exports = defineConfig({
  projectConfig: { databaseUrl: process.env.DATABASE_URL },
  plugins: [{ resolve: "medusa-plugin-customers", options }],
  modules: [{ resolve: "medusa-plugin-customers/modules/customer", options }],
});`;

type Property = {
  enum?: string[];
  type?: string;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  default?: unknown;
};

/** Every option with its range and default, from the schema that the boot parses them with. */
export function optionsPage(sources: Sources): string {
  // as: the schema of an object has properties.
  const { properties } = z.toJSONSchema(optionsSchema, { io: "input" }) as { properties: Record<string, Property> };
  const docs = docblocks(sources);
  const rows = Object.entries(properties).map(([name, property]) => {
    const doc = docs.get(name);
    if (!doc) {
      throw new Error(`The option ${name} has no docblock.`);
    }
    return [`\`${name}\``, range(property), `\`${JSON.stringify(property.default)}\``, doc];
  });
  return page(
    "Options",
    "`withCustomers(config, options)` in `medusa-config.ts` takes the options. All of them may be left out.",
    fence("ts", EXAMPLE),
    table(["option", "values", "default", "meaning"], rows),
    "A wrong option stops the boot. The message names the option and the allowed values; it never repeats a value.",
    "## Written out",
    "Without `withCustomers`, both entries need the options: Medusa passes them to the module and to the plugin separately. " +
      "Two entries with different options stop the boot.",
    fence("ts", WRITTEN_OUT),
  );
}

function range({ enum: values, type, minimum, maximum, maxItems }: Property): string {
  if (values) {
    return values.map((value) => `\`"${value}"\``).join(", ");
  }
  const number = (value: number | undefined) => value?.toLocaleString("en-US");
  return type === "array" ? `up to ${maxItems} texts` : `${number(minimum)} to ${number(maximum)}`;
}

/** The docblocks of the properties of the schema. */
function docblocks(sources: Sources): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      const text = node.getFullText().match(/\/\*\*([\s\S]*?)\*\//)?.[1];
      if (text) {
        found.set(node.name.text, unwrapped(text.replace(/^\s*\* ?/gm, "")));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(sources.file("src/modules/customer/options.ts"));
  return found;
}
