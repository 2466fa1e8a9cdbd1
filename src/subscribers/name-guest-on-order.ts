import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { OrderWorkflowEvents } from "@medusajs/framework/utils";
import { isModuleMounted } from "../shared/wiring";
import { nameGuestWorkflow } from "../workflows/guests/workflows/name-guest";

/**
 * Names the guest of a new order by its shipping address: a guest checkout gives an email only, and the guest could not be
 * found by name.
 *
 * Throws an error such as a lost connection: the event bus may deliver the event again. The workflow is idempotent.
 */
export default async function nameGuestOnOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  if (isModuleMounted(container)) {
    await nameGuestWorkflow(container).run({ input: { order_id: event.data.id } });
  }
}

export const config: SubscriberConfig = {
  event: OrderWorkflowEvents.PLACED,
  context: { subscriberId: "customers-name-guest-on-order" },
};
