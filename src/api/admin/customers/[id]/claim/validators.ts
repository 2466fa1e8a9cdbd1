import { z } from "@medusajs/framework/zod";

export const claimBody = z.strictObject({
  /** The admin vouches for the email: it needs no verification. */
  vouched: z.boolean().optional(),
});

export type ClaimBody = z.infer<typeof claimBody>;
