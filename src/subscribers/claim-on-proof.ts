import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isModuleMounted } from "../wiring";
import { claimGuestWorkflow } from "../workflows/customer-claim/workflows/claim-guest";
import { EMAIL_VERIFIED } from "../workflows/customer-claim/workflows/confirm-verification";
import { EMAIL_CHANGED } from "../workflows/email-change/workflows/confirm-email-change";

/**
 * Joins the guest of an email into the account once the email is proven: when it is verified, when a change to it is
 * confirmed, and when a customer is created whose login was verified, or vouched for by its provider, before.
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
  if (errors.length) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const reasons = errors.map(({ error }) => (error instanceof Error ? error.message : String(error?.message)));
    logger.error(`The guest of customer "${id}" could not be claimed: ${reasons.join(" ")}`);
  }
}

export const config: SubscriberConfig = {
  event: [EMAIL_VERIFIED, EMAIL_CHANGED, "customer.created"],
  context: { subscriberId: "customers-claim-on-proof" },
};
