import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { MedusaError } from "@medusajs/framework/utils";
import { queryRows } from "../database/transaction";
import { MERGED_CUSTOMER_RESTORED } from "./merge-run.sql";

/** Merges that a message names, at most. */
const NAMED = 10;

/** Index: IDX_customer_merge_open, or IDX_customer_merge_merged_id and IDX_customer_merge_survivor_id; customer_pkey. */
const UNFINISHED = `
  select merged_id, survivor_id from customer_merge
  where completed_at is null and (merged_id = any(?::text[]) or survivor_id = any(?::text[])) and not ${MERGED_CUSTOMER_RESTORED}
  order by id limit ${NAMED}
`;

/** Asserts that no merge of the customers is unfinished. @throws MedusaError (not_allowed) that names the merges. */
export async function assertNoUnfinishedMerge(connection: Knex, customerIds: readonly string[]): Promise<void> {
  const ids = [...customerIds];
  const merges = await queryRows<{ merged_id: string; survivor_id: string }>(connection, UNFINISHED, [ids, ids]);
  if (merges.length) {
    const named = merges.map(({ merged_id, survivor_id }) => `"${merged_id}" into "${survivor_id}"`).join(", ");
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `A merge has not ended: ${named}. Until then neither of the two nor a login of theirs can be deleted, and nothing was. ` +
        "A job ends an interrupted merge within minutes; try again then.",
    );
  }
}
