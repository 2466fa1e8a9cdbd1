import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../shared/customer-module";
import { duplicatesQuery } from "./validators";

/**
 * Customers who may be one person: by email (a guest and a registered customer, or spellings that core's module let
 * register twice), phone, or name and address. Answers
 * `{ duplicates: [{ reason, score, customers: [{ id, email, has_account, created_at }], advice }], next }`; go on with
 * `?after=<next>` until `next` is null.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await zodValidator(duplicatesQuery, req.query);
  res.status(200).json(await resolveCustomerModule(req.scope).duplicates.list(page));
}
