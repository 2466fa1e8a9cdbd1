import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { Modules } from "@medusajs/framework/utils";

type Data = { id: string; change_id: string; token: string };

/** Mails the link that approves a change of email to the OLD email: the account has no password to ask for. */
export default async function emailChangeApprovalRequestedHandler({
  event,
  container,
}: SubscriberArgs<Data>): Promise<void> {
  const { change_id, token } = event.data;
  const storefront = process.env.STOREFRONT_URL;
  if (!storefront) {
    return;
  }
  const { old_email, new_email } = await container.resolve(Modules.CUSTOMER).emailChanges.retrieve(change_id);
  if (!old_email) {
    return;
  }
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to: old_email,
    channel: "email",
    template: "approve-email",
    data: { new_email, link: `${storefront}/approve-email?token=${token}` },
  });
}

export const config: SubscriberConfig = { event: "customer.email_change_approval_requested" };
