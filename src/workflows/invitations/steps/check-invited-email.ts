import type { AuthIdentityDTO, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { notAcceptable } from "../../../modules/customer/invitations/invitation";
import { findProvingIdentities } from "../../logins/email-proof";
import { findCustomersWithLogins } from "../../logins/find-customers-with-logins";
import { EMAILPASS, loginsOf, servesAnotherActor } from "../../logins/find-logins";
import type { DeleteLoginsInput } from "../../logins/steps/delete-logins";

const checkInvitedEmailStepId = "customers-check-invited-email-step";

export type CheckInvitedEmailInput = { customer_id: string; email: string };

/**
 * Checks whether the invited customer can get a login at the email. Writes nothing.
 *
 * Medusa lets any visitor register with any email. The owner of the token has just verified that the email is theirs: an
 * unverified login of another visitor is deleted.
 *
 * @returns the input of `deleteLoginsStep`: the identity of an unverified login without a customer, if there is one.
 * @throws MedusaError (not_found), as every acceptance that fails, when the customer has a login, or the login of the
 * email has a customer or is verified.
 */
export const checkInvitedEmailStep = createStep(
  checkInvitedEmailStepId,
  async ({ customer_id, email }: CheckInvitedEmailInput, { container }) => {
    if ((await findCustomersWithLogins(container, [customer_id])).size) {
      throw notAcceptable();
    }
    const existing = await identityAt(container, email);
    if (existing && !(await canBeReplaced(container, existing, email))) {
      throw notAcceptable();
    }
    const replaced: DeleteLoginsInput = {
      delete_identities: existing ? [existing.id] : [],
      delete_provider_identities: [],
    };
    return new StepResponse(replaced);
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

/** Whether an identity may be deleted: an unfinished registration. An identity with several logins is none. */
async function canBeReplaced(container: MedusaContainer, identity: AuthIdentityDTO, email: string): Promise<boolean> {
  const logins = loginsOf([identity]);
  const hasNoActor = identity.app_metadata?.customer_id == null && !servesAnotherActor(identity);
  return hasNoActor && logins.length === 1 && !(await findProvingIdentities(container, logins, email)).size;
}
