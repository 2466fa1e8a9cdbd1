import type { Message } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { MockEventBusService } from "@medusajs/test-utils";
import { importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";

/** Keeps what the service hands to the event bus. */
class RecordingEventBus extends MockEventBusService {
  calls: { messages: Message[]; options: Record<string, unknown> }[] = [];
  isDown = false;

  override async emit<T>(data: Message<T> | Message<T>[], options: Record<string, unknown>): Promise<void> {
    if (this.isDown) {
      throw new Error("The bus is down");
    }
    this.calls.push({ messages: [data].flat(), options });
  }
}

const bus = new RecordingEventBus();

describeCustomerModule(
  ({ service }) => {
    const { run, validate, claim } = importClient(service);
    afterEach(() => {
      bus.isDown = false;
    });

    /** How often each event was sent since the last look. */
    function sent(): Record<string, number> {
      const counts: Record<string, number> = {};
      for (const { name } of bus.calls.splice(0).flatMap(({ messages }) => messages)) {
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    }

    it("each row that an import writes has one internal event; an unchanged row has none", async () => {
      await service.createCustomers({ email: "c@example.com", addresses: [{ address_name: "home", city: "X" }] });
      sent();
      const file = [
        { email: "a@example.com", groups: ["G"], addresses: [{ city: "X" }, { city: "Y" }] },
        { email: "b@example.com", groups: ["G", "H"] },
        { email: "c@example.com", first_name: "C", addresses: [{ address_name: "home", city: "Y" }] },
      ];
      await run(file, { create_groups: true });

      expect(bus.calls.filter(({ options }) => options.internal !== true)).toEqual([]);
      expect(bus.calls[0].messages[0]).toMatchObject({
        name: "customer.customer-group.created",
        metadata: { source: "customer", object: "customer_group", action: "created" },
        data: { id: expect.stringMatching(/^cusgroup_/) },
      });
      expect(sent()).toEqual({
        "customer.customer.created": 2,
        "customer.customer.updated": 1,
        "customer.customer-address.created": 2,
        "customer.customer-address.updated": 1,
        "customer.customer-group.created": 2,
        "customer.customer-group-customer.created": 3,
      });
      await run(file);
      await run(file, { dry_run: true });
      expect(sent()).toEqual({});
    });

    it("messages of a batch are sent a hundred at a time: no more of them are in memory", async () => {
      await run(Array.from({ length: 250 }, (_, index) => ({ email: `${index}@example.com` })));

      const sizes = bus.calls.splice(0).map(({ messages }) => messages.length);
      expect(sizes).toEqual([100, 100, 50]);
    });

    it("a bus that is down does not end an import: its rows are stored, and the caller gets the lines without events", async () => {
      const { id } = await validate(rowsOf([{ email: "a@x.io" }, { email: "b@x.io" }, { email: "c@x.io" }]));
      await service.imports.confirm(id);
      const claimed = await claim(id);
      bus.calls = [];
      const unsent: unknown[] = [];
      const store = async (onWritten: () => Promise<void>) =>
        await service.importRuns.storeBatch(claimed, {
          ...{ limit: 1, onWritten },
          onUnsent: (lines, error) => unsent.push([lines, (error as Error).message]),
        });

      bus.isDown = true;
      let written = 0;
      const count = async () => {
        written += 1;
      };
      expect(await store(count)).toEqual({ rows: 1, limit: 2 });
      bus.isDown = false;
      expect(await store(() => Promise.reject(new Error("No subscriber")))).toEqual({ rows: 1, limit: 2 });
      expect(await store(count)).toEqual({ rows: 1, limit: 2 });

      expect(unsent).toEqual([
        [{ first: 2, last: 2 }, "The bus is down"],
        [{ first: 3, last: 3 }, "No subscriber"],
      ]);
      expect([written, sent()]).toEqual([2, { "customer.customer.created": 2 }]);
      expect(await service.importRuns.finish(claimed)).toMatchObject({ state: "completed", created: 3 });
    });

    it("messages have keys for the times that the event bus adds: it makes no hidden class for each", async () => {
      await run([{ email: "ada@example.com" }]);

      const [message] = bus.calls.splice(0).flatMap(({ messages }) => messages);
      expect(Object.keys(message.metadata ?? {})).toEqual(expect.arrayContaining(["created_at", "published_at"]));
    });
  },
  {},
  { [Modules.EVENT_BUS]: bus },
);
