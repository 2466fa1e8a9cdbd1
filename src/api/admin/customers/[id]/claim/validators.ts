import { z } from "@medusajs/framework/zod";

export const claimBody = z.strictObject({
  /** The claim needs no proof: the admin is sure that the email is the customer's. */
  skip_proof: z.boolean().optional(),
});

export type ClaimBody = z.infer<typeof claimBody>;
