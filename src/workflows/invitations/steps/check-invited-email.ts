import type { AuthIdentityDTO, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { notAcceptable } from "../../../modules/customer/invitations/invitation";
import { findProvingIdentities } from "../../logins/email-proof";
import { findCustomersWithLogins } from "../../logins/find-customers-with-logins";
import { EMAILPASS, loginsOf, servesAnotherActor } from "../../logins/find-logins";
import type { DeleteLoginsInput } from "../../logins/steps/delete-logins";

export const checkInvitedEmailStepId = "customers-check-invited-email-step";

export type CheckInvitedEmailInput = { customer_id: string; email: string };

/**
 * Whether the invited can have a login at the address, and what has to make room for it: Medusa lets anybody register with
 * any address, and whoever has the token has just proven that it is theirs. Writes nothing.
 *
 * @returns what `deleteLoginsStep` takes: the identity of an unproven login that is nobody's, if there is one.
 * @throws MedusaError (not_found) as every acceptance that fails, when the customer can log in by now, or the login of the
 * address is somebody's or has proven it.
 */
export const checkInvitedEmailStep = createStep(
  checkInvitedEmailStepId,
  async ({ customer_id, email }: CheckInvitedEmailInput, { container }) => {
    if ((await findCustomersWithLogins(container, [customer_id])).size) {
      throw notAcceptable();
    }
    const standing = await identityAt(container, email);
    if (standing && !(await canMakeRoom(container, standing, email))) {
      throw notAcceptable();
    }
    const making_room: DeleteLoginsInput = {
      delete_identities: standing ? [standing.id] : [],
      delete_provider_identities: [],
    };
    return new StepResponse(making_room);
  },
);

async function identityAt(container: MedusaContainer, email: string): Promise<AuthIdentityDTO | undefined> {
  const auth = container.resolve(Modules.AUTH);
  const name = { provider: EMAILPASS, entity_id: email };
  const [login] = await auth.listProviderIdentities(name, { relations: ["auth_identity"] });
  if (!login?.auth_identity) {
    return undefined;
  }
  const { id } = login.auth_identity;
  return (await auth.listAuthIdentities({ id: [id] }, { relations: ["provider_identities"] })).at(0);
}

/** An identity of several logins has another story than a registration that was never finished. */
async function canMakeRoom(container: MedusaContainer, identity: AuthIdentityDTO, email: string): Promise<boolean> {
  const logins = loginsOf([identity]);
  const isNobodys = identity.app_metadata?.customer_id == null && !servesAnotherActor(identity);
  return isNobodys && logins.length === 1 && !(await findProvingIdentities(container, logins, email)).size;
}
