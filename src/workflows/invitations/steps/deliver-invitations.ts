import type { MedusaContainer } from "@medusajs/framework/types";
import { EventPriority, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { InvitationToken } from "../../../modules/customer/invitations/invitation-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { CustomerEvents } from "../../events";
import { findCustomersWithLogins } from "../../logins/find-customers-with-logins";

const deliverInvitationsStepId = "customers-deliver-invitations-step";

/** Invitations per run. A run needs one read, one statement and one round to the event bus for all of them. */
const INVITATIONS_PER_RUN = 500;

/**
 * Gives tokens to waiting invitations, emits their events, and then marks them as announced. A subscriber that handles an
 * event acknowledges it (`invitations.acknowledge`), which marks the invitation as sent.
 *
 * The step emits the events itself, before the workflow ends. A process that ends between the events and the mark leaves
 * its invitations waiting. The next run announces them again, with new tokens. The customer may then get two mails; only
 * the token of the last one is valid.
 *
 * Compensation sets the rows back to waiting. The token of a mail that was sent before is then invalid, and another mail
 * follows.
 */
export const deliverInvitationsStep = createStep(
  deliverInvitationsStepId,
  async (_: unknown, { container }) => {
    const service = resolveCustomerModule(container);
    const { tokens, cancelled, undo } = await service.invitations.lease({ limit: INVITATIONS_PER_RUN });
    try {
      const withLogin = await findCustomersWithLogins(
        container,
        tokens.map(({ customer_id }) => customer_id),
      );
      const announced = tokens.filter(({ customer_id }) => !withLogin.has(customer_id));
      const superfluous = tokens.filter(({ customer_id }) => withLogin.has(customer_id));
      await emitInvited(container, announced);
      await service.invitations.markSent({ announced, cancelled: superfluous });
      return new StepResponse({ announced: announced.length, cancelled: cancelled + superfluous.length }, undo);
    } catch (error) {
      // Medusa does not compensate a step that fails: it undoes its own rows.
      logNotReverted(container, "invitations", await service.invitations.undo(undo));
      throw error;
    }
  },
  async (undo, { container }) => {
    if (undo) {
      logNotReverted(container, "invitations", await resolveCustomerModule(container).invitations.undo(undo));
    }
  },
);

async function emitInvited(container: MedusaContainer, announced: InvitationToken[]): Promise<void> {
  if (announced.length) {
    await container.resolve(Modules.EVENT_BUS).emit(
      announced.map(({ id, customer_id, token }) => ({
        name: CustomerEvents.INVITED,
        data: { id: customer_id, invitation_id: id, token },
      })),
      { priority: EventPriority.LOW },
    );
  }
}
