import type { GroupCustomerPair } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { isUniqueViolation } from "../../database/map-database-error";
import { withSavepoint } from "../../database/savepoint";
import { queryRows, type Transaction } from "../../database/transaction";
import { type AddedMembership, addMemberships } from "../../groups/add-memberships.sql";
import { inviteCustomers } from "../../invitations/invite-customers.sql";
import { countApplied, readRun } from "../import-progress.sql";
import type { ImportOutcomes, ImportRun, RunningImport } from "../import-row.sql";
import { lockImportBatch } from "../lock-imports.sql";
import { rejectRows } from "../staging/reject-rows.sql";
import { warnRows } from "../staging/warn-rows.sql";
import { analyzeTables, isTimeToAnalyze } from "./analyze-tables.sql";
import { refusalOf } from "./explain-rejection";
import { planRows, resetPlanner } from "./match-rows.sql";
import { type ImportPlan, type KnownRow, makePlan, type NewRow, type RowProblem } from "./sort-rows";
import { changingRows, insertAddresses, storeAddresses } from "./store-addresses.sql";
import { insertImported, lockTargets, updateImported } from "./store-customers.sql";
import { findOrCreateGroups } from "./store-groups.sql";

/** Ids of the rows that a batch wrote, by what happened to them. */
export type WrittenRows = {
  customers: { created: string[]; updated: string[] };
  addresses: { created: string[]; updated: string[] };
  groups: { created: string[] };
  memberships: { created: string[]; pairs: GroupCustomerPair[] };
};

/** Lines of the file, from the first to the last. */
export type ImportedLines = { first: number; last: number };

/** What a batch did. `rows`: how many of the file's; none when no row waits. */
export type AppliedBatch = { rows: number; lines: ImportedLines; written: WrittenRows; limit: number };

/**
 * Rows a batch: a transaction of a fifth of a second, so that others wait for its locks no longer. Memory depends on it too:
 * of an import of 200,000 rows, batches of 5,000 left 70 MB more of PostgreSQL's answers to V8's slow garbage collection.
 * A million rows took 1.4 times as long as psql in batches of 5,000, and 1.7 times in these.
 */
export const BATCH_ROWS = 1_000;

/**
 * Rows that are compared at once where nothing is locked: when an import is checked, and behind a batch of which nearly all rows
 * were stored already. Planning the statements costs a third of a small batch.
 */
export const COMPARED_ROWS = 3_000;

/** A batch of which less than a tenth changed. */
const SMALL_PART = 10;

/** How often the same rows are looked at again when others write them in between. */
const LOOKS = 5;

/** Another writer changed a customer or a group between the plan and the lock. */
class StalePlan extends Error {}

/**
 * Stores the next rows of an import, all of them together with the mark how far it is. What the database refuses becomes
 * an error of its row: the batch is made smaller until it is one row (`limit`, given back for the next batch).
 *
 * @throws ImportLost when the import was taken from this process; MedusaError (conflict) when other writers change the
 * same row again and again. Nothing of the batch is stored then.
 */
export async function applyBatch(
  transaction: Transaction,
  run: ImportRun,
  { limit: most }: { limit: number },
): Promise<AppliedBatch> {
  await lockImportBatch(transaction);
  const running = await readRun(transaction, run);
  const batch = await withSavepoint(transaction, "customers_before", (rollBack) =>
    storeNext(transaction, running, most, rollBack),
  );
  await resetPlanner(transaction);
  return batch;
}

/** The least rows that are planned behind a row that depends on an earlier one. */
const MIN_ROWS_AFTER_CUT = 10;

/**
 * How many rows to plan next. Rows behind a cut were planned in vain: of a file whose rows depend on each other, few are planned
 * at once.
 */
export function nextLimit(
  limit: number,
  { planned, seen, most }: { planned: number; seen: number; most: number },
): number {
  const next = planned < seen ? Math.max(planned * 2, MIN_ROWS_AFTER_CUT) : limit * 2;
  return Math.min(next, most);
}

/** Stores as many of the next rows as the database takes, fewer after each error, down to one. */
async function storeNext(
  transaction: Transaction,
  running: RunningImport,
  most: number,
  rollBack: () => Promise<void>,
): Promise<AppliedBatch> {
  for (let limit = most, look = 1; ; ) {
    try {
      const { seen, changed, ...batch } = await store(transaction, running, limit);
      const most = changed * SMALL_PART < batch.rows ? COMPARED_ROWS : BATCH_ROWS;
      return { ...batch, limit: nextLimit(limit, { planned: batch.rows, seen, most }) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal && !(error instanceof StalePlan)) {
        throw error;
      }
      await rollBack();
      if ((error instanceof StalePlan || isUniqueViolation(error)) && look < LOOKS) {
        look++;
        continue;
      }
      if (limit === 1) {
        return refusal ? await refuseNext(transaction, running, refusal) : giveUp(running.applied_line);
      }
      limit = Math.max(1, Math.floor(limit / 10));
      look = 1;
    }
  }
}

/** The lock on imports is not held any longer for one row that other writers change all the time. */
function giveUp(after: number): never {
  throw new MedusaError(
    MedusaError.Types.CONFLICT,
    `Other writers changed the customer or the groups of the row behind line ${after} ${LOOKS} times meanwhile. Try again.`,
  );
}

