import { setTimeout as delay } from "node:timers/promises";
import type { CustomerDTO } from "@medusajs/framework/types";
import { mergeCustomersWorkflow } from "medusa-plugin-customers/workflows";
import customersReconcile from "../../src/commands/customers-reconcile";
import { captureOutput } from "../helpers/run/captured-output";
import { eventsOf } from "../helpers/stores/sent-events";
import { describeStore, type Store } from "../helpers/stores/store";

/** Runs the command. @returns what it prints, and the events that it emits. */
async function reconcile(store: Store, ...args: string[]) {
  const { stdout, stderr, returned } = await captureOutput(() =>
    eventsOf(store, () => customersReconcile({ container: store.container, args })),
  );
  return { result: JSON.parse(stdout) as unknown, stderr, events: returned };
}

const idOf = ({ id }: CustomerDTO): string => id;

describeStore((store) => {
  const create = async (name: string): Promise<string> =>
    idOf(await store.customers.createCustomers({ email: `${name}@x.io` }));

  /** Two customers from before the time, one of whom is updated after it; then one who is new, a deleted one and a merge. */
  async function history() {
    const [old, kept, gone, survivor, merged] = [
      ...[await create("old"), await create("kept"), await create("gone")],
      ...[await create("survivor"), await create("merged")],
    ];
    await delay(10);
    const since = new Date().toISOString();
    await delay(10);
    await store.customers.updateCustomers(old, { first_name: "Ada" });
    const fresh = await create("fresh");
    await store.customers.softDeleteCustomers([gone]);
    const input = { customer_ids: [survivor, merged] as [string, string], survivor_id: survivor };
    await mergeCustomersWorkflow(store.container).run({ input });
    return { since, old, kept, gone, survivor, merged, fresh };
  }

  it("counts the changes since a time, and emits nothing without the argument", async () => {
    const { since } = await history();

    const { result, stderr, events } = await reconcile(store, since);

    expect(result).toEqual({
      ...{ dry_run: true, since, unacknowledged_invitations: 0, problems: [] },
      events: {
        ...{ "customer.created": 1, "customer.updated": 1, "customer.deleted": 1, "customer.merged": 1 },
        ...{ "customer.email_changed": 0, "customer.import.completed": 0, "customer.export.completed": 0 },
      },
    });
    expect(stderr).toContain('Run the command with "emit"');
    expect(events).toEqual([]);
  });

  it("emits the event of each change with its data: not of customers who did not change, nor of a merged one's deletion", async () => {
    const { since, old, gone, survivor, merged, fresh } = await history();

    const { events } = await reconcile(store, since, "emit");

    expect(events).toHaveLength(4);
    expect(events).toEqual(
      expect.arrayContaining([
        { name: "customer.created", data: { id: fresh } },
        { name: "customer.updated", data: { id: old } },
        { name: "customer.deleted", data: { id: gone } },
        { name: "customer.merged", data: { id: survivor, merged_id: merged } },
      ]),
    );
  });

  it("emits the events that are named only, and lists each of several pages once", async () => {
    const since = new Date(0).toISOString();
    const emails = Array.from({ length: 2_300 }, (_, n) => ({ email: `c${n}@x.io` }));
    const ids = (await store.customers.createCustomers(emails)).map(idOf);

    const { events, result } = await reconcile(store, since, "emit", "customer.created");

    expect(result).toMatchObject({ events: { "customer.created": 2_300 } });
    expect(new Set(events.map(({ name }) => name))).toEqual(new Set(["customer.created"]));
    expect(events.map(({ data }) => (data as { id: string }).id).sort()).toEqual(ids.sort());
  });

  it("emits no change of email that is confirmed and not complete: the job ends it, or takes it back", async () => {
    const since = new Date(0).toISOString();
    const { id } = await store.customers.createCustomers(Object.assign({ email: "ada@x.io" }, { has_account: true }));
    const request = { customer_id: id, email: "new@x.io", requested_by: "admin" as const };
    const { token } = await store.customers.emailChanges.request(request);
    const { change } = await store.customers.emailChanges.redeemAndApply({ token });
    expect((await reconcile(store, since, "emit", "customer.email_changed")).events).toEqual([]);

    await store.customers.unfinishedEmailChanges.complete(change.id);
    expect((await reconcile(store, since, "emit", "customer.email_changed")).events).toEqual([
      { name: "customer.email_changed", data: { id, change_id: change.id } },
    ]);
  });

  it.each([
    [["yesterday"], "SINCE has to be a time, such as 2026-12-01T08:00:00Z"],
    [[], "SINCE has to be a time"],
    [["2026-12-01", "customer.create"], '"customer.create" is no event that can be emitted again: customer.created'],
  ])("refuses %j and says how to call it", async (args, message) => {
    await expect(customersReconcile({ container: store.container, args })).rejects.toThrow(message);
    await expect(customersReconcile({ container: store.container, args })).rejects.toThrow(
      "Usage: npx medusa-plugin-customers reconcile SINCE [emit] [EVENT...]",
    );
  });
});
