import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../shared/customer-module";
import { duplicatesQuery } from "./validators";

/**
 * Lists customers who may be one person: by email, by phone, or by name and address.
 *
 * By email: a guest and a registered customer, or two spellings, which core's module accepts. Answers
 * `{ duplicates: [{ reason, score, customers: [{ id, email, has_account, created_at }], advice }], next }`. Continue with
 * `?after=<next>` until `next` is null.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await zodValidator(duplicatesQuery, req.query);
  res.status(200).json(await resolveCustomerModule(req.scope).duplicates.list(page));
}
