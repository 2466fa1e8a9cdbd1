import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { mergeCustomersWorkflow } from "medusa-plugin-customers/workflows";
import { failEachWrite, type Write } from "../../helpers/databases/write-failures";
import { createLogin, createTwoCustomers } from "../../helpers/http/two-customers";
import { runJob } from "../../helpers/stores/jobs";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

/** What no service of Medusa's lets anybody restore, see compensation.ts. */
const LEFT_BY_MEDUSA = new Set([
  "auth_identity.updated_at",
  "cart.updated_at",
  "customer_account_holder (row added)",
  "customer_account_holder.updated_at",
  "event LinkCustomerAccountHolder.attached",
  "event LinkCustomerAccountHolder.detached",
  "order.updated_at",
  "order_change_action.updated_at",
]);

/** More than one page of a move. */
const MANY = 201;

/** Past the services, which would take minutes. */
async function addMany(store: Store, customerId: string): Promise<void> {
  await store.sql(
    `insert into cart (id, customer_id, currency_code) select 'cart_' || i || ?, ?, 'eur' from generate_series(1, ${MANY}) i`,
    [customerId, customerId],
  );
  await store.sql(
    `insert into "order" (id, customer_id, currency_code, email, status)
     select 'order_' || i || ?, ?, 'eur', 'ada@x.io', 'pending' from generate_series(1, ${MANY}) i`,
    [customerId, customerId],
  );
}

export default function mergesBrokenMoves(store: Store): void {
  const prepare = async (unique: string) => {
    const { registered, guest } = await createTwoCustomers(store, unique);
    await createLogin(store, guest.id, { provider: "emailpass", entity_id: `ada-${unique}@x.io` });
    await addMany(store, guest.id);
    return { customer_ids: [guest.id, registered.id] };
  };

  const link = ContainerRegistrationKeys.LINK;
  const holders = (container: Store["container"]): object =>
    container.resolve(link).getLinkModule(Modules.CUSTOMER, "customer_id", Modules.PAYMENT, "account_holder_id") ?? {};

  it("whichever write of a move fails, before or after it was stored, every row of every module is as it was", async () => {
    const writes: Write[] = [
      { of: (container) => container.resolve(Modules.AUTH), method: "updateAuthIdentities" },
      { of: holders, method: "create" },
      { of: (container) => container.resolve(link), method: "dismiss" },
      { of: (container) => container.resolve(Modules.CART), method: "updateCarts" },
      { of: (container) => container.resolve(Modules.ORDER), method: "updateOrderChangeActions" },
      { of: (container) => container.resolve(Modules.ORDER), method: "updateOrders" },
    ];

    const runs = await failEachWrite(store, { workflow: mergeCustomersWorkflow, prepare }, writes);

    expect(runs.map(({ step }) => step)).toEqual([
      ...["updateAuthIdentities, write 1, before", "updateAuthIdentities, write 1, after"],
      ...["create, write 1, before", "create, write 1, after"],
      ...["dismiss, write 1, before", "dismiss, write 1, after"],
      ...["updateCarts, write 1, before", "updateCarts, write 2, before"],
      ...["updateCarts, write 1, after", "updateCarts, write 2, after"],
      ...["updateOrderChangeActions, write 1, before", "updateOrderChangeActions, write 1, after"],
      ...["updateOrders, write 1, before", "updateOrders, write 2, before"],
      ...["updateOrders, write 1, after", "updateOrders, write 2, after"],
    ]);
    const left = runs.flatMap(({ step, differences, events, compensationErrors }) =>
      [...differences, ...events.map((name) => `event ${name}`), ...compensationErrors]
        .filter((one) => !LEFT_BY_MEDUSA.has(one))
        .map((one) => `${step}: ${one}`),
    );
    expect(left).toEqual([]);
  });

  it("when moved rows cannot be returned, the caller gets the merge's error, the other is logged, and the job completes the merge", async () => {
    const { customer_ids } = await prepare("stuck");
    const events = new SentEvents(store);
    const [guestId, registeredId] = customer_ids;
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
    const logged = jest.spyOn(logger, "error").mockImplementation(() => logger);
    const orders = store.container.resolve(Modules.ORDER);
    const broken = jest.spyOn(orders, "updateOrders").mockImplementation(() => {
      throw new Error(broken.mock.calls.length > 1 ? "No way back." : "No way on.");
    });
    // The first page is stored, and its answer is lost.
    broken.mockImplementationOnce(async (...args: unknown[]) => {
      await Reflect.apply(Object.getPrototypeOf(orders).updateOrders, orders, args);
      throw new Error("No way on.");
    });

    await expect(mergeCustomersWorkflow(store.container).run({ input: { customer_ids } })).rejects.toMatchObject({
      message: "No way on.",
    });

    expect(logged).toHaveBeenCalledWith(
      expect.stringContaining("its orders could not be returned: Error: No way back."),
    );
    expect(await store.customers.listCustomers({ id: guestId })).toEqual([]);
    broken.mockRestore();
    await runJob(store, "customers-resume-merges");

    expect(await events.all("customer.merged")).toEqual([{ id: registeredId, merged_id: guestId }]);
    events.stop();
    const rest = await store.sql(
      `select id from "order" where customer_id = ? union all
       select id from cart where customer_id = ? and completed_at is null union all
       select id from auth_identity where app_metadata ->> 'customer_id' = ?`,
      [guestId, guestId, guestId],
    );
    expect(rest).toEqual([]);
    expect(await store.sql("select 1 from customer_merge where completed_at is not null")).toHaveLength(1);
  });

  it("when the database is lost before the first part is returned, no other part is, and the job completes the merge", async () => {
    const { customer_ids } = await prepare("lost");
    const [guestId] = customer_ids;
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
    jest.spyOn(logger, "error").mockImplementation(() => logger);
    const orders = jest.spyOn(store.container.resolve(Modules.ORDER), "updateOrders");
    orders.mockImplementation(() => {
      throw new Error("No way on.");
    });
    const lost = new Error("Connection terminated unexpectedly");
    const checked = jest.spyOn(store.customers.merges, "checkReversible").mockRejectedValueOnce(lost);

    await expect(mergeCustomersWorkflow(store.container).run({ input: { customer_ids } })).rejects.toMatchObject({
      message: "No way on.",
    });

    expect(checked).toHaveBeenCalledTimes(1);
    expect(await store.customers.listCustomers({ id: guestId })).toEqual([]);
    expect(await store.sql("select 1 from auth_identity where app_metadata ->> 'customer_id' = ?", [guestId])).toEqual(
      [],
    );
    orders.mockRestore();
    // Its lease expires, as that of a process that died.
    await store.sql("update customer_merge set heartbeat_at = now() - interval '10 minutes'");
    await runJob(store, "customers-resume-merges");
    expect(await store.sql("select 1 from customer_merge where completed_at is not null")).toHaveLength(1);
  });
}
