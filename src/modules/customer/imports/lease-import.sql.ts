import { randomUUID } from "node:crypto";
import { queryRows, type Transaction } from "../database/transaction";
import { deleteStagedRows } from "./delete-staged-rows.sql";
import {
  type CustomerImport,
  IMPORT_COLUMNS_SQL,
  IMPORT_LEASE_IS_LIVE,
  IMPORT_OPEN,
  MAX_IMPORT_ATTEMPTS,
  MAX_RUNNING_IMPORTS,
  type RunningImport,
} from "./import-row.sql";
import { lockImports } from "./lock-imports.sql";

const DIED = `
  The process that worked on the import ended before it was done, ${MAX_IMPORT_ATTEMPTS} times in a row. What was stored
  until then stays. Look at the memory and the log of the server, then import the file again: rows that are stored already
  stay as they are.`
  .trim()
  .replace(/\s+/g, " ");

/**
 * A file that was being read is read again from its beginning; one that is being stored goes on behind the last line that is. Index: the
 * primary key; IDX_customer_import_open for the number of those that run.
 */
const CLAIM = `
  update customer_import set
    started_at = case when state = 'importing' then started_at else clock_timestamp() end,
    state = case when state = 'uploaded' then 'validating' else state end,
    run_id = ?, attempts = attempts + 1, error = null, retry_at = null,
    heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = ? and ${IMPORT_OPEN} and attempts < ${MAX_IMPORT_ATTEMPTS}
    and (state <> 'uploaded' or expires_at > clock_timestamp())
    and (
      select count(*) from customer_import running
      where running.state in ('uploaded', 'validating', 'importing') and ${IMPORT_LEASE_IS_LIVE}
    ) < ${MAX_RUNNING_IMPORTS}
  returning ${IMPORT_COLUMNS_SQL}, run_id
`;

/** The reason is that of the last attempt, if it left one. Index: the primary key. */
const GIVE_UP = `
  update customer_import set
    state = 'failed', error = coalesce(error, ?), run_id = null, completed_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = ? and ${IMPORT_OPEN} and attempts >= ${MAX_IMPORT_ATTEMPTS}
  returning ${IMPORT_COLUMNS_SQL}
`;

/** `given_up`: its processes died, or its file could not be read, too often. `left`: another process works on it, it is done, or too many run. */
export type LeasedImport =
  | { outcome: "leased"; import: RunningImport }
  | { outcome: "given_up"; import: CustomerImport }
  | { outcome: "not_available" };

/** Gives an import to the caller alone. A lock keeps the number of running imports within its bound. */
export async function leaseImport(transaction: Transaction, id: string): Promise<LeasedImport> {
  await lockImports(transaction);
  const [claimed] = await queryRows<RunningImport>(transaction, CLAIM, [randomUUID(), id]);
  if (claimed) {
    return { outcome: "leased", import: claimed };
  }
  const [givenUp] = await queryRows<CustomerImport>(transaction, GIVE_UP, [DIED, id]);
  if (!givenUp) {
    return { outcome: "not_available" };
  }
  await deleteStagedRows(transaction, [id]);
  return { outcome: "given_up", import: givenUp };
}
