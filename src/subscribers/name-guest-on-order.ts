import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { OrderWorkflowEvents } from "@medusajs/framework/utils";
import { isPermanent } from "../shared/errors";
import { logFailure } from "../shared/log-failure";
import { isModuleMounted } from "../shared/wiring";
import { hasGuestToName } from "../workflows/guests/read-order-of-guest";
import { nameGuestWorkflow } from "../workflows/guests/workflows/name-guest";

/**
 * Names the guest of a new order by its shipping address: a guest checkout gives an email only, and the guest could not be
 * found by name.
 *
 * Starts no workflow for an order of another customer, and none with the option `guest_names: "off"`. Logs a permanent error. Throws any other error, such as a lost
 * connection: the event bus may deliver the event again. The workflow is idempotent.
 */
export default async function nameGuestOnOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { id } = event.data;
  try {
    if (isModuleMounted(container) && (await hasGuestToName(container, id))) {
      await nameGuestWorkflow(container).run({ input: { order_id: id } });
    }
  } catch (error) {
    if (!isPermanent(error)) {
      throw error;
    }
    logFailure(container, `The guest of order "${id}" could not be named`, error);
  }
}

export const config: SubscriberConfig = {
  event: OrderWorkflowEvents.PLACED,
  context: { subscriberId: "customers-name-guest-on-order" },
};
