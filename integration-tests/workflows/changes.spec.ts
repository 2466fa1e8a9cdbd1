import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { CustomerDTO } from "@medusajs/framework/types";
import { mergeCustomersWorkflow } from "medusa-plugin-customers/workflows";
import customersImport from "../../src/commands/customers-import";
import customersReconcile from "../../src/commands/customers-reconcile";
import { resolveCustomerModule } from "../../src/shared/customer-module";
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

/** Imports a file with this content by the command. @returns the id of the import. */
async function importFile(store: Store, content: string, options = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "customers-changes-"));
  const path = join(folder, "customers.csv");
  await writeFile(path, content);
  try {
    const args = [path, JSON.stringify(options)];
    const { stdout } = await captureOutput(() => customersImport({ container: store.container, args }));
    return (JSON.parse(stdout) as { id: string }).id;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const idOf = ({ id }: CustomerDTO): string => id;
const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

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
      ...{ dry_run: true, since, until: expect.any(String), unacknowledged_invitations: 0, problems: [] },
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

  it("emits the update of a customer who was created since, too", async () => {
    const since = new Date().toISOString();
    const id = await create("new");
    await delay(10);
    await store.customers.updateCustomers(id, { first_name: "Ada" });
    await create("other");

    const { events } = await reconcile(store, since, "emit", "customer.updated");

    expect(events).toEqual([{ name: "customer.updated", data: { id } }]);
  });

  it("emits the update of a customer whom a server with a slower clock has updated", async () => {
    const id = await create("new");
    await store.sql("update customer set created_at = updated_at + interval '1 second' where id = ?", [id]);

    const { events } = await reconcile(store, new Date(0).toISOString(), "emit", "customer.updated");

    expect(events).toEqual([{ name: "customer.updated", data: { id } }]);
  });

  it("emits the event of an import as it was: of a dry run, of one that stored all rows, and of one with errors", async () => {
    const since = new Date().toISOString();
    const sent = await eventsOf(store, async () => {
      await importFile(store, "email\nada@x.io\n", { dry_run: true });
      await importFile(store, "email\nada@x.io\n");
      await importFile(store, "email\nbob@x.io\nno-email\n");
      await importFile(store, "email\nno-email\n", { dry_run: true });
      await importFile(store, "nothing\n1\n").catch(() => undefined);
    });
    const completed = sent.filter(({ name }) => name === "customer.import.completed");
    expect(completed.map(({ data }) => data)).toEqual([
      expect.objectContaining({ dry_run: true, invalid: 0 }),
      expect.objectContaining({ dry_run: false, invalid: 0 }),
      expect.objectContaining({ dry_run: false, invalid: 1 }),
      expect.objectContaining({ dry_run: true, invalid: 1 }),
    ]);

    const { events, result } = await reconcile(store, since, "emit", "customer.import.completed");

    expect(events).toEqual(completed);
    expect(result).toMatchObject({ events: { "customer.import.completed": 4 } });
  });

  it("finds customers whom an import has made since, also where the file says when they were created", async () => {
    const since = new Date().toISOString();
    await importFile(store, "email,created_at\nada@x.io,2020-01-01\nbob@x.io,\n");
    const rows = await store.sql<{ id: string; email: string }>("select id, email from customer order by email");

    const { events } = await reconcile(store, since, "emit", "customer.created", "customer.updated");

    expect(events).toEqual([
      { name: "customer.created", data: { id: rows[1].id } },
      { name: "customer.updated", data: { id: rows[0].id } },
    ]);
  });

  it("emits nothing for changes after its start, so that a subscriber that writes customers does not keep it going", async () => {
    const { changes } = resolveCustomerModule(store.container);
    const since = new Date();
    const emails = Array.from({ length: 3 }, (_, n) => ({ email: `c${n}@x.io` }));
    const ids = (await store.customers.createCustomers(emails)).map(idOf);
    await delay(10);
    await store.customers.updateCustomers(ids, { first_name: "Ada" });
    const until = await changes.readClock();
    const first = await changes.list("updated", { since, until, after: null, limit: 2 });
    await delay(10);
    await store.customers.updateCustomers(idsOf(first), { last_name: "Byron" });

    const second = await changes.list("updated", { since, until, after: first[1], limit: 2 });

    expect([first, second].flatMap(idsOf).sort()).toEqual(ids.sort());
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    await store.customers.createCustomers({ email: "ahead@x.io", updated_at: inAnHour } as { email: string });
    const { result } = await reconcile(store, since.toISOString(), "emit", "customer.updated");
    expect(result).toMatchObject({ events: { "customer.updated": 3 } });
  });

  it("lists each deleted customer of several pages once, in any order of their times", async () => {
    const since = new Date(0).toISOString();
    const emails = Array.from({ length: 2_100 }, (_, n) => ({ email: `c${n}@x.io` }));
    const ids = (await store.customers.createCustomers(emails)).map(idOf);
    await store.customers.softDeleteCustomers(ids.filter((_, n) => n % 2));
    await store.customers.softDeleteCustomers(ids.filter((_, n) => n % 2 === 0));

    const { events } = await reconcile(store, since, "emit", "customer.deleted");

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
