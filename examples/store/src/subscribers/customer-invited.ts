import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { Modules } from "@medusajs/framework/utils";

type Data = { id: string; invitation_id: string; token: string };

/** Mails an invitation, and acknowledges it once the mail provider has taken the mail. */
export default async function customerInvitedHandler({ event, container }: SubscriberArgs<Data>): Promise<void> {
  const { invitation_id, token } = event.data;
  const storefront = process.env.STOREFRONT_URL;
  if (!storefront) {
    return;
  }
  const customers = container.resolve(Modules.CUSTOMER);
  const { email } = await customers.invitations.retrieve(invitation_id);
  if (!email) {
    return;
  }
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to: email,
    channel: "email",
    template: "invitation",
    data: { link: `${storefront}/welcome?token=${token}` },
  });
  await customers.invitations.acknowledge([{ invitation_id, token }]);
}

export const config: SubscriberConfig = { event: "customer.invited" };
