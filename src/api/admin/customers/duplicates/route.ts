import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../workflows/customer-module";
import { duplicatesQuery } from "./validators";

/** What a person can do about a pair that differs by the spelling of its email only. */
const ADVICE =
  "Both are live and have the same email but for its spelling. Change the email of one of them, or delete the one that " +
  "is not used; the other can be found by its address again.";

/**
 * Customers whose email is another customer's but for its spelling: what core's module let register twice. Answers
 * `{ duplicates: [{ customer_id, email, has_account, normalized_email, taken_by, advice }], next }`; go on with
 * `?after=<next>` until `next` is null.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await zodValidator(duplicatesQuery, req.query);
  const { collisions, next } = await resolveCustomerModule(req.scope).listEmailCollisions(page);
  res.status(200).json({ duplicates: collisions.map((collision) => ({ ...collision, advice: ADVICE })), next });
}
