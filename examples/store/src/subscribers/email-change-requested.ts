import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { Modules } from "@medusajs/framework/utils";

type Data = { id: string; change_id: string; token: string };

/** Mails the link that confirms a change of email to the NEW email. */
export default async function emailChangeRequestedHandler({ event, container }: SubscriberArgs<Data>): Promise<void> {
  const { change_id, token } = event.data;
  const storefront = process.env.STOREFRONT_URL;
  if (!storefront) {
    return;
  }
  const change = await container.resolve(Modules.CUSTOMER).emailChanges.retrieve(change_id);
  // What a customer requested is confirmed by the token and the customer's login, what an admin requested by the token alone.
  const page = change.requested_by === "admin" ? "confirm-email-without-login" : "confirm-email";
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to: change.new_email,
    channel: "email",
    template: "confirm-email",
    data: { link: `${storefront}/${page}?token=${token}` },
  });
}

export const config: SubscriberConfig = { event: "customer.email_change_requested" };
