import { z } from "@medusajs/framework/zod";
import { recordOf } from "../../../../modules/customer/fields";
import { MERGE_CHOICES } from "../../../../modules/customer/merges/merge-plan";
import { idSchema } from "../../../utils/id-schema";

/** A side, or one of the two ids. */
const choice = idSchema.optional();

export const mergeBody = z.strictObject({
  customer_ids: z.array(idSchema).length(2),
  survivor_id: idSchema.optional(),
  fields: z.strictObject(recordOf(MERGE_CHOICES, () => choice)).optional(),
  keep_logins: z.boolean().optional(),
});

export type MergeBody = z.infer<typeof mergeBody>;
