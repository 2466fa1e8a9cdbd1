import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { isPermanent } from "../shared/errors";
import { logFailure } from "../shared/log-failure";
import { isModuleMounted } from "../shared/wiring";
import { hasClaim } from "../workflows/claims/has-claim";
import { claimGuestWorkflow } from "../workflows/claims/workflows/claim-guest";
import { CustomerEvents } from "../workflows/events";

/**
 * Claims the guest of an email once the email is proven: when it is verified, when a change to it is confirmed, when a login
 * that proves it is linked, and when a customer is created whose login was verified before.
 *
 * Logs a claim that is refused for good. Throws any other error, such as a lost connection or a merge in progress: the event
 * bus may deliver the event again. The claim is idempotent.
 *
 * A batch of new customers sends an event for each of them. Most of them have nothing to claim, and start no workflow.
 */
export default async function claimOnProof({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { id } = event.data;
  if (!isModuleMounted(container) || !(await hasClaim(container, id))) {
    return;
  }
  const { errors } = await claimGuestWorkflow(container).run({
    input: { customer_id: id, trigger: "proof" },
    throwOnError: false,
  });
  const transient = errors.find(({ error }) => !isPermanent(error));
  if (transient) {
    throw transient.error;
  }
  for (const { error } of errors) {
    logFailure(container, `The guest of customer "${id}" could not be claimed`, error);
  }
}

export const config: SubscriberConfig = {
  event: [CustomerEvents.EMAIL_VERIFIED, CustomerEvents.EMAIL_CHANGED, CustomerEvents.LOGIN_LINKED, "customer.created"],
  context: { subscriberId: "customers-claim-on-proof" },
};
