import { z } from "@medusajs/framework/zod";

const ID_MAX_LENGTH = 100;

const id = z.string().min(1).max(ID_MAX_LENGTH);

/** A side, or one of the two ids. */
const choice = id.optional();

export const mergePreviewBody = z.strictObject({
  customer_ids: z.array(id).length(2),
  survivor_id: id.optional(),
  fields: z
    .strictObject({
      company_name: choice,
      first_name: choice,
      last_name: choice,
      email: choice,
      phone: choice,
      metadata: choice,
    })
    .optional(),
  keep_logins: z.boolean().optional(),
});

export type MergePreviewBody = z.infer<typeof mergePreviewBody>;
