import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { exportCustomersWorkflow } from "medusa-plugin-customers/workflows";

/** Returns the export as soon as it is stored; the file is written in the background. */
export async function exportAccounts(container: MedusaContainer) {
  const { result } = await exportCustomersWorkflow(container).run({
    input: { format: "jsonl", filters: { has_account: true } },
  });
  return result;
}

/** Reads the text itself. */
export async function visitEmails(container: MedusaContainer, visit: (text: string) => void) {
  const customers = container.resolve(Modules.CUSTOMER);
  for await (const { text } of await customers.exports.stream({ columns: ["email"] })) {
    visit(text);
  }
}
