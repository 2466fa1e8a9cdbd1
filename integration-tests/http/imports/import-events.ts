import type { InterceptorSubscriber } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { ImportClient } from "../../helpers/imports/import-client";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

export default function importsEvents(store: Store): void {
  const desk = new ImportClient(store);
  beforeEach(() => desk.open());
  afterEach(() => desk.close());

  it("emits rows as soon as their batch is stored: no workflow holds the messages of a whole file back", async () => {
    const emitted: { name: string; held: boolean | undefined }[] = [];
    const bus = store.container.resolve(Modules.EVENT_BUS);
    const note: InterceptorSubscriber = ({ name }, context) => {
      emitted.push({ name, held: context?.isGrouped });
    };
    bus.addInterceptor?.(note);
    const done = await desk.done("email,groups,address_1_city\na@x.io,gold,Paris\nb@x.io,,\n", {
      create_groups: "true",
    });
    await desk.waitForEvents(1);
    bus.removeInterceptor?.(note);

    expect(done).toMatchObject({ created: 2 });
    const ofRows = emitted.filter(({ name }) => name.startsWith("customer.customer"));
    expect(ofRows.map(({ name }) => name).sort()).toEqual([
      "customer.customer-address.created",
      "customer.customer-group-customer.created",
      "customer.customer-group.created",
      "customer.customer.created",
      "customer.customer.created",
    ]);
    expect(ofRows.filter(({ held }) => held !== false)).toEqual([]);
  });

  it("emits who joined which group, and of each customer when asked to, as core's workflows do", async () => {
    const heard = new SentEvents(store);
    const groups = "email,groups\na@x.io,gold|silver\nb@x.io,gold\n";
    await desk.done(groups, { create_groups: "true" });
    const added = await heard.all<{ id: string; customer_ids: string[] }>("customer_group.customers_added");
    expect(added.map(({ customer_ids }) => customer_ids.length).sort()).toEqual([1, 2]);
    expect([await heard.all("customer.created"), await heard.all("customer.updated")]).toEqual([[], []]);

    await desk.done(`${groups}c@x.io,gold\n`, { emit_row_events: "true" });
    await desk.done("email,first_name\na@x.io,Ada\nb@x.io,\n", { emit_row_events: "true" });
    const [a, , c] = await store.sql<{ id: string }>("select id from customer order by email");
    expect(await heard.all("customer.created")).toEqual([c]);
    expect(await heard.all("customer.updated")).toEqual([a]);
    const last = await heard.last<{ customer_ids: string[] }>("customer_group.customers_added", 3);
    expect(last.customer_ids).toEqual([c.id]);
    heard.stop();
  });

  it("an event bus that is down costs the events of a batch, not the import, and the log names the lines", async () => {
    const bus = store.container.resolve(Modules.EVENT_BUS);
    const emit = bus.emit.bind(bus);
    const lost = ["customer.created", "customer_group.customers_added"];
    const down = jest.spyOn(bus, "emit").mockImplementation(async (...[data, options]: Parameters<typeof emit>) => {
      if ([data].flat().some(({ name }) => lost.includes(name))) {
        throw new Error("The bus is down");
      }
      await emit(data, options);
    });
    const logged = jest.spyOn(store.container.resolve(ContainerRegistrationKeys.LOGGER), "error");
    const fields = { create_groups: "true", emit_row_events: "true" };
    const done = await desk.done("email,groups\na@x.io,gold\nb@x.io,gold\n", fields);
    const errors = logged.mock.calls.map(([message]) => String(message));
    down.mockRestore();
    logged.mockRestore();

    expect(done).toMatchObject({ state: "completed", created: 2, error: null });
    expect(errors.filter((message) => message.includes(done.id))).toEqual([
      `Events of lines 2 to 3 of the import ${done.id} were not emitted, though the rows are stored: Error: The bus is down`,
    ]);
  });
}
