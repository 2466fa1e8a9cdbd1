import { z } from "@medusajs/framework/zod";

/** Ids of Medusa have about 30 characters; a store may give its own. */
const ID_MAX_LENGTH = 100;

/** The id of a row, in a body or query. */
export const idSchema = z.string().min(1).max(ID_MAX_LENGTH);
