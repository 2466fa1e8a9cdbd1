import { z } from "@medusajs/framework/zod";
import { CreateCustomer, UpdateCustomer } from "../../../../medusa/customer-routes";
import { CUSTOMER_FIELDS } from "../../../../modules/customer/fields";
import { addedFieldsShape } from "../../../utils/added-fields";
import { emailSchema } from "../../../utils/email-schema";
import { idSchema } from "../../../utils/id-schema";

/** The maximum number of customers in one batch, over all of its lists. */
const BATCH_MAX_CUSTOMERS = 1_000;

/** As in the routes of one customer: letters of any script (RFC 6531). */
const email = emailSchema.nullish();

const added = addedFieldsShape(CUSTOMER_FIELDS);
const create = CreateCustomer.extend({ email, ...added }).strict();
const update = UpdateCustomer.extend({ email, ...added, id: idSchema }).strict();

const upsert = create.extend({ id: idSchema.optional(), has_account: z.boolean().optional() });

const anything = z.record(z.string(), z.unknown()).nullish();

const LISTS = ["create", "update", "upsert", "delete"] as const;

/** `POST /admin/customers/batch`, in the form of core's batch routes: lists may be empty. The application may check `additional_data`. */
export const batchCustomersBody = (additionalData: z.ZodType<Record<string, unknown> | null | undefined> = anything) =>
  z
    .strictObject({
      create: z.array(create).max(BATCH_MAX_CUSTOMERS).optional(),
      update: z.array(update).max(BATCH_MAX_CUSTOMERS).optional(),
      upsert: z.array(upsert).max(BATCH_MAX_CUSTOMERS).optional(),
      delete: z.array(idSchema).max(BATCH_MAX_CUSTOMERS).optional(),
      additional_data: additionalData,
    })
    .refine((body) => LISTS.some((list) => body[list] !== undefined), {
      message: 'give "create", "update", "upsert" or "delete"',
    })
    .refine((body) => size(body) <= BATCH_MAX_CUSTOMERS, {
      message: `at most ${BATCH_MAX_CUSTOMERS} customers go into one batch; send the others in further requests`,
    });

export type BatchCustomersBody = z.infer<ReturnType<typeof batchCustomersBody>>;

function size(body: { [List in (typeof LISTS)[number]]?: unknown[] }): number {
  return LISTS.reduce((sum, list) => sum + (body[list]?.length ?? 0), 0);
}
