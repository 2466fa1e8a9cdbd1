import { z } from "@medusajs/framework/zod";

/** No list of ours is longer. */
const OFFSET_MAX = 10_000_000;

/** The rows of one page. */
export const limitSchema = ({ most = 100, usual = 20 }: { most?: number; usual?: number } = {}) =>
  z.coerce.number().int().min(1).max(most).default(usual);

/** `limit` and `offset`, which every list of ours takes. */
export const pageQuery = z.strictObject({
  limit: limitSchema(),
  offset: z.coerce.number().int().min(0).max(OFFSET_MAX).default(0),
});
