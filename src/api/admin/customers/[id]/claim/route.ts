import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AdditionalData } from "@medusajs/framework/types";
import { claimGuestWorkflow } from "../../../../../workflows/claims/workflows/claim-guest";
import { answerCustomer } from "../../../../utils/answer-customer";
import type { ClaimBody } from "./validators";

/**
 * Claims the guest of this customer's email. Answers `{ customer, guest_id }`; `guest_id` is null when there is no such
 * guest.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<ClaimBody & AdditionalData>,
  res: MedusaResponse,
): Promise<void> {
  const { skip_proof, additional_data } = req.validatedBody;
  const { result } = await claimGuestWorkflow(req.scope).run({
    input: {
      customer_id: req.params.id,
      trigger: "admin",
      skip_proof,
      additional_data,
      created_by: req.auth_context.actor_id,
    },
  });
  await answerCustomer(req, res, result.id, { guest_id: result.guest_id });
}
