/** A row of another module that belongs to a customer. */
export type OwnedRow = { id: string };

/** The two things that a move needs of the module that keeps the rows. */
export type OwnedRows = {
  /** At most `take` live rows of the customer, of these ids where they are given, in id order. */
  list(filter: { customer_id: string; ids?: string[] }, take: number): Promise<OwnedRow[]>;
  give(rows: { id: string; customer_id: string }[]): Promise<unknown>;
};

export type Move = { from: string; to: string; ids: string[] };

/** Rows a round: the modules write them one by one inside of a transaction, and hold them meanwhile. */
const PAGE = 200;

/** Who moves what. `standing`: somebody else has moved everything already. */
export type MoveInput = { merged_id: string; survivor_id: string; state: "new" | "resumed" | "standing" };

/**
 * Gives all rows of one customer to another, a page at a time: what has moved is no longer found. When a page fails, those
 * before it are returned.
 *
 * @returns the ids that moved.
 */
export async function moveOwned(owned: OwnedRows, { merged_id, survivor_id, state }: MoveInput): Promise<Move> {
  const move: Move = { from: merged_id, to: survivor_id, ids: [] };
  if (state === "standing") {
    return move;
  }
  try {
    for (;;) {
      const page = await owned.list({ customer_id: merged_id }, PAGE);
      if (!page.length) {
        return move;
      }
      await owned.give(page.map(({ id }) => ({ id, customer_id: survivor_id })));
      move.ids.push(...page.map(({ id }) => id));
    }
  } catch (error) {
    // A step that fails is not compensated with what it had done so far.
    await returnOwned(owned, move);
    throw error;
  }
}

/**
 * Gives the rows back, all but `updated_at`, which the modules set themselves; those that are somebody else's by now stay
 * there. @returns the ids of the latter.
 */
export async function returnOwned(owned: OwnedRows, { from, to, ids }: Move): Promise<string[]> {
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
