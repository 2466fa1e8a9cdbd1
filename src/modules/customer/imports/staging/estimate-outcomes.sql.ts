import type { Transaction } from "../../database/transaction";
import { countRead } from "../import-progress.sql";
import type { ExpectedOutcomes, RunningImport } from "../import-row.sql";
import { planRows, resetPlanner } from "../storing/match-rows.sql";
import { makePlan } from "../storing/sort-rows";
import { changingRows } from "../storing/store-addresses.sql";
import { COMPARED_ROWS, nextLimit, outcomesOf } from "../storing/store-batch.sql";
import { rejectRows } from "./reject-rows.sql";
import { warnRows } from "./warn-rows.sql";

/** What is to be expected of the next rows, the line to go on behind (null when there are no more), and how many rows to plan then. */
export type EstimatedOutcomes = { expected: ExpectedOutcomes; next: number | null; limit: number };

/**
 * Compares the next rows with what is stored, without a lock. Rows that cannot be stored become errors; the others are
 * counted by what would become of them.
 *
 * @throws ImportLost
 */
export async function estimateOutcomes(
  transaction: Transaction,
  run: RunningImport,
  { after, limit }: { after: number; limit: number },
): Promise<EstimatedOutcomes> {
  const seen = await planRows(transaction, run, { after, limit });
  const plan = makePlan(seen, run.options);
  const changing = await changingRows(transaction, run.id, plan.updates);
  await resetPlanner(transaction);
  const { problems, warnings } = plan;
  const room = await countRead(transaction, run, { invalid: problems.length, errors: problems.length });
  await rejectRows(transaction, run.id, { problems, room });
  await warnRows(transaction, run, warnings);
  const invitations = plan.creates.filter(({ has_account }) => has_account).length;
  return {
    expected: { ...outcomesOf(plan, new Set(changing.map(({ target_id }) => target_id))), invitations },
    next: plan.rows.at(-1)?.line ?? null,
    limit: nextLimit(limit, { planned: plan.rows.length, seen: seen.length, most: COMPARED_ROWS }),
  };
}

export const noOutcomes = (): ExpectedOutcomes => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  invitations: 0,
});

export function addOutcomes(sum: ExpectedOutcomes, more: ExpectedOutcomes): ExpectedOutcomes {
  return {
    created: sum.created + more.created,
    updated: sum.updated + more.updated,
    unchanged: sum.unchanged + more.unchanged,
    skipped: sum.skipped + more.skipped,
    invitations: sum.invitations + more.invitations,
  };
}
