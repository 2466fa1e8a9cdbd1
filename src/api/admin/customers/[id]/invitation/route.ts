import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { cancelInvitationWorkflow } from "../../../../../workflows/invitations/workflows/cancel-invitation";
import { inviteCustomersWorkflow } from "../../../../../workflows/invitations/workflows/invite-customers";
import { assertCustomer } from "../../../../utils/assert-customer";
import { invitationBody } from "../../invitations/invitation-body";
import type { InviteCustomerBody } from "./validators";

/** Answers the customer's last invitation in any state, `{ invitation }`; null without one. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  const invitation = await resolveCustomerModule(req.scope).invitations.retrieveLast(id);
  res.status(200).json({ invitation: invitation && invitationBody(invitation) });
}

/** Invites a customer who cannot log in yet, and replaces an earlier invitation. The job sends it within a minute. */
export async function POST(req: AuthenticatedMedusaRequest<InviteCustomerBody>, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await inviteCustomersWorkflow(req.scope).run({
    input: { customer_ids: [id], created_by: req.auth_context.actor_id, renew: true },
  });
  const invitation = await resolveCustomerModule(req.scope).invitations.retrieveLast(id);
  res.status(202).json({ invitation: invitation && invitationBody(invitation) });
}

/** Cancels the open invitation. Its token is void. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  const { result } = await cancelInvitationWorkflow(req.scope).run({ input: { customer_id: id } });
  res.status(200).json({ id: result.id, object: "invitation", deleted: true });
}
