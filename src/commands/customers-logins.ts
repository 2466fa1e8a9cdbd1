import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { type LoginLeft, type LoginRename, planLoginRenames } from "../workflows/login/plan-login-renames";
import { RENAMES_AT_ONCE, renameLogins } from "../workflows/login/rename-logins";
import { keepStdoutForResult, writeResult } from "./result-output";

keepStdoutForResult();

/** Not "--rename": the command line of `medusa exec` swallows it. */
const RENAME = "rename";

const USAGE = `Usage: customers:logins [${RENAME}]. Without "${RENAME}" nothing is written.`;

/**
 * `customers:logins`, to be run by `medusa exec`: names the emailpass logins of customers by their email in the store's
 * spelling, where the new name is free. It says first what it would do; with the argument `rename` it does so. What it cannot
 * rename goes to stderr, by ids; the counts go to stdout as JSON. It can be ended and run again at any time.
 */
export default async function customersLogins({ container, args }: ExecArgs): Promise<void> {
  const [mode, ...more] = args;
  if ((mode !== undefined && mode !== RENAME) || more.length) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, USAGE);
  }
  const isDryRun = mode !== RENAME;
  const total = { read: 0, renamed: 0, left: 0 };
  for (let after: string | null = null, isLast = false; !isLast; isLast = after === null) {
    const plan: Awaited<ReturnType<typeof planLoginRenames>> = await planLoginRenames(container, after);
    const done = isDryRun ? { renamed: plan.renames.length, left: [] } : await renameAll(container, plan.renames);
    const left = [...plan.left, ...done.left];
    show(left);
    total.read += plan.read;
    total.renamed += done.renamed;
    total.left += left.length;
    after = plan.next;
  }
  const { read, renamed, left } = total;
  const counts = isDryRun ? { dry_run: true, read, to_rename: renamed, left } : { read, renamed, left };
  writeResult(`${JSON.stringify(counts)}\n`);
  if (isDryRun && renamed) {
    process.stderr.write(`Nothing was written. Run customers:logins ${RENAME} to rename ${renamed} logins.\n`);
  }
}

async function renameAll(
  container: MedusaContainer,
  renames: readonly LoginRename[],
): Promise<{ renamed: number; left: LoginLeft[] }> {
  const all: { renamed: number; left: LoginLeft[] } = { renamed: 0, left: [] };
  for (let from = 0; from < renames.length; from += RENAMES_AT_ONCE) {
    const done = await renameLogins(container, renames.slice(from, from + RENAMES_AT_ONCE));
    all.renamed += done.renamed;
    all.left.push(...done.left);
  }
  return all;
}

/** By ids: a terminal's output is often kept. */
function show(left: readonly LoginLeft[]): void {
  for (const { id, customer_id, reason } of left) {
    process.stderr.write(`login ${id} of customer ${customer_id} keeps its name: ${reason}\n`);
  }
}
