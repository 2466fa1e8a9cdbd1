import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { releaseInvitationsWorkflow } from "../../../../../workflows/invitations/workflows/release-invitations";
import type { SendInvitationsBody } from "../validators";

/** Lets held invitations be mailed, or unacknowledged ones once more. Answers 202 `{ waiting }`, how many. */
export async function POST(req: AuthenticatedMedusaRequest<SendInvitationsBody>, res: MedusaResponse): Promise<void> {
  const { result } = await releaseInvitationsWorkflow(req.scope).run({ input: req.validatedBody });
  res.status(202).json(result);
}
