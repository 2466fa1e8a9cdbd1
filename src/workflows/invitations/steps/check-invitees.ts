import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { findCustomersWithLogins } from "../../logins/find-customers-with-logins";

const checkInviteesStepId = "customers-check-invitees-step";

export type CheckInviteesInput = { customer_ids: string[] };

/** Ids that a message names, at most. */
const NAMED = 10;

/**
 * Asserts that the customers have no login. Writes nothing.
 *
 * @throws MedusaError (not_allowed) that names those who have one.
 */
export const checkInviteesStep = createStep(
  checkInviteesStepId,
  async ({ customer_ids }: CheckInviteesInput, { container }) => {
    const registered = [...(await findCustomersWithLogins(container, customer_ids))];
    if (registered.length) {
      const more = registered.length > NAMED ? ` and ${registered.length - NAMED} more` : "";
      const named = registered.slice(0, NAMED).map((id) => `"${id}"`);
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Customer with id ${named.join(", ")}${more} can log in already and needs no invitation. A customer ` +
          "who has forgotten the password resets it.",
      );
    }
    return new StepResponse(undefined);
  },
);
