import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { Modules } from "@medusajs/framework/utils";

/** `code` is missing when the email is verified already. */
type Data = { entity_id: string; entity_type: string; code?: string };

/** Mails the code of a verification to the email that is to be verified. */
export default async function verificationRequestedHandler({ event, container }: SubscriberArgs<Data>): Promise<void> {
  const { entity_id, entity_type, code } = event.data;
  const storefront = process.env.STOREFRONT_URL;
  if (!storefront || !code || entity_type !== "email") {
    return;
  }
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to: entity_id,
    channel: "email",
    template: "verify-email",
    data: { link: `${storefront}/verify-email?code=${code}` },
  });
}

export const config: SubscriberConfig = { event: "auth.verification_requested" };
