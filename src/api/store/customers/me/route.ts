import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { CustomerUpdatableFields } from "@medusajs/framework/types";
import { updateCustomersWorkflow } from "../../../../workflows/customers/workflows/update-customers";
import { answerCustomer } from "../../../utils/answer-customer";

/** Core's route with an exact rollback. */
export async function POST(
  req: AuthenticatedMedusaRequest<CustomerUpdatableFields>,
  res: MedusaResponse,
): Promise<void> {
  const id = req.auth_context.actor_id;
  await updateCustomersWorkflow(req.scope).run({ input: { selector: { id }, update: req.validatedBody } });
  await answerCustomer(req, res, id);
}
