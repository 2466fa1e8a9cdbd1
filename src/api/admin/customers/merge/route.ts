import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AdditionalData } from "@medusajs/framework/types";
import { mergeCustomersWorkflow } from "../../../../workflows/merges/workflows/merge-customers";
import { answerCustomer } from "../../../utils/answer-customer";
import type { MergeBody } from "./validators";

/** Merges two customers. Answers the survivor, `{ customer, merged_id }`. */
export async function POST(
  req: AuthenticatedMedusaRequest<MergeBody & AdditionalData>,
  res: MedusaResponse,
): Promise<void> {
  const { result } = await mergeCustomersWorkflow(req.scope).run({
    input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
  });
  await answerCustomer(req, res, result.survivor_id, { merged_id: result.merged_id });
}
