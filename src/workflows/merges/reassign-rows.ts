import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { MergeRun } from "../../modules/customer/merges/merge-run.sql";
import { logNotReverted } from "../../shared/log-not-reverted";
import { compensateRun, heartbeatRun, type MoveInput, undoableRunOf } from "./merge-run";

/** A row of another module that belongs to a customer. */
export type ReassignableRow = { id: string };

/** Access to rows of another module that belong to customers. */
export type ReassignableRows = {
  /** For messages. */
  name: string;
  /** Lists at most `take` live rows of the customer in id order, only of these ids where they are given. */
  list(filter: { customer_id: string; ids?: string[] }, take: number): Promise<ReassignableRow[]>;
  assign(rows: { id: string; customer_id: string }[]): Promise<unknown>;
};

export type Move = { run: MergeRun; from: string; to: string; ids: string[] };

/** Rows per page: the modules write them one by one in a transaction, and lock them meanwhile. */
const PAGE = 200;

/**
 * Assigns all rows of the merged customer to the survivor, page by page.
 *
 * A page that is assigned is not listed again: a move that was interrupted continues with the other rows. When a page
 * fails, it and the pages before it are returned, because Medusa does not compensate a step that fails.
 *
 * @returns how many rows moved, and the data of the compensation: null where there is nothing to undo.
 * @throws MedusaError (unexpected_state) when the module does not assign rows that it was given.
 */
export async function reassignRows(
  container: MedusaContainer,
  owned: ReassignableRows,
  input: MoveInput,
): Promise<{ count: number; move: Move | null }> {
  const run = undoableRunOf(input);
  const move: Move | null = run && { run, from: input.merged_id, to: input.survivor_id, ids: [] };
  try {
    return { count: await assignPages(container, { owned, input, move }), move };
  } catch (error) {
    await undoReassignment(container, owned, move);
    throw error;
  }
}

async function assignPages(
  container: MedusaContainer,
  { owned, input, move }: { owned: ReassignableRows; input: MoveInput; move: Move | null },
): Promise<number> {
  const { merged_id, survivor_id, state } = input;
  let count = 0;
  let before: readonly ReassignableRow[] = [];
  while (state !== "already_merged") {
    await heartbeatRun(container, input);
    const page = await owned.list({ customer_id: merged_id }, PAGE);
    if (!page.length) {
      break;
    }
    assertAssigned(owned, before, page);
    // Stored before the write: a write that ends in an error may have been committed.
    move?.ids.push(...page.map(({ id }) => id));
    await owned.assign(page.map(({ id }) => ({ id, customer_id: survivor_id })));
    count += page.length;
    before = page;
  }
  return count;
}

/** A module that accepts a write and does not apply it would list the same page for ever. */
function assertAssigned(
  { name }: ReassignableRows,
  before: readonly ReassignableRow[],
  page: readonly ReassignableRow[],
): void {
  const assigned = new Set(before.map(({ id }) => id));
  const unchanged = page.filter(({ id }) => assigned.has(id));
  if (unchanged.length) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The module of ${name} did not assign ${unchanged.length} rows to another customer, "${unchanged[0].id}" among them.`,
    );
  }
}

/** Returns the rows of a move, and logs the ids of rows that other writers have assigned since. Idempotent. */
export async function undoReassignment(
  container: MedusaContainer,
  owned: ReassignableRows,
  move: Move | null | undefined,
): Promise<void> {
  if (move?.ids.length) {
    await compensateRun(container, { run: move.run, what: owned.name }, async () => {
      logNotReverted(container, owned.name, await returnRows(owned, move));
    });
  }
}

/** Restores all but `updated_at`, which the modules set themselves. @returns the ids of rows that it did not return. */
async function returnRows(owned: ReassignableRows, { from, to, ids }: Move): Promise<string[]> {
  const notReturned: string[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const moved = await owned.list({ customer_id: to, ids: page }, PAGE);
    if (moved.length) {
      await owned.assign(moved.map(({ id }) => ({ id, customer_id: from })));
    }
    const returned = new Set((await owned.list({ customer_id: from, ids: page }, PAGE)).map(({ id }) => id));
    notReturned.push(...page.filter((id) => !returned.has(id)));
  }
  return notReturned;
}
