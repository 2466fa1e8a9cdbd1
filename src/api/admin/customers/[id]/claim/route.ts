import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { AdditionalData } from "@medusajs/framework/types";
import { claimGuestWorkflow } from "../../../../../workflows/claims/workflows/claim-guest";
import type { ClaimBody } from "./validators";

/**
 * Claims the guest of this customer's email. Answers `{ customer, guest_id }`; `guest_id` is null when there is no such
 * guest.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<ClaimBody & AdditionalData>,
  res: MedusaResponse,
): Promise<void> {
  const { vouched, additional_data } = req.validatedBody;
  const { result } = await claimGuestWorkflow(req.scope).run({
    input: {
      customer_id: req.params.id,
      trigger: "admin",
      vouched,
      additional_data,
      created_by: req.auth_context.actor_id,
    },
  });
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: result.id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer, guest_id: result.guest_id });
}
