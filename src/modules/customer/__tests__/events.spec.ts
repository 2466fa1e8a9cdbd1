import { Modules } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../integration-tests/helpers/modules/customer-module";
import { EventLog, idIn } from "../../../../integration-tests/helpers/modules/event-log";

const bus = new EventLog();

describeCustomerModule(
  ({ service }) => {
    beforeEach(() => {
      bus.takeIds();
      bus.whileEmitting = async () => {};
    });

    const of = (event: string, rows: { id: string }[]) => rows.map(({ id }) => `customer.${event} ${id}`).sort();

    it("a message holds name, source, object, action and the id of one row, and is marked internal", async () => {
      const customer = await service.createCustomers({ email: "ann@x.io" });

      expect(bus.calls).toEqual([
        {
          messages: [
            {
              name: "customer.customer.created",
              metadata: { source: "customer", object: "customer", action: "created" },
              data: { id: customer.id },
              options: undefined,
            },
          ],
          options: { internal: true },
        },
      ]);
    });

    it("carries the caller's event group", async () => {
      await service.createCustomers([{}, {}], { eventGroupId: "group-1" });

      const groups = bus.messages.map(({ metadata }) => metadata?.eventGroupId);
      expect(groups).toEqual(["group-1", "group-1"]);
    });

    itOnOurs(
      "the writes of a feature carry it too, and leave once, when the outermost call has committed",
      async () => {
        const { id } = await service.createCustomers({ email: "ann@x.io", has_account: true });
        const request = { customer_id: id, email: "new@x.io", requested_by: "admin" } as const;
        const { change, token } = await service.emailChanges.request(request);
        await service.emailChanges.redeem({ token });
        bus.takeIds();
        const seen: (string | null)[] = [];
        bus.whileEmitting = async () => void seen.push((await service.retrieveCustomer(id)).email);

        await service.emailChanges.apply({ ...change, customer_id: id }, { eventGroupId: "group-1" });

        expect(seen).toEqual(["new@x.io"]);
        expect(bus.messages).toMatchObject([
          { name: "customer.customer.updated", data: { id }, metadata: { eventGroupId: "group-1" } },
        ]);
      },
    );

    it("leaves after the commit: a subscriber can read the row", async () => {
      const seen: number[] = [];
      bus.whileEmitting = async () => {
        seen.push((await service.listCustomers()).length, (await service.listCustomerAddresses()).length);
      };

      const [ann] = await service.createCustomers([{ addresses: [{ city: "Bern" }] }, {}]);
      await service.softDeleteCustomers([ann.id]);
      await service.deleteCustomers([ann.id]);

      expect(seen).toEqual([2, 1, 1, 0, 1, 0]);
    });

    itOnOurs("leaves after the commit where the answer is read back within the transaction", async () => {
      const { id } = await service.createCustomers({});
      const group = await service.createCustomerGroups({ name: "VIP" });
      bus.takeIds();
      const seen: number[] = [];
      bus.whileEmitting = async () => void seen.push((await service.listCustomerGroupCustomers()).length);

      await service.createCustomerGroupCustomers({ customer_id: id, customer_group_id: group.id });

      expect(seen).toEqual([1]);
    });

    it("emits events of rows in the order in which they were given", async () => {
      const order = () => bus.messages.map(({ data }) => idIn(data));
      const emails = Array.from({ length: 50 }, (_, index) => ({ email: `${(index * 17) % 50}@x.io` }));

      const customers = await service.createCustomers(emails);

      expect(order()).toEqual(customers.map(({ id }) => id));
    });

    itOnOurs("emits changes and deletions in the order of the ids, which is that of creation", async () => {
      const emitted = () => {
        return bus.takeMessages().map(({ data }) => idIn(data));
      };
      const inDisorder = <Item>(items: Item[]) => items.map((_, index) => items[(index * 7 + 3) % items.length]);
      const emails = Array.from({ length: 20 }, (_, index) => ({
        email: `${(index * 13) % 20}@x.io`,
        addresses: [{}],
      }));
      const customers = (await service.createCustomers(emails)).map(({ id }) => id);
      const addresses = (await service.listCustomerAddresses({}, { take: 20, order: { id: "ASC" } })).map(
        ({ id }) => id,
      );
      const names = Array.from({ length: 20 }, (_, index) => ({ name: String((index * 13) % 20) }));
      const groups = (await service.createCustomerGroups(names)).map(({ id }) => id);
      const pairs = customers.map((customer_id, index) => ({ customer_id, customer_group_id: groups[19 - index] }));
      const memberships = (await service.addCustomerToGroup(pairs)).map(({ id }) => id);
      emitted();

      await service.updateCustomers(inDisorder(customers), { phone: "1" });
      expect(emitted()).toEqual(customers);
      await service.updateCustomers({ email: { $like: "%@x.io" } }, { phone: "2" });
      expect(emitted()).toEqual(customers);
      await service.updateCustomerAddresses(inDisorder(addresses), { city: "Bern" });
      expect(emitted()).toEqual(addresses);
      await service.updateCustomerGroups(inDisorder(groups), { metadata: { a: 1 } });
      expect(emitted()).toEqual(groups);
      await service.removeCustomerFromGroup(inDisorder(pairs));
      expect(emitted()).toEqual(memberships);
      // The row is written again, behind the others.
      await service.updateCustomerAddresses(inDisorder(addresses)[2], { city: "Biel" });
      emitted();
      await service.softDeleteCustomerAddresses(inDisorder(addresses).slice(0, 9));
      expect(emitted()).toEqual(inDisorder(addresses).slice(0, 9).sort());
      await service.softDeleteCustomers(inDisorder(customers));
      expect(emitted().slice(0, 20)).toEqual(customers);
      await service.softDeleteCustomerGroups(inDisorder(groups));
      expect(emitted()).toEqual(groups);
      await service.deleteCustomerAddresses(inDisorder(addresses));
      expect(emitted()).toEqual(addresses);
      await service.deleteCustomers(inDisorder(customers));
      expect(emitted()).toEqual(customers);
      await service.deleteCustomerGroups(inDisorder(groups));
      expect(emitted()).toEqual(groups);
    });

    it("creating: one `created` a customer, address, group and membership", async () => {
      const customers = await service.createCustomers([{ addresses: [{ city: "Bern" }, { city: "Biel" }] }, {}]);
      const addresses = await service.listCustomerAddresses();
      expect(bus.takeIds()).toEqual(
        [...of("customer.created", customers), ...of("customer-address.created", addresses)].sort(),
      );

      const more = await service.createCustomerAddresses(customers.map(({ id }) => ({ customer_id: id })));
      expect(bus.takeIds()).toEqual(of("customer-address.created", more));

      const groups = await service.createCustomerGroups([{ name: "a" }, { name: "b" }]);
      expect(bus.takeIds()).toEqual(of("customer-group.created", groups));

      const memberships = await service.addCustomerToGroup(
        groups.map(({ id }) => ({ customer_id: customers[0].id, customer_group_id: id })),
      );
      expect(bus.takeIds()).toEqual(of("customer-group-customer.created", memberships));
    });

    itOnOurs("adding a customer to a group it is in emits nothing, and the same pair twice emits once", async () => {
      const [ann, bob] = await service.createCustomers([{}, {}]);
      const group = await service.createCustomerGroups({ name: "a" });
      const pairs = [ann, bob, bob].map(({ id }) => ({ customer_id: id, customer_group_id: group.id }));
      await service.addCustomerToGroup(pairs[0]);
      bus.takeIds();

      const [, membership] = await service.addCustomerToGroup(pairs);

      expect(bus.takeIds()).toEqual(of("customer-group-customer.created", [membership]));
    });

    it("updating: one `updated` for each row that changed, by id, ids and selector", async () => {
      const [ann, bob, cy] = await service.createCustomers([{}, { first_name: "Same" }, { last_name: "Lee" }]);
      const address = await service.createCustomerAddresses({ customer_id: ann.id });
      const group = await service.createCustomerGroups({ name: "a" });
      bus.takeIds();

      await service.updateCustomers([ann.id, bob.id], { first_name: "Same" });
      expect(bus.takeIds()).toEqual(of("customer.updated", [ann]));
      await service.updateCustomers(bob.id, { phone: "1", metadata: { a: 1 } });
      expect(bus.takeIds()).toEqual(of("customer.updated", [bob]));
      await service.updateCustomers({ last_name: "Lee" }, { last_name: null });
      expect(bus.takeIds()).toEqual(of("customer.updated", [cy]));
      await service.updateCustomerAddresses(address.id, { city: "Bern" });
      expect(bus.takeIds()).toEqual(of("customer-address.updated", [address]));
      await service.updateCustomerGroups(group.id, { name: "b" });
      expect(bus.takeIds()).toEqual(of("customer-group.updated", [group]));
    });

    it("an update that changes nothing emits nothing", async () => {
      const data = { first_name: "Ann", metadata: { a: 1 }, email: "ann@x.io" };
      const ann = await service.createCustomers(data);
      const address = await service.createCustomerAddresses({ customer_id: ann.id, city: "Bern" });
      const group = await service.createCustomerGroups({ name: "a" });
      bus.takeIds();

      await service.updateCustomers(ann.id, data);
      await service.updateCustomers([ann.id], {});
      await service.updateCustomers({ first_name: "Unknown" }, { first_name: "X" });
      await service.updateCustomerAddresses(address.id, { city: "Bern" });
      await service.updateCustomerGroups(group.id, { name: "a" });

      expect(bus.calls).toEqual([]);
    });

    it("deleting for good: one `deleted` a row that was named; the rows that go along have none", async () => {
      const [ann, bob] = await service.createCustomers([{ addresses: [{ city: "Bern" }] }, {}]);
      const address = await service.createCustomerAddresses({ customer_id: bob.id });
      const groups = await service.createCustomerGroups([{ name: "a" }, { name: "b" }]);
      const memberships = await service.addCustomerToGroup(
        groups.map(({ id }) => ({ customer_id: bob.id, customer_group_id: id })),
      );
      bus.takeIds();

      await service.deleteCustomers([ann.id, "cus_unknown"]);
      expect(bus.takeIds()).toEqual(of("customer.deleted", [ann]));
      await service.deleteCustomerAddresses(address.id);
      expect(bus.takeIds()).toEqual(of("customer-address.deleted", [address]));
      await service.removeCustomerFromGroup({ customer_id: bob.id, customer_group_id: groups[0].id });
      expect(bus.takeIds()).toEqual(of("customer-group-customer.deleted", [memberships[0]]));
      await service.deleteCustomerGroups(groups.map(({ id }) => id));
      expect(bus.takeIds()).toEqual(of("customer-group.deleted", groups));
      await service.deleteCustomers(["cus_unknown"]);
      expect(bus.calls).toEqual([]);
    });

    it("soft-deleting: one `deleted` for the customer and one for each of its addresses; then no more", async () => {
      const customers = await service.createCustomers([{ addresses: [{ city: "a" }, { city: "b" }] }, {}]);
      const addresses = await service.listCustomerAddresses();
      const group = await service.createCustomerGroups({ name: "a" });
      await service.addCustomerToGroup({ customer_id: customers[0].id, customer_group_id: group.id });
      bus.takeIds();

      await service.softDeleteCustomers(customers.map(({ id }) => id));
      expect(bus.takeIds()).toEqual(
        [...of("customer.deleted", customers), ...of("customer-address.deleted", addresses)].sort(),
      );
      await service.softDeleteCustomers(customers.map(({ id }) => id));
      expect(bus.calls).toEqual([]);
      await service.softDeleteCustomerGroups([group.id]);
      expect(bus.takeIds()).toEqual(of("customer-group.deleted", [group]));
    });

    it("restoring emits nothing", async () => {
      const ann = await service.createCustomers({ addresses: [{ city: "a" }] });
      const group = await service.createCustomerGroups({ name: "a" });
      await service.softDeleteCustomers([ann.id]);
      await service.softDeleteCustomerGroups([group.id]);
      bus.takeIds();

      await service.restoreCustomers([ann.id]);
      await service.restoreCustomerGroups([group.id]);

      expect(await service.listCustomers()).toHaveLength(1);
      expect(bus.calls).toEqual([]);
    });

    it("a write that fails emits nothing", async () => {
      const [ann] = await service.createCustomers([{ email: "ann@x.io" }, { email: "bob@x.io" }]);
      await service.createCustomerAddresses({ customer_id: ann.id, is_default_billing: true });
      const group = await service.createCustomerGroups({ name: "a" });
      bus.takeIds();
      const unknown = { customer_id: "cus_unknown", customer_group_id: group.id };

      const failures = await Promise.allSettled([
        service.createCustomers([{ email: "new@x.io", addresses: [{}] }, { email: "ann@x.io" }]),
        service.createCustomers({ addresses: [{ is_default_billing: true }, { is_default_billing: true }] }),
        service.createCustomerAddresses([{ customer_id: ann.id }, { customer_id: ann.id, is_default_billing: true }]),
        service.createCustomerGroups([{ name: "b" }, { name: "a" }]),
        service.updateCustomers(ann.id, { email: "bob@x.io" }),
        service.updateCustomers([ann.id, "cus_unknown"], { phone: "1" }),
        service.addCustomerToGroup([{ customer_id: ann.id, customer_group_id: group.id }, unknown]),
      ]);

      expect(failures.map(({ status }) => status)).toEqual(failures.map(() => "rejected"));
      expect(bus.calls).toEqual([]);
    });

    it("reads emit nothing", async () => {
      const ann = await service.createCustomers({});
      bus.takeIds();

      await service.listCustomers({ q: "a" });
      await service.retrieveCustomer(ann.id, { relations: ["addresses", "groups"] });
      await service.listAndCountCustomerGroups();
      await service.listCustomerGroupCustomers();

      expect(bus.calls).toEqual([]);
    });
  },
  {},
  { [Modules.EVENT_BUS]: bus },
);
