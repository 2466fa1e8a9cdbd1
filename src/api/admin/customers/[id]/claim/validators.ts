import { z } from "@medusajs/framework/zod";

export const claimBody = z.strictObject({
  /** The admin answers for it that the email is the customer's, where no verification has proven it. */
  vouched: z.boolean().optional(),
});

export type ClaimBody = z.infer<typeof claimBody>;
