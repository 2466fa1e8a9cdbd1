import type { MedusaContainer } from "@medusajs/framework/types";
import type { MergeRun } from "../../modules/customer/merges/merge-run.sql";
import { logNotReverted } from "../../shared/log-not-reverted";
import { compensateRun, keepRunAlive, type MoveInput, undoableRunOf } from "./merge-run";

/** A row of another module that belongs to a customer. */
export type ReassignableRow = { id: string };

/** What a move needs of the module that keeps the rows. */
export type ReassignableRows = {
  /** For messages. */
  name: string;
  /** At most `take` live rows of the customer, of these ids where they are given, in id order. */
  list(filter: { customer_id: string; ids?: string[] }, take: number): Promise<ReassignableRow[]>;
  give(rows: { id: string; customer_id: string }[]): Promise<unknown>;
};

export type Move = { run: MergeRun; from: string; to: string; ids: string[] };

/** Rows a round: the modules write them one by one inside of a transaction, and hold them meanwhile. */
const PAGE = 200;

/**
 * Gives all rows of one customer to another, a page at a time: what has moved is no longer found, so that a move that was
 * broken off goes on with what is left. When a page fails, it and those before it are handed back, because Medusa does not
 * compensate a step that fails with what it had done so far; the error that is thrown is the page's.
 *
 * @returns how many moved, and what compensation needs: null, which Medusa hands on as it is, where nothing is undone.
 */
export async function reassignRows(
  container: MedusaContainer,
  owned: ReassignableRows,
  input: MoveInput,
): Promise<{ count: number; move: Move | null }> {
  const { merged_id, survivor_id, state } = input;
  const run = undoableRunOf(input);
  const move: Move | null = run && { run, from: merged_id, to: survivor_id, ids: [] };
  let count = 0;
  try {
    while (state !== "already_merged") {
      await keepRunAlive(container, input);
      const page = await owned.list({ customer_id: merged_id }, PAGE);
      if (!page.length) {
        break;
      }
      // Noted before it is written: a write that ends in an error may have been stored all the same.
      move?.ids.push(...page.map(({ id }) => id));
      await owned.give(page.map(({ id }) => ({ id, customer_id: survivor_id })));
      count += page.length;
    }
    return { count, move };
  } catch (error) {
    await undoReassignment(container, owned, move);
    throw error;
  }
}

/** Hands the rows of a move back and logs the ids of those that are somebody else's by now. It may run twice. */
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

/** All but `updated_at`, which the modules set themselves. @returns the ids of rows that are somebody else's by now. */
async function returnRows(owned: ReassignableRows, { from, to, ids }: Move): Promise<string[]> {
  const left: string[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const standing = await owned.list({ customer_id: to, ids: page }, PAGE);
    if (standing.length) {
      await owned.give(standing.map(({ id }) => ({ id, customer_id: from })));
    }
    const back = new Set((await owned.list({ customer_id: from, ids: page }, PAGE)).map(({ id }) => id));
    left.push(...page.filter((id) => !back.has(id)));
  }
  return left;
}
