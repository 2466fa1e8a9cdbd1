import { withConnection } from "../helpers/databases/databases";
import { describeRaces, everyoneWaits, type RaceTrack, times } from "../helpers/timing/race";

const CALLERS = 50;

const DEFAULTS = `
  select id, is_default_shipping, is_default_billing from customer_address
  where customer_id = $1 and deleted_at is null and (is_default_shipping or is_default_billing) order by id`;

type Default = { id: string; is_default_shipping: boolean; is_default_billing: boolean };

/** A customer with so many addresses, none of them a default. */
async function customerWithAddresses({ service }: RaceTrack, count: number) {
  const customer = await service.createCustomers({ email: "ada@x.io" });
  const inputs = Array.from({ length: count }, (_, index) => ({ customer_id: customer.id, address_1: `${index}` }));
  const addresses = await service.createCustomerAddresses(inputs);
  return { customer, addresses };
}

describeRaces("default addresses under many callers at once", CALLERS, (track) => {
  const defaultsOf = (customer: { id: string }) => track.database.sql<Default>(DEFAULTS, [customer.id]);

  it("50 x setDefaultAddress to 50 addresses of one customer: exactly one default, no error", async () => {
    const { customer, addresses } = await customerWithAddresses(track, CALLERS);

    const { fulfilled, rejected } = await track.race(
      "customer",
      times(CALLERS, (index) => track.service.setDefaultAddress(customer.id, addresses[index].id, "shipping")),
    );

    expect(rejected).toEqual([]);
    expect(await defaultsOf(customer)).toEqual([
      { id: expect.any(String), is_default_shipping: true, is_default_billing: false },
    ]);
    // One after the other: the first found no default to clear, each other one cleared the one before.
    const cleared = fulfilled.map((changes) => changes.filter(({ is_default }) => is_default).length);
    expect(cleared.sort()).toEqual([0, ...Array(CALLERS - 1).fill(1)]);
  });

  it("shipping and billing at once: one default each, no error", async () => {
    const { customer, addresses } = await customerWithAddresses(track, 5);

    const { rejected } = await track.race(
      "customer",
      times(CALLERS, (index) =>
        track.service.setDefaultAddress(customer.id, addresses[index % 5].id, index % 2 ? "shipping" : "billing"),
      ),
    );

    expect(rejected).toEqual([]);
    const defaults = await defaultsOf(customer);
    expect(defaults.filter((address) => address.is_default_shipping)).toHaveLength(1);
    expect(defaults.filter((address) => address.is_default_billing)).toHaveLength(1);
  });

  it("setting and clearing the default at once: one default or none, no error", async () => {
    const { customer, addresses } = await customerWithAddresses(track, 5);

    const { rejected } = await track.race(
      "customer",
      times(CALLERS, (index) =>
        track.service.setDefaultAddress(customer.id, index % 3 ? addresses[index % 5].id : null, "shipping"),
      ),
    );

    expect(rejected).toEqual([]);
    expect((await defaultsOf(customer)).length).toBeLessThanOrEqual(1);
  });

  it("setting defaults while a deleted default returns: exactly one default, no error", async () => {
    const { customer, addresses } = await customerWithAddresses(track, 10);
    const [returning, ...others] = addresses;
    await track.service.setDefaultAddress(customer.id, returning.id, "shipping");
    await track.service.softDeleteCustomerAddresses([returning.id]);

    const { rejected } = await track.race<unknown>(
      ["customer", "customer_address"],
      [
        ...others.map((address) => () => track.service.setDefaultAddress(customer.id, address.id, "shipping")),
        () => track.service.restoreCustomerAddresses([returning.id]),
      ],
    );

    expect(rejected).toEqual([]);
    expect(await defaultsOf(customer)).toHaveLength(1);
    const [{ deleted_at }] = await track.database.sql<{ deleted_at: Date | null }>(
      "select deleted_at from customer_address where id = $1",
      [returning.id],
    );
    expect(deleted_at).toBeNull();
  });

  it("two deleted defaults of one customer that return at once: exactly one default, no error", async () => {
    const { customer, addresses } = await customerWithAddresses(track, 10);
    for (const { id } of addresses) {
      await track.service.setDefaultAddress(customer.id, id, "shipping");
      await track.service.softDeleteCustomerAddresses([id]);
    }

    const { rejected } = await track.race(
      "customer_address",
      addresses.map(
        ({ id }) =>
          () =>
            track.service.restoreCustomerAddresses([id]),
      ),
    );

    expect(rejected).toEqual([]);
    expect(await defaultsOf(customer)).toHaveLength(1);
  });

  it("setting defaults while an update of the one before is undone: exactly one default, no error", async () => {
    const { customer, addresses } = await customerWithAddresses(track, 10);
    const [undone, ...others] = addresses;
    await track.service.setDefaultAddress(customer.id, undone.id, "shipping");
    const snapshots = await track.service.snapshots.takeAddresses({ id: undone.id });
    const written = { is_default_shipping: false };
    await track.service.updateCustomerAddresses(undone.id, written);

    const { rejected } = await track.race<unknown>(
      ["customer", "customer_address"],
      [
        ...others.map((address) => () => track.service.setDefaultAddress(customer.id, address.id, "shipping")),
        () => track.service.snapshots.restoreAddresses(snapshots, written),
      ],
    );

    expect(rejected).toEqual([]);
    expect(await defaultsOf(customer)).toHaveLength(1);
  });

  it("an update by selector waits for a customer: an address that begins to match meanwhile is not written", async () => {
    const { service, database } = track;
    const { customer, addresses } = await customerWithAddresses(track, 1);
    const [first] = await service.createCustomers([{ email: "first@x.io" }]);
    await service.createCustomerAddresses([{ customer_id: first.id, city: "Turin" }]);
    await service.setDefaultAddress(customer.id, addresses[0].id, "shipping");

    const [updating] = await withConnection(database.name, async (gate) => {
      await gate.query("begin");
      await gate.query("select id from customer where id = $1 for update", [first.id]);
      const calls = [service.updateCustomerAddresses({ city: "Turin" }, { is_default_shipping: true })];
      const settled = Promise.allSettled(calls);
      await everyoneWaits(gate, { tables: ["customer"], connections: 1 });
      await service.createCustomerAddresses([{ customer_id: customer.id, city: "Turin" }]);
      await gate.query("commit");
      return await settled;
    });

    expect(updating).toMatchObject({
      status: "fulfilled",
      value: [{ customer_id: first.id, is_default_shipping: true }],
    });
    expect(await defaultsOf(customer)).toEqual([expect.objectContaining({ id: addresses[0].id })]);
  });

  it("setting a default that is being deleted waits for it, gets an error, and the old default stays", async () => {
    const { customer, addresses } = await customerWithAddresses(track, 2);
    const [existing, wanted] = addresses;
    await track.service.setDefaultAddress(customer.id, existing.id, "shipping");

    const [setting] = await withConnection(track.database.name, async (gate) => {
      await gate.query("begin");
      await gate.query("update customer_address set deleted_at = now() where id = $1", [wanted.id]);
      const running = Promise.allSettled([track.service.setDefaultAddress(customer.id, wanted.id, "shipping")]);
      await everyoneWaits(gate, { tables: ["customer_address"], connections: 1 });
      await gate.query("commit");
      return await running;
    });

    expect(setting).toMatchObject({
      status: "rejected",
      reason: { message: `Address with id: ${wanted.id} was not found` },
    });
    expect(await defaultsOf(customer)).toMatchObject([{ id: existing.id }]);
  });

  it("setDefaultAddress while others create a default by the contract: one default, and no error to who sets it", async () => {
    const { customer, addresses } = await customerWithAddresses(track, 10);
    const input = { customer_id: customer.id, is_default_shipping: true };

    const { rejected } = await track.race<unknown>("customer", [
      ...addresses.map((address) => () => track.service.setDefaultAddress(customer.id, address.id, "shipping")),
      ...times(10, () => track.service.createCustomerAddresses(input)),
      ...addresses.map(
        (address) => () => track.service.updateCustomerAddresses(address.id, { is_default_shipping: true }),
      ),
    ]);

    const refused = `Customer address with customer_id: ${customer.id}, already exists.`;
    expect(rejected.map(({ message }) => message)).toEqual(rejected.map(() => refused));
    expect(rejected.length).toBeLessThanOrEqual(20);
    expect(await defaultsOf(customer)).toHaveLength(1);
  });

  it("adding addresses while the customer is deleted: a deleted customer has no live address", async () => {
    const customers = await track.service.createCustomers(
      Array.from({ length: 5 }, (_, index) => ({ email: `c${index}@x.io` })),
    );
    const { rejected } = await track.race<unknown>(
      "customer",
      times<unknown>(40, (index) => {
        const customer_id = customers[index % 5].id;
        return index < 35
          ? track.service.createCustomerAddresses([{ customer_id }, { customer_id }])
          : track.service.softDeleteCustomers([customer_id]);
      }),
    );

    for (const { message } of rejected) {
      expect(message).toMatch(/^You tried to set relationship customer_id: cus_\w+, but such entity does not exist$/);
    }
    expect(await track.database.sql("select id from customer_address where deleted_at is null")).toEqual([]);
  });

  it("50 x create of a default address: one is made, 49 are refused in the words of the contract, as in core", async () => {
    const { customer } = await customerWithAddresses(track, 0);
    const input = { customer_id: customer.id, is_default_shipping: true };

    const { fulfilled, rejected } = await track.race(
      "customer_address",
      times(CALLERS, () => track.service.createCustomerAddresses(input)),
    );

    expect(fulfilled).toHaveLength(1);
    expect(new Set(rejected.map(({ message }) => message))).toEqual(
      new Set([`Customer address with customer_id: ${customer.id}, already exists.`]),
    );
    expect(await defaultsOf(customer)).toHaveLength(1);
  });
});
