import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { IS_UNUSUAL, type NormalizeEmail } from "./normalize-stored-emails.sql";
import { readEmail } from "./read-email";

/**
 * A live customer whose email is not in the store's spelling:
 * - `taken`: another live customer of the kind has the spelling, and filters find that one;
 * - `spelling`: no other customer has it; saving the email again, or the next `db:migrate`, normalizes it;
 * - `no_email`: the text is not an email by the store's rule.
 */
export type EmailProblem = {
  customer_id: string;
  email: string;
  has_account: boolean;
  problem: "taken" | "spelling" | "no_email";
  /** The email in the store's spelling, null for a blank one; and the live customer of the same kind that has it. */
  normalized_email: string | null;
  taken_by: string | null;
};

/** A live customer whose email is another customer's in another spelling. */
export type EmailCollision = Omit<EmailProblem, "problem" | "normalized_email" | "taken_by"> & {
  normalized_email: string;
  taken_by: string;
};

type Row = Pick<EmailProblem, "email" | "has_account"> & { id: string };

/** Rows per round. */
const BATCH = 5_000;

/** Index: customer_pkey; it reads from `after` until the page is full. */
const ROWS = `
  select id, email, has_account from customer
  where id > ? and deleted_at is null and ${IS_UNUSUAL}
  order by id limit ${BATCH}
`;

/** Index: IDX_customer_email_has_account_unique. */
const HOLDERS = `
  select wanted.id as customer_id, customer.id as taken_by
  from jsonb_to_recordset(?::jsonb) as wanted (id text, email text, has_account boolean)
  join customer using (email, has_account)
  where customer.deleted_at is null
`;

/** Lists collisions only, which the repair of old emails did not change; pages as those of `listEmailProblems`. */
export async function listEmailCollisions(
  connection: Knex,
  normalize: NormalizeEmail,
  page: { after: string; limit: number },
): Promise<{ collisions: EmailCollision[]; next: string | null }> {
  const { found, next } = await readPage(connection, normalize, page, collisionOf);
  return { collisions: found, next };
}

/**
 * Lists customers whose email is not in the store's spelling, a page at a time in id order.
 *
 * They are few: the rows between them are skipped here, not by the caller.
 *
 * @returns up to `limit` problems, and the id after which the next page begins; null at the end.
 */
export async function listEmailProblems(
  connection: Knex,
  normalize: NormalizeEmail,
  page: { after: string; limit: number },
): Promise<{ problems: EmailProblem[]; next: string | null }> {
  const { found, next } = await readPage(connection, normalize, page, (problem) => problem);
  return { problems: found, next };
}

async function readPage<Found>(
  connection: Knex,
  normalize: NormalizeEmail,
  { after, limit }: { after: string; limit: number },
  pick: (problem: EmailProblem) => Found | null,
): Promise<{ found: Found[]; next: string | null }> {
  const found: Found[] = [];
  for (let last = after; ; ) {
    const rows = await queryRows<Row>(connection, ROWS, [last]);
    for (const problem of await problemsOf(connection, normalize, rows)) {
      const picked = pick(problem);
      if (picked !== null && found.push(picked) === limit) {
        return { found, next: problem.customer_id };
      }
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH) {
      return { found, next: null };
    }
  }
}

async function problemsOf(connection: Knex, normalize: NormalizeEmail, rows: readonly Row[]): Promise<EmailProblem[]> {
  const wanted = rows
    .map((row) => ({ ...row, normalized: normalize(row.email) }))
    .filter(({ email, normalized }) => normalized !== email || readEmail(email) === null);
  const respelled = wanted.filter(({ email, normalized }) => normalized !== null && normalized !== email);
  const holders = await queryRows<{ customer_id: string; taken_by: string }>(connection, HOLDERS, [
    JSON.stringify(respelled.map(({ id, normalized, has_account }) => ({ id, email: normalized, has_account }))),
  ]);
  const takenBy = new Map(holders.map((row) => [row.customer_id, row.taken_by]));
  return wanted.map(({ id, email, has_account, normalized }) => {
    const taken_by = takenBy.get(id) ?? null;
    const isEmail = normalized === null || readEmail(email) !== null;
    const problem = isEmail ? (taken_by === null ? "spelling" : "taken") : "no_email";
    return { customer_id: id, email, has_account, problem, normalized_email: normalized, taken_by };
  });
}

function collisionOf({ problem: _, normalized_email, taken_by, ...customer }: EmailProblem): EmailCollision | null {
  return normalized_email === null || taken_by === null ? null : { ...customer, normalized_email, taken_by };
}
