import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../shared/errors";
import { isModuleMounted } from "../shared/wiring";
import { claimGuestWorkflow } from "../workflows/claims/workflows/claim-guest";
import { CustomerEvents } from "../workflows/events";

/** What asking again does not change. */
const FINAL: readonly string[] = [
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.NOT_FOUND,
  MedusaError.Types.INVALID_DATA,
];

/**
 * Joins the guest of an email into the account once the email is proven: when it is verified, when a change to it is
 * confirmed, when a login is linked that proves it, and when a customer is created whose login was verified, or vouched for
 * by its provider, before.
 *
 * A claim that is refused for good is logged. Any other error, a lost connection or a merge that is under way, goes on to
 * the event bus, whose affair it is to deliver the event again; a claim may be asked for as often as one likes.
 */
export default async function claimOnProof({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  const { id } = event.data;
  const { errors } = await claimGuestWorkflow(container).run({
    input: { customer_id: id, trigger: "proof" },
    throwOnError: false,
  });
  const passing = errors.find(({ error }) => !isErrorOf(error, ...FINAL));
  if (passing) {
    throw passing.error;
  }
  if (errors.length) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const reasons = errors.map(({ error }) => error.message);
    logger.error(`The guest of customer "${id}" could not be claimed: ${reasons.join(" ")}`);
  }
}

export const config: SubscriberConfig = {
  event: [CustomerEvents.EMAIL_VERIFIED, CustomerEvents.EMAIL_CHANGED, CustomerEvents.LOGIN_LINKED, "customer.created"],
  context: { subscriberId: "customers-claim-on-proof" },
};
