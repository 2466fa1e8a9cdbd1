import { randomUUID } from "node:crypto";
import { LocalWorkflow } from "@medusajs/framework/orchestration";
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils";
import { nameGuestWorkflow } from "medusa-plugin-customers/workflows";
import { resolveCustomerModule } from "../../src/shared/customer-module";
import { differences, readAllRows } from "../helpers/databases/database-rows";
import { SentEvents } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";
import { withFailingStep } from "../helpers/workflows/step-failures";

type Subscriber = typeof import("../../src/subscribers/name-guest-on-order").default;

// The built one, as the store has it: the source would register the plugin's workflows a second time.
const nameGuestOnOrder: Subscriber = require("../../.medusa/server/src/subscribers/name-guest-on-order").default;

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

  /** What the event bus does with an event. */
  const deliver = (id: string) =>
    nameGuestOnOrder({
      event: { name: OrderWorkflowEvents.PLACED, data: { id }, metadata: { timestamp: Date.now() } },
      container: store.container,
      pluginOptions: {},
    });

  it("no order names a guest with the option guest_names off", async () => {
    const { id, guest } = await order(ADDRESS);
    const { guests } = resolveCustomerModule(store.container);
    const mode = jest.spyOn(guests, "namesMode", "get").mockReturnValue("off");
    await deliver(id);
    expect(await customers().retrieveCustomer(guest.id)).toMatchObject({ first_name: null, phone: null });
    mode.mockRestore();
    await deliver(id);
    expect(await customers().retrieveCustomer(guest.id)).toMatchObject(ADDRESS);
  });

  it("an order of a guest who has a name starts no workflow", async () => {
    const { id } = await order(ADDRESS);
    const run = jest.spyOn(LocalWorkflow.prototype, "run");
    const started = () => run.mock.calls.filter(([, input]) => JSON.stringify(input ?? "").includes(id)).length;
    await deliver(id);
    expect(started()).toBe(1);
    await deliver(id);
    expect(started()).toBe(1);
    run.mockRestore();
  });

  it("a permanent error is logged with the order's id, and any other goes back to the event bus", async () => {
    const { id } = await order(ADDRESS);
    const log = jest
      .spyOn(store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER), "error")
      .mockReturnValue();
    const name = jest.spyOn(resolveCustomerModule(store.container).guests, "name");
    name.mockRejectedValueOnce(new MedusaError(MedusaError.Types.INVALID_DATA, "The name is refused."));
    await deliver(id);
    expect(log).toHaveBeenCalledWith(expect.stringMatching(`^The guest of order "${id}" could not be named: `));
    name.mockRejectedValueOnce(new Error("The connection is lost."));
    await expect(deliver(id)).rejects.toMatchObject({ message: "The connection is lost." });
    name.mockRestore();
    log.mockRestore();
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
