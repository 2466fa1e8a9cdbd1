import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { keepStdoutForResult, writeResult } from "../shared/result-output";
import { type LoginRename, planLoginRenames, type SkippedLogin } from "../workflows/logins/plan-login-renames";
import { RENAMES_PER_CALL, renameLogins } from "../workflows/logins/rename-logins";
import { usageOf } from "./help";

keepStdoutForResult();

const RENAME = "rename";

/**
 * Renames emailpass logins of customers to the email in the store's spelling (`npx medusa-plugin-customers logins`).
 *
 * Without the argument `rename` it writes nothing, and only counts. It skips a login whose new name is taken, and writes
 * its ids to stderr. The counts go to stdout as JSON. It can be stopped and run again at any time.
 */
export default async function customersLogins({ container, args }: ExecArgs): Promise<void> {
  const [mode, ...more] = args;
  if ((mode !== undefined && mode !== RENAME) || more.length) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, usageOf("logins"));
  }
  const isDryRun = mode !== RENAME;
  const total = { read: 0, renamed: 0, skipped: 0 };
  for (let after: string | null = null, isLast = false; !isLast; isLast = after === null) {
    const plan: Awaited<ReturnType<typeof planLoginRenames>> = await planLoginRenames(container, after);
    const done = isDryRun ? { renamed: plan.renames.length, skipped: [] } : await renameAll(container, plan.renames);
    const skipped = [...plan.skipped, ...done.skipped];
    show(skipped);
    total.read += plan.read;
    total.renamed += done.renamed;
    total.skipped += skipped.length;
    after = plan.next;
  }
  const { read, renamed, skipped } = total;
  const counts = isDryRun ? { dry_run: true, read, to_rename: renamed, skipped } : { read, renamed, skipped };
  writeResult(`${JSON.stringify(counts)}\n`);
  if (isDryRun && renamed) {
    process.stderr.write(`Nothing was written. Run the command with "${RENAME}" to rename ${renamed} logins.\n`);
  }
}

async function renameAll(
  container: MedusaContainer,
  renames: readonly LoginRename[],
): Promise<{ renamed: number; skipped: SkippedLogin[] }> {
  const all: { renamed: number; skipped: SkippedLogin[] } = { renamed: 0, skipped: [] };
  for (let from = 0; from < renames.length; from += RENAMES_PER_CALL) {
    const done = await renameLogins(container, renames.slice(from, from + RENAMES_PER_CALL));
    all.renamed += done.renamed;
    all.skipped.push(...done.skipped);
  }
  return all;
}

/** Names no emails: the output of a terminal is often stored. */
function show(skipped: readonly SkippedLogin[]): void {
  for (const { id, customer_id, reason } of skipped) {
    process.stderr.write(`login ${id} of customer ${customer_id} keeps its name: ${reason}\n`);
  }
}
