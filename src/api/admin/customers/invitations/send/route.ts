import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { releaseInvitationsWorkflow } from "../../../../../workflows/invitations/workflows/release-invitations";
import type { SendInvitationsBody } from "../validators";

/** Sends held invitations, or sends unacknowledged ones again. Answers 202 with their number, `{ waiting }`. */
export async function POST(req: AuthenticatedMedusaRequest<SendInvitationsBody>, res: MedusaResponse): Promise<void> {
  const { result } = await releaseInvitationsWorkflow(req.scope).run({ input: req.validatedBody });
  res.status(202).json(result);
}
