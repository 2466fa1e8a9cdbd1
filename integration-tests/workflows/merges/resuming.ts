import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { mergeCustomersWorkflow } from "medusa-plugin-customers/workflows";
import type { MergeCustomersInput } from "../../../src/modules/customer/merges/types";
import { adminClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import {
  createAccountHolder,
  createCart,
  createLogin,
  createOrder,
  createOrderTransfer,
  createTwoCustomers,
} from "../../helpers/http/two-customers";
import { onMerge, removeMergeHooks } from "../../helpers/merges/merge-hooks";
import { runJob } from "../../helpers/stores/jobs";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";
import { internalWorkflows } from "../../helpers/workflows/internal-workflows";

const { resumeMergeWorkflow } = internalWorkflows;

const JOB = "customers-resume-merges";

export default function mergesResuming(store: Store): void {
  let admin: ApiClient;
  let events: SentEvents;

  beforeEach(async () => {
    admin = await adminClient(store);
    events = new SentEvents(store);
  });
  afterEach(() => events.stop());
  afterEach(removeMergeHooks);

  // as: the store's customer service is this plugin's; its type in the container is the contract's.
  const service = () => store.customers;

  /** A merge whose process died before anything of other modules had moved. */
  async function brokenOff(unique: string, input: Partial<MergeCustomersInput> = {}) {
    const both = await createTwoCustomers(store, unique);
    const { registered, guest } = both;
    const login = await createLogin(store, guest.id, { provider: "emailpass", entity_id: `${unique}@x.io` });
    await service().merges.merge({ customer_ids: [guest.id, registered.id], ...input });
    await age();
    return { ...both, login };
  }
  const age = (minutes = 6) =>
    store.sql(
      `update customer_merge set heartbeat_at = now() - interval '${minutes} minutes' where completed_at is null`,
    );
  const completed = async () =>
    (await store.sql("select 1 from customer_merge where completed_at is not null")).length === 1;

  /** Whose the things are that other modules keep. */
  async function owners({ orderId, cartId, login }: { orderId: string; cartId: string; login: string }) {
    const rows = await store.sql<{ customer_id: string }>(
      `select customer_id from "order" where id = ? union all select customer_id from cart where id = ?
       union all select app_metadata ->> 'customer_id' from auth_identity where id = ?
       union all select customer_id from customer_account_holder where deleted_at is null`,
      [orderId, cartId, login],
    );
    return [...new Set(rows.map(({ customer_id }) => customer_id))];
  }

  it("the job ends a merge: everything moves, the hook runs, each event is sent once; run again it does nothing", async () => {
    const broken = await brokenOff("job");
    const { registered, guest, groupId } = broken;
    const seen: string[] = [];
    onMerge({
      customersMerged: async ({ state }) => {
        seen.push(state);
      },
    });

    await runJob(store, JOB);
    await runJob(store, JOB);

    expect(await owners(broken)).toEqual([registered.id]);
    expect(await completed()).toBe(true);
    expect(seen).toEqual(["resumed"]);
    expect(await events.all("customer.merged")).toEqual([{ id: registered.id, merged_id: guest.id }]);
    expect(await events.all("customer_group.customers_added")).toEqual([
      { id: groupId, customer_ids: [registered.id] },
    ]);
    expect(await events.all("customer.claimed")).toEqual([]);
  });

  it("the job ends a claim, and says that it was one", async () => {
    const broken = await brokenOff("claim", { kind: "claim" });

    await runJob(store, JOB);

    expect(await owners(broken)).toEqual([broken.registered.id]);
    expect(await events.all("customer.claimed")).toEqual([{ id: broken.registered.id, guest_id: broken.guest.id }]);
    expect(await events.all("customer.merged")).toHaveLength(1);
  });

  it("a second claim ends one that was broken off; while its process lives, it is answered and not touched", async () => {
    const broken = await brokenOff("hand", { kind: "claim" });
    const { registered, guest } = broken;
    const claim = () => admin.post(`/admin/customers/${registered.id}/claim`, { skip_proof: true });
    const answer = { status: 200, data: { customer: { id: registered.id }, guest_id: guest.id } };
    await age(0);

    expect(await claim()).toMatchObject(answer);
    expect(await owners(broken)).toEqual([guest.id]);
    expect(await completed()).toBe(false);

    await age();
    expect(await claim()).toMatchObject(answer);
    expect(await owners(broken)).toEqual([registered.id]);
    expect(await completed()).toBe(true);
    expect(await events.all("customer.claimed")).toEqual([{ id: registered.id, guest_id: guest.id }]);
  });

  it("a proof ends a claim that was broken off, and claims a guest who came since", async () => {
    const broken = await brokenOff("proof", { kind: "claim" });
    const { registered } = broken;
    const user_metadata = { email: registered.email };
    await createLogin(store, registered.id, { provider: "google", entity_id: "118", user_metadata });
    const later = await store.customers.createCustomers({ email: registered.email ?? "" });

    await store.container
      .resolve(Modules.EVENT_BUS)
      .emit({ name: "customer.email_verified", data: { id: registered.id } });
    const ended = () => store.sql("select 1 from customer_merge where completed_at is not null");
    await until(async () => (await ended()).length === 2);

    expect(await owners(broken)).toEqual([registered.id]);
    expect(await store.customers.listCustomers({ email: registered.email })).toMatchObject([{ id: registered.id }]);
    expect(await service().merges.findSurvivor(later.id)).toBe(registered.id);
  });

  it("A into B was broken off: merging B into C is refused until the job has ended it", async () => {
    const { registered, guest } = await brokenOff("chain");
    const { registered: third } = await createTwoCustomers(store, "third");
    const body = { customer_ids: [registered.id, third.id], survivor_id: third.id, keep_logins: true };
    expect(await admin.post("/admin/customers/merge", body)).toMatchObject({
      status: 400,
      data: { type: "not_allowed", message: expect.stringContaining(`"${guest.id}" into "${registered.id}"`) },
    });

    await runJob(store, JOB);

    expect(await admin.post("/admin/customers/merge", body)).toMatchObject({ status: 200 });
    expect(await service().merges.findSurvivor(guest.id)).toBe(third.id);
    expect(await store.sql(`select 1 from "order" where customer_id = ?`, [third.id])).toHaveLength(1);
  });

  it("goes on where it stopped: what has moved already, or half, is not touched again", async () => {
    const broken = await brokenOff("half");
    const { registered, guest, orderId } = broken;
    const left = await createOrder(store, guest);
    await createCart(store, guest);
    await store.container.resolve(Modules.ORDER).updateOrders([{ id: orderId, customer_id: registered.id }]);
    // The new link is there, the old one was not dismissed yet.
    const [{ account_holder_id }] = await store.sql<{ account_holder_id: string }>(
      "select account_holder_id from customer_account_holder where customer_id = ?",
      [guest.id],
    );
    await store.sql("insert into customer_account_holder (id, customer_id, account_holder_id) values ('half', ?, ?)", [
      registered.id,
      account_holder_id,
    ]);
    const given = jest.spyOn(store.container.resolve(Modules.ORDER), "updateOrders");

    await runJob(store, JOB);

    expect(given.mock.calls.map(([rows]) => rows)).toEqual([[{ id: left, customer_id: registered.id }]]);
    expect(await owners(broken)).toEqual([registered.id]);
    const links = await store.sql("select account_holder_id from customer_account_holder where deleted_at is null");
    expect(links).toEqual([{ account_holder_id }]);
  });

  it("a resumption that fails gives nothing back, keeps no other from being ended, and has its turn again", async () => {
    const broken = await brokenOff("first");
    const other = await brokenOff("second");
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
    const logged = jest.spyOn(logger, "error").mockImplementation(() => logger);
    const [{ id }] = await store.sql<{ id: string }>("select id from customer_merge where merged_id = ?", [
      broken.guest.id,
    ]);
    onMerge({
      customersMerged: async (merge) => {
        if (merge.id === id) {
          throw new Error("The shop refuses.");
        }
      },
    });

    await runJob(store, JOB);

    expect(logged).toHaveBeenCalledWith(expect.stringContaining(`Merge ${id} of two customers could not be ended`));
    const orderOf = (orderId: string) => store.container.resolve(Modules.ORDER).retrieveOrder(orderId);
    expect(await orderOf(broken.orderId)).toMatchObject({ customer_id: broken.registered.id });
    expect(await orderOf(other.orderId)).toMatchObject({ customer_id: other.registered.id });
    expect(await events.all("customer.merged")).toEqual([{ id: other.registered.id, merged_id: other.guest.id }]);
    onMerge({ customersMerged: async () => {} });
    await age();
    await runJob(store, JOB);
    expect(await events.all("customer.merged")).toHaveLength(2);
  });

  it("a process that wakes up after another has ended its merge is refused, and undoes nothing of it", async () => {
    const both = await createTwoCustomers(store, "sleeper");
    const { registered, guest } = both;
    const login = await createLogin(store, guest.id, { provider: "emailpass", entity_id: "ada@x.io" });
    onMerge({
      customersMerged: async ({ id, state }) => {
        if (state === "new") {
          await age();
          await resumeMergeWorkflow(store.container).run({ input: { id } });
        }
      },
    });

    await expect(
      mergeCustomersWorkflow(store.container).run({ input: { customer_ids: [guest.id, registered.id] } }),
    ).rejects.toMatchObject({ type: "conflict", message: expect.stringContaining("taken over by another process") });

    expect(await owners({ ...both, login })).toEqual([registered.id]);
    expect(await completed()).toBe(true);
    expect(await store.customers.listCustomers({ id: guest.id })).toEqual([]);
    expect(await events.all("customer.merged")).toHaveLength(1);
    expect(await events.all("customer_group.customers_added")).toHaveLength(1);
  });

  it("an undo whose email a checkout took meanwhile hands nothing back: the merge stands and the job ends it", async () => {
    const both = await createTwoCustomers(store, "taken");
    const { registered, guest } = both;
    const login = await createLogin(store, guest.id, { provider: "emailpass", entity_id: "ada@x.io" });
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
    const logged = jest.spyOn(logger, "error").mockImplementation(() => logger);
    let taker = "";
    onMerge({
      customersMerged: async ({ state }) => {
        if (state === "new") {
          taker = (await store.customers.createCustomers({ email: guest.email ?? "" })).id;
          throw new Error("The shop refuses.");
        }
      },
    });

    await expect(
      mergeCustomersWorkflow(store.container).run({ input: { customer_ids: [guest.id, registered.id] } }),
    ).rejects.toMatchObject({ message: "The shop refuses." });

    expect(logged).toHaveBeenCalledWith(
      expect.stringContaining(`customer "${taker}" has the email of the merged customer`),
    );
    expect(await owners({ ...both, login })).toEqual([registered.id]);
    expect(await events.all("customer.merged")).toEqual([]);
    await runJob(store, JOB);
    expect(await completed()).toBe(true);
    expect(await events.all("customer.merged")).toEqual([{ id: registered.id, merged_id: guest.id }]);
  });

  it("what was stored with the merged id at that very moment (order, cart, transfer) moves when the job looks again, once", async () => {
    const { registered, guest } = await createTwoCustomers(store, "checkout");
    await admin.post("/admin/customers/merge", { customer_ids: [guest.id, registered.id] });
    const orderId = await createOrder(store, guest);
    const cartId = await createCart(store, guest);
    const transferId = await createOrderTransfer(store, guest);
    const owner = async () =>
      await store.sql(
        `select customer_id from "order" where id = ? union all select customer_id from cart where id = ?
         union all select reference_id from order_change_action where id = ?`,
        [orderId, cartId, transferId],
      );

    await runJob(store, JOB);
    expect(await owner()).toEqual(Array(3).fill({ customer_id: guest.id }));
    await store.sql("update customer_merge set completed_at = now() - interval '11 minutes'");
    await runJob(store, JOB);
    expect(await owner()).toEqual(Array(3).fill({ customer_id: registered.id }));
    expect(await store.sql("select 1 from customer_merge where rechecked_at is not null")).toHaveLength(1);
    expect(await events.all("customer.merged")).toHaveLength(1);
  });

  it("a payment account that came to both at one provider in the meantime stays, and does not stop the end of a merge", async () => {
    const broken = await brokenOff("holders");
    await createAccountHolder(store, broken.registered.id, "pp_system_default");

    await runJob(store, JOB);

    expect(await completed()).toBe(true);
    const [order] = await store.sql<{ customer_id: string }>(`select customer_id from "order" where id = ?`, [
      broken.orderId,
    ]);
    expect(order.customer_id).toBe(broken.registered.id);
  });
}
