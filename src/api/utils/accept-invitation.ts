import type { MedusaContainer } from "@medusajs/framework/types";
import { notAcceptable } from "../../modules/customer/invitations/invitation";
import { acceptInvitationWorkflow } from "../../workflows/invitations/workflows/accept-invitation";
import { isTaken } from "./is-taken";

/**
 * Accepts an invitation for the storefront.
 *
 * @throws MedusaError (not_found), with the same message for every reason.
 */
export async function acceptInvitation(
  scope: MedusaContainer,
  { token, password }: { token: string; password: string },
): Promise<void> {
  try {
    await acceptInvitationWorkflow(scope).run({ input: { token, password } });
  } catch (error) {
    throw isTaken(error) ? notAcceptable() : error;
  }
}
