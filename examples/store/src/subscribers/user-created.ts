import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { createCustomerWorkflow } from "../workflows/customer/workflows/create-customer";

/** Every new dashboard user gets a customer of their own to try the store with. */
export default async function userCreated({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await createCustomerWorkflow(container).run({
    input: { first_name: "John", last_name: "Doe", email: `${event.data.id.toLowerCase()}@example.com` },
  });
}

export const config: SubscriberConfig = { event: "user.created" };