async function store(
  transaction: Transaction,
  running: RunningImport,
  limit: number,
): Promise<Omit<AppliedBatch, "limit"> & { seen: number; changed: number }> {
  const seen = await planRows(transaction, running, { after: running.applied_line, limit });
  if (!seen.length) {
    // A cancellation deletes the rows: the import has not ended then.
    await readRun(transaction, running);
    const { applied_line: line } = running;
    return { rows: 0, lines: { first: line, last: line }, written: nothing(), seen: 0, changed: 0 };
  }
  const plan = makePlan(seen, running.options);
  const { written, changedIds } = await write(transaction, running, plan);
  // The import's row is locked before its staged rows, as a cancellation does it.
  const done = { ...outcomesOf(plan, changedIds), ...progressOf(plan) };
  const room = await countApplied(transaction, running, done);
  await rejectRows(transaction, running.id, { problems: plan.problems, room });
  await warnRows(transaction, running, plan.warnings);
  if (isTimeToAnalyze(running.created, running.created + plan.creates.length)) {
    await analyzeTables(transaction);
  }
  const lines = { first: plan.rows[0].line, last: done.line };
  const changed = plan.creates.length + changedIds.size;
  return { rows: plan.rows.length, lines, written, seen: seen.length, changed };
}

/** Groups, then customers, then what hangs on them: the order in which every writer locks. */
async function write(
  transaction: Transaction,
  { id, options, created_by, send_invitations }: RunningImport,
  { creates, updates }: ImportPlan,
): Promise<{ written: WrittenRows; changedIds: Set<string> }> {
  const changing = await changingRows(transaction, id, updates);
  const joining = [...creates, ...changing.filter(({ joins }) => joins)];
  const groups = await findOrCreateGroups(
    transaction,
    joining.flatMap((row) => row.groups ?? []),
    { create: options.create_groups },
  );
  if (!(await lockTargets(transaction, changing))) {
    throw new StalePlan();
  }
  const updated = await updateImported(transaction, id, changing);
  const created = await insertImported(transaction, id, creates);
  const newAddresses = await insertAddresses(transaction, id, creates);
  const addresses = await storeAddresses(transaction, id, changing);
  const joined = await join(transaction, joining, groups.idOf);
  const invited = creates.filter(({ has_account }) => has_account).map(({ new_id }) => new_id);
  if (invited.length) {
    const state = send_invitations ? "waiting" : "held";
    await inviteCustomers(transaction, invited, { created_by, state, import_id: id });
  }
  return {
    written: {
      customers: { created, updated },
      addresses: { created: [...newAddresses, ...addresses.created], updated: addresses.updated },
      groups: { created: groups.created },
      memberships: {
        created: joined.map((membership) => membership.id),
        pairs: joined.map(({ customer_id, customer_group_id }) => ({ customer_id, customer_group_id })),
      },
    },
    changedIds: new Set([...updated, ...addresses.customerIds, ...joined.map(({ customer_id }) => customer_id)]),
  };
}

async function join(
  transaction: Transaction,
  rows: readonly (NewRow | KnownRow)[],
  groupIds: ReadonlyMap<string, string>,
): Promise<AddedMembership[]> {
  const pairs = rows.flatMap((row) =>
    (row.groups ?? []).map((name) => {
      const customer_group_id = groupIds.get(name);
      if (customer_group_id === undefined) {
        throw new StalePlan();
      }
      return { customer_id: row.target_id ?? row.new_id, customer_group_id };
    }),
  );
  return pairs.length ? (await addMemberships(transaction, pairs)).filter(({ created }) => created) : [];
}

/** The row behind the mark, which the database does not take, becomes an error. */
async function refuseNext(
  transaction: Transaction,
  running: RunningImport,
  refusal: Omit<RowProblem, "line">,
): Promise<AppliedBatch> {
  const [{ line }] = await planRows(transaction, running, { after: running.applied_line, limit: 1 });
  const none = { created: 0, updated: 0, unchanged: 0, skipped: 0 };
  const room = await countApplied(transaction, running, { ...none, line, invalid: 1 });
  await rejectRows(transaction, running.id, { problems: [{ line, ...refusal }], room });
  return { rows: 1, lines: { first: line, last: line }, written: nothing(), limit: 1 };
}

/** What becomes of the rows of a plan, once it is known whose row, addresses or groups change. */
export function outcomesOf(plan: ImportPlan, changedIds: ReadonlySet<string>): ImportOutcomes {
  const updated = plan.updates.filter(({ target_id }) => changedIds.has(target_id)).length;
  return {
    created: plan.creates.length,
    updated,
    unchanged: plan.updates.length - updated,
    skipped: plan.skipped,
  };
}

const progressOf = ({ rows, problems }: ImportPlan): { line: number; invalid: number } => ({
  line: rows[rows.length - 1].line,
  invalid: problems.length,
});

const nothing = (): WrittenRows => ({
  customers: { created: [], updated: [] },
  addresses: { created: [], updated: [] },
  groups: { created: [] },
  memberships: { created: [], pairs: [] },
});

/** How many rows wait that are not stored yet. Index: customer_import_row_pkey. */
export async function countWaiting(transaction: Transaction, run: RunningImport): Promise<number> {
  const [{ count }] = await queryRows<{ count: string }>(
    transaction,
    "select count(*) from customer_import_row where import_id = ? and line > ?",
    [run.id, run.applied_line],
  );
  return Number(count);
}
