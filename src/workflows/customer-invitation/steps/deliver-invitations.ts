import type { MedusaContainer } from "@medusajs/framework/types";
import { EventPriority, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { InvitationToken } from "../../../modules/customer/facade/invitations";
import { resolveCustomerModule } from "../../customer-module";
import { customersWithLogins } from "../../login/customers-with-logins";
import { reportLeft } from "../../report-left";

export const deliverInvitationsStepId = "customers-deliver-invitations";

export const CUSTOMER_INVITED = "customer.invited";

/** Invitations that one run takes: one read, one statement and one round to the event bus each. */
export const INVITATIONS_A_RUN = 500;

/**
 * Gives tokens to invitations that wait, emits their events, and only then marks them as announced. A subscriber that takes
 * an event acknowledges it (`acknowledgeInvitations`), which marks the invitation as sent. The events are
 * not held back until the workflow ends: a process that dies in between leaves its invitations waiting, and they are
 * announced again, with other tokens. A mail may come twice, then; the last one is good.
 *
 * Compensation makes the rows wait again, as they were. A mail that is out by then leads nowhere, and another follows.
 */
export const deliverInvitationsStep = createStep(
  deliverInvitationsStepId,
  async (_: unknown, { container }) => {
    const service = resolveCustomerModule(container);
    const { tokens, cancelled, undo } = await service.takeInvitations({ limit: INVITATIONS_A_RUN });
    try {
      const withLogin = await customersWithLogins(
        container,
        tokens.map(({ customer_id }) => customer_id),
      );
      const announced = tokens.filter(({ customer_id }) => !withLogin.has(customer_id));
      const needless = tokens.filter(({ customer_id }) => withLogin.has(customer_id));
      await handOut(container, announced);
      await service.settleInvitations({ announced, cancelled: needless });
      return new StepResponse({ announced: announced.length, cancelled: cancelled + needless.length }, undo);
    } catch (error) {
      // A step that fails is not compensated with what it had done so far.
      reportLeft(container, "invitations", await service.undoInvitations(undo));
      throw error;
    }
  },
  async (undo, { container }) => {
    if (undo) {
      reportLeft(container, "invitations", await resolveCustomerModule(container).undoInvitations(undo));
    }
  },
);

async function handOut(container: MedusaContainer, announced: InvitationToken[]): Promise<void> {
  if (announced.length) {
    await container.resolve(Modules.EVENT_BUS).emit(
      announced.map(({ id, customer_id, token }) => ({
        name: CUSTOMER_INVITED,
        data: { id: customer_id, invitation_id: id, token },
      })),
      { priority: EventPriority.LOW },
    );
  }
}
