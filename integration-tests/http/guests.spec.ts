import { randomUUID } from "node:crypto";
import { Modules, OrderWorkflowEvents } from "@medusajs/framework/utils";
import { nameGuestWorkflow } from "medusa-plugin-customers/workflows";
import { differences, readAllRows } from "../helpers/databases/database-rows";
import { SentEvents } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";
import { withFailingStep } from "../helpers/workflows/step-failures";

const ADDRESS = { first_name: "Ada", last_name: "Lovelace", phone: "+44 20" };

describeStore((store) => {
  const customers = () => store.container.resolve(Modules.CUSTOMER);

  /** An order of a new guest, as the completion of a cart stores it. */
  async function order(shipping_address?: typeof ADDRESS) {
    const guest = await customers().createCustomers({ email: "ada@x.io" });
    const { id } = await store.container.resolve(Modules.ORDER).createOrders({
      ...{ customer_id: guest.id, email: "ada@x.io", currency_code: "eur", shipping_address },
      items: [{ title: "Bicycle", quantity: 1, unit_price: 100 }],
    });
    return { id, guest };
  }

  it("a guest is named by the shipping address when the order is placed, and found by that name", async () => {
    const { id, guest } = await order(ADDRESS);
    const events = new SentEvents(store);
    await store.container.resolve(Modules.EVENT_BUS).emit({ name: OrderWorkflowEvents.PLACED, data: { id } });
    expect(await events.last("customer.updated")).toEqual({ id: guest.id });
    events.stop();
    expect(await customers().listCustomers({ q: "lovelace" })).toMatchObject([{ id: guest.id, ...ADDRESS }]);
  });

  it("an order without a shipping address, and an order that is gone, change nothing", async () => {
    const { id, guest } = await order();
    for (const order_id of [id, "order_none"]) {
      const { result } = await nameGuestWorkflow(store.container).run({ input: { order_id } });
      expect(result).toEqual({ id: null, is_named: false });
    }
    expect(await customers().retrieveCustomer(guest.id)).toMatchObject({ first_name: null, last_name: null });
  });

  it.each([
    [0, "instead", "customers-name-guest-step"],
    [1, "instead", "emit-event-step"],
    [1, "after", "emit-event-step"],
  ] as const)("the guest is as before when step %i fails %s of its work (%s)", async (at, mode, name) => {
    const { id } = await order(ADDRESS);
    const before = await readAllRows(store);
    const eventGroupId = `guests-${randomUUID()}`;
    const failure = { workflowId: "customers-name-guest", eventGroupId, at, mode };
    const failed = await withFailingStep(failure, async () => {
      const run = { input: { order_id: id }, context: { eventGroupId }, throwOnError: false };
      await nameGuestWorkflow(store.container).run(run);
    });
    expect(failed).toContain(name);
    expect(differences(before, await readAllRows(store))).toEqual([]);
  });
});
