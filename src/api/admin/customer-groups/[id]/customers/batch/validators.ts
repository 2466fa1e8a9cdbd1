import { z } from "@medusajs/framework/zod";
import { customerFilters } from "../../../../../../shared/customer-filters";
import { idSchema } from "../../../../../utils/id-schema";
import { MAX_MEMBERSHIP_IDS } from "../../../../../utils/limit-membership-ids";

/** An empty list of ids is valid: programs send both lists, even if one is empty. */
const choice = z
  .strictObject({
    ids: z.array(idSchema).max(MAX_MEMBERSHIP_IDS).optional(),
    filter: customerFilters.optional(),
  })
  .refine((given) => (given.ids === undefined) !== (given.filter === undefined), {
    message: 'give "ids" or "filter", and not both',
  });

const anything = z.record(z.string(), z.unknown()).nullish();

/** `POST /admin/customer-groups/:id/customers/batch`; the application may check `additional_data`. */
export const batchGroupCustomersBody = (
  additionalData: z.ZodType<Record<string, unknown> | null | undefined> = anything,
) =>
  z
    .strictObject({ add: choice.optional(), remove: choice.optional(), additional_data: additionalData })
    .refine((body) => body.add !== undefined || body.remove !== undefined, {
      message: 'give "add", "remove" or both',
    });

export type BatchGroupCustomersBody = z.infer<ReturnType<typeof batchGroupCustomersBody>>;
