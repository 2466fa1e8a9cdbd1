import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../shared/customer-module";
import { invitationBody } from "./invitation-body";
import { listInvitationsQuery } from "./validators";

/** Lists invitations, the newest first, of a state, an import or a customer: `{ invitations, count, limit, offset }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { limit, offset, ...filters } = await zodValidator(listInvitationsQuery, req.query);
  const service = resolveCustomerModule(req.scope);
  const { invitations, count } = await service.invitations.list(filters, { limit, offset });
  res.status(200).json({ invitations: invitations.map(invitationBody), count, limit, offset });
}
