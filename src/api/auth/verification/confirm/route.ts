import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { ConfirmAuthVerificationDTO } from "@medusajs/framework/types";
import { confirmVerificationWorkflow } from "../../../../workflows/claims/workflows/confirm-verification";

type Body = Pick<ConfirmAuthVerificationDTO, "code" | "code_provider">;

/** Core's route with its body and answer. Emits an event when a customer's email is verified. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { code, code_provider } = req.validatedBody;
  const { result } = await confirmVerificationWorkflow(req.scope).run({
    // Core lets a code be confirmed without a login: the link in the mail may be opened anywhere.
    input: { auth_identity_id: req.auth_context?.auth_identity_id, code, code_provider },
  });
  res.status(200).json(result.verification);
}
