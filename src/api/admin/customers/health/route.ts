import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../shared/customer-module";

/**
 * Checks whether the background work of the plugin goes on, for a monitor: `status` is `ok`, or `attention` with a sentence in
 * `problems` for each thing that is wrong.
 *
 * Counts stop at 1,000 rows of each kind of work; ages are in seconds.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json({ health: await resolveCustomerModule(req.scope).health.read() });
}
