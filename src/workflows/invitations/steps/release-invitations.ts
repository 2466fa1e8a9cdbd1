import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { Releasing } from "../../../modules/customer/invitations/release-invitations.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";

const releaseInvitationsStepId = "customers-release-invitations-step";

export type ReleaseInvitationsInput = Releasing;

/**
 * Releases invitations, 10,000 per transaction, until all of them wait.
 *
 * Compensation: none. Mails of the first ones may be sent by then; waiting ones can be cancelled.
 */
export const releaseInvitationsStep = createStep(
  releaseInvitationsStepId,
  async (which: ReleaseInvitationsInput, { container }) => {
    const service = resolveCustomerModule(container);
    let waiting = 0;
    for (let after: string | null = ""; after !== null; ) {
      const part: { count: number; last: string | null } = await service.invitations.release(which, after);
      waiting += part.count;
      after = part.last;
    }
    return new StepResponse({ waiting });
  },
);
