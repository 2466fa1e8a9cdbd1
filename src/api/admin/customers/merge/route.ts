import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { AdditionalData } from "@medusajs/framework/types";
import { mergeCustomersWorkflow } from "../../../../workflows/merges/workflows/merge-customers";
import type { MergePreviewBody } from "./validators";

/** Merges two customers. Answers the survivor, `{ customer, merged_id }`. */
export async function POST(
  req: AuthenticatedMedusaRequest<MergePreviewBody & AdditionalData>,
  res: MedusaResponse,
): Promise<void> {
  const { result } = await mergeCustomersWorkflow(req.scope).run({
    input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
  });
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: result.survivor_id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer, merged_id: result.merged_id });
}
