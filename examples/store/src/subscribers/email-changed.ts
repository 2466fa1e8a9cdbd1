import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { Modules } from "@medusajs/framework/utils";

type Data = { id: string; change_id: string };

/** Mails a notice to the OLD email: so a customer learns of a change that was not theirs. */
export default async function emailChangedHandler({ event, container }: SubscriberArgs<Data>): Promise<void> {
  if (!process.env.STOREFRONT_URL) {
    return;
  }
  const { old_email } = await container.resolve(Modules.CUSTOMER).emailChanges.retrieve(event.data.change_id);
  if (!old_email) {
    return;
  }
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to: old_email,
    channel: "email",
    template: "email-changed",
  });
}

export const config: SubscriberConfig = { event: "customer.email_changed" };
