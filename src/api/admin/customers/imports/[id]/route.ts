import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { progressOf } from "../progress";

/** One import: its state, its counts, how fast it is and how long it will be. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const found = await resolveCustomerModule(req.scope).imports.retrieve(req.params.id);
  res.status(200).json({ import: { ...found, progress: progressOf(found) } });
}
