import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { cancelInvitationWorkflow } from "../../../../../workflows/invitations/workflows/cancel-invitation";
import { inviteCustomersWorkflow } from "../../../../../workflows/invitations/workflows/invite-customers";
import { assertCustomer } from "../../../../utils/assert-customer";
import { invitationBody } from "../../invitations/invitation-body";
import type { InviteCustomerBody } from "./validators";

/** The customer's last invitation in whatever state, `{ invitation }`, null for one who was never invited. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  const invitation = await resolveCustomerModule(req.scope).invitations.retrieveLast(id);
  res.status(200).json({ invitation: invitation && invitationBody(invitation) });
}

/** Invites a customer who cannot log in yet; one that was sent before is replaced. The mail goes out within a minute. */
export async function POST(req: AuthenticatedMedusaRequest<InviteCustomerBody>, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await inviteCustomersWorkflow(req.scope).run({
    input: { customer_ids: [id], created_by: req.auth_context.actor_id, renew: true },
  });
  const invitation = await resolveCustomerModule(req.scope).invitations.retrieveLast(id);
  res.status(202).json({ invitation: invitation && invitationBody(invitation) });
}

/** Cancels the open invitation; its token is dead. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  const { result } = await cancelInvitationWorkflow(req.scope).run({ input: { customer_id: id } });
  res.status(200).json({ id: result.id, object: "invitation", deleted: true });
}
