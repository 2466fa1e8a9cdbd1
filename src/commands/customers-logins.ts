import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { type KeptLogin, type LoginRename, planLoginRenames } from "../workflows/logins/plan-login-renames";
import { RENAMES_PER_CALL, renameLogins } from "../workflows/logins/rename-logins";
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
  const total = { read: 0, renamed: 0, kept: 0 };
  for (let after: string | null = null, isLast = false; !isLast; isLast = after === null) {
    const plan: Awaited<ReturnType<typeof planLoginRenames>> = await planLoginRenames(container, after);
    const done = isDryRun ? { renamed: plan.renames.length, kept: [] } : await renameAll(container, plan.renames);
    const kept = [...plan.kept, ...done.kept];
    show(kept);
    total.read += plan.read;
    total.renamed += done.renamed;
    total.kept += kept.length;
    after = plan.next;
  }
  const { read, renamed, kept } = total;
  const counts = isDryRun ? { dry_run: true, read, to_rename: renamed, kept } : { read, renamed, kept };
  writeResult(`${JSON.stringify(counts)}\n`);
  if (isDryRun && renamed) {
    process.stderr.write(`Nothing was written. Run customers:logins ${RENAME} to rename ${renamed} logins.\n`);
  }
}

async function renameAll(
  container: MedusaContainer,
  renames: readonly LoginRename[],
): Promise<{ renamed: number; kept: KeptLogin[] }> {
  const all: { renamed: number; kept: KeptLogin[] } = { renamed: 0, kept: [] };
  for (let from = 0; from < renames.length; from += RENAMES_PER_CALL) {
    const done = await renameLogins(container, renames.slice(from, from + RENAMES_PER_CALL));
    all.renamed += done.renamed;
    all.kept.push(...done.kept);
  }
  return all;
}

/** By ids: a terminal's output is often kept. */
function show(kept: readonly KeptLogin[]): void {
  for (const { id, customer_id, reason } of kept) {
    process.stderr.write(`login ${id} of customer ${customer_id} keeps its name: ${reason}\n`);
  }
}
