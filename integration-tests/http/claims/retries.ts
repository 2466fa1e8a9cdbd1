import { LocalWorkflow } from "@medusajs/framework/orchestration";
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createTwoCustomers } from "../../helpers/http/two-customers";
import { proveEmail } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

type Subscriber = typeof import("../../../src/subscribers/claim-on-proof").default;

// The built one, as the store has it: the source would register the plugin's workflows a second time.
const claimOnProof: Subscriber = require("../../../.medusa/server/src/subscribers/claim-on-proof").default;

export default function claimsRetries(store: Store): void {
  /** What the event bus does with an event. */
  const deliver = (id: string) =>
    claimOnProof({
      event: { name: "customer.email_verified", data: { id }, metadata: { timestamp: Date.now() } },
      container: store.container,
      pluginOptions: {},
    });

  it("a batch of events starts a workflow only for the customers whose email a guest has", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    await proveEmail(store, registered);
    const others = await store.customers.createCustomers(
      Array.from({ length: 30 }, (_, index) => ({ email: `other-${index}@x.io`, has_account: true })),
    );
    const run = jest.spyOn(LocalWorkflow.prototype, "run");

    await Promise.all([...others, registered].map(({ id }) => deliver(id)));

    const inputs: unknown[] = run.mock.calls.map(([, input]) => input);
    expect(inputs.filter((input) => JSON.stringify(input).includes("proof"))).toEqual([
      { customer_id: registered.id, trigger: "proof" },
    ]);
    expect(await store.customers.listCustomers({ id: guest.id })).toEqual([]);
  });

  it("a claim that fails for the moment goes back to the event bus, and is made when the event comes again", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    await proveEmail(store, registered);
    await store.sql("alter table customer_merge rename to customer_merge_away");
    try {
      await expect(deliver(registered.id)).rejects.toBeDefined();
    } finally {
      await store.sql("alter table customer_merge_away rename to customer_merge");
    }
    expect(await store.customers.listCustomers({ id: guest.id })).toHaveLength(1);

    await deliver(registered.id);
    expect(await store.customers.listCustomers({ id: guest.id })).toEqual([]);
    await deliver(registered.id);
  });

  it("a claim that is refused for good is logged with the customer's id, and the event is done with", async () => {
    const log = jest
      .spyOn(store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER), "error")
      .mockReturnValue();
    const { registered, guest } = await createTwoCustomers(store, "one");
    await proveEmail(store, registered);
    await proveEmail(store, guest);

    await deliver(registered.id);
    expect(log.mock.calls.flat().map(String).join()).toContain(registered.id);
    expect(log.mock.calls.flat().map(String).join()).not.toContain("@");
    expect(await store.customers.listCustomers({ id: guest.id })).toHaveLength(1);
  });
}
