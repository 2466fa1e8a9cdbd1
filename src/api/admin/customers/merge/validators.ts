import { z } from "@medusajs/framework/zod";
import { recordOf } from "../../../../modules/customer/fields";
import { MERGE_CHOICES } from "../../../../modules/customer/merges/merge-plan";

const ID_MAX_LENGTH = 100;

const id = z.string().min(1).max(ID_MAX_LENGTH);

/** A side, or one of the two ids. */
const choice = id.optional();

export const mergeBody = z.strictObject({
  customer_ids: z.array(id).length(2),
  survivor_id: id.optional(),
  fields: z.strictObject(recordOf(MERGE_CHOICES, () => choice)).optional(),
  keep_logins: z.boolean().optional(),
});

export type MergeBody = z.infer<typeof mergeBody>;
