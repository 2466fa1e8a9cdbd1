import type { ExecArgs } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import {
  countLosses,
  dropAdditions,
  findAdditions,
  findUnfinishedWork,
  isEmpty,
} from "../modules/customer/database/uninstall.sql";
import { keepStdoutForResult, writeResult } from "../shared/result-output";
import { usageOf } from "./help";

keepStdoutForResult();

const DROP = "drop";
const FORCE = "force";

const WHAT_IS_LOST =
  "Lost with it: invitations and changes of email, pending ones included; which customer was merged into which; the history " +
  "and the errors of imports and exports; customers' external ids. Files of imports and exports stay in the file storage: " +
  "delete them first. Customers, addresses, groups and memberships stay. Stop the store's servers and workers, keep a backup.";

/**
 * Drops the plugin's additions to the database, so that core's schema remains (`npx medusa-plugin-customers uninstall`).
 *
 * Without the argument `drop` it writes nothing. It prints, as JSON on stdout, the objects to drop and the data that is
 * lost. With `drop` it drops them in one transaction. It drops the plugin's objects only, and is idempotent. It refuses while
 * merges, imports or confirmed changes of email have not ended, which only a server with the plugin can complete, unless
 * `force` follows. It works on an older or partly migrated schema too: what is not there is neither dropped nor counted.
 */
export default async function customersUninstall({ container, args }: ExecArgs): Promise<void> {
  const [mode, strength, ...more] = args;
  if ((mode !== undefined && mode !== DROP) || (strength !== undefined && strength !== FORCE) || more.length) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, usageOf("uninstall"));
  }
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const isDryRun = mode !== DROP;
  const found = await findAdditions(connection);
  const lost = await countLosses(connection, found);
  const unfinished = await findUnfinishedWork(connection);
  const dropped = isDryRun ? found : await dropAdditions(connection, { force: strength === FORCE });
  writeResult(`${JSON.stringify({ ...(isDryRun && { dry_run: true }), ...dropped, lost, unfinished })}\n`);
  if (isEmpty(found)) {
    process.stderr.write("Nothing of medusa-plugin-customers is in this database.\n");
  } else if (isDryRun) {
    process.stderr.write(`${WHAT_IS_LOST}\nNothing was dropped. Run the command with "${DROP}" to drop all of it.\n`);
  }
}
