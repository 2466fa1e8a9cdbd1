import { CustomerEvents } from "../../src/workflows/events";
import { page, table } from "./markdown";
import type { Sources } from "./program";

const FILE = "src/workflows/events.ts";

const CORE = `Core's events stay: \`customer.created\`, \`customer.updated\` and \`customer.deleted\` from workflows, and from the module, one
event for each row, \`customer.customer.*\`, \`customer.customer-address.*\`, \`customer.customer-group.*\` and
\`customer.customer-group-customer.*\` (\`created\`, \`updated\`, \`deleted\`). The module emits nothing for an update that changes
nothing, and nothing for a membership that exists already; nor do batches and upserts. \`updateCustomersWorkflow\` runs core's workflow,
which emits \`customer.updated\` for each customer that it was given, changed or not.

Imports emit \`customer_group.customers_added\`. They emit \`customer.created\` and \`customer.updated\` with their option \`emit_row_events\`
only.`;

/** Every event of the plugin, from `CustomerEventData`. */
export function eventsPage(sources: Sources): string {
  const data = sources.declared(FILE, "CustomerEventData");
  const docs = new Map(data.getProperties().map((one) => [one.name, one]));
  const rows = Object.entries(CustomerEvents)
    .sort(([, one], [, other]) => (one < other ? -1 : 1))
    .map(([constant, name]) => {
      const property = docs.get(name);
      if (!property) {
        throw new Error(`CustomerEventData has no data of ${name}.`);
      }
      const type = sources.print(sources.checker.getTypeOfSymbol(property));
      return [`\`${name}\``, `\`${type}\``, sources.docOf(property), `\`${constant}\``];
    });
  return page(
    "Events",
    "Workflows of the plugin emit these events, after the write, with ids only. `id` is the customer's unless the table says " +
      "otherwise. Import the names and the type of the data: " +
      '`import { CustomerEvents, type CustomerEventData } from "medusa-plugin-customers/workflows"`.',
    table(["event", "data", "meaning", "`CustomerEvents`"], rows),
    "## Events of core",
    CORE,
  );
}
