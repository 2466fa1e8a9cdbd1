import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { acceptInvitation } from "../../../../utils/accept-invitation";
import type { AcceptInvitationBody } from "./validators";

/** Sets the password of an invited customer. The answer contains no data of the customer. */
export async function POST(req: MedusaRequest<AcceptInvitationBody>, res: MedusaResponse): Promise<void> {
  await acceptInvitation(req.scope, req.validatedBody);
  res.status(200).json({ accepted: true });
}
