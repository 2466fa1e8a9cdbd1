import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { CustomerUpdatableFields } from "@medusajs/framework/types";
import { updateCustomersWorkflow } from "../../../../workflows/customers/workflows/update-customers";

/** Core's route with an exact rollback. */
export async function POST(
  req: AuthenticatedMedusaRequest<CustomerUpdatableFields>,
  res: MedusaResponse,
): Promise<void> {
  const id = req.auth_context.actor_id;
  await updateCustomersWorkflow(req.scope).run({ input: { selector: { id }, update: req.validatedBody } });
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer });
}
