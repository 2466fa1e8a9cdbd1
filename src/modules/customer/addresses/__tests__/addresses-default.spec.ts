import { MedusaError, Modules } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import { EventLog } from "../../../../../integration-tests/helpers/modules/event-log";

const bus = new EventLog();

/** Core has no such methods: its callers take the old mark away and give the new one in two calls. */
describeCustomerModule(
  ({ service }) => {
    const setUp = async () => {
      const { id, addresses } = await service.createCustomers({
        addresses: [{ city: "A", is_default_shipping: true }, { city: "B" }, { city: "C", is_default_billing: true }],
      });
      const [a, b, c] = ["A", "B", "C"].map((name) => addresses.find(({ city }) => city === name)?.id ?? "");
      bus.take();
      return { id, a, b, c };
    };
    const rows = (customer_id: string) => service.listCustomerAddresses({ customer_id }, { order: { city: "ASC" } });
    const marks = async (id: string) =>
      (await rows(id)).map(({ city, is_default_shipping, is_default_billing }) =>
        [city, is_default_shipping && "shipping", is_default_billing && "billing"].filter(Boolean).join(" "),
      );
    const updated = (...ids: string[]) =>
      ids.map((id) => `customer.customer-address.updated ${JSON.stringify({ id })}`).sort();

    describe("setDefaultAddress", () => {
      itOnOurs("takes the mark from the one that has it and gives it to another, of that purpose only", async () => {
        const { id, a, b, c } = await setUp();

        const before = await service.setDefaultAddress(id, b, "shipping");
        expect(await marks(id)).toEqual(["A", "B shipping", "C billing"]);
        expect(before.map((address) => [address.id, address.is_default]).sort()).toEqual(
          [
            [a, true],
            [b, false],
          ].sort(),
        );
        expect(bus.take()).toEqual(updated(a, b));

        await service.setDefaultAddress(id, b, "billing");
        expect(await marks(id)).toEqual(["A", "B shipping billing", "C"]);
        expect(bus.take()).toEqual(updated(b, c));
      });

      itOnOurs("gives the first mark, and with null takes the last", async () => {
        const { id, addresses } = await service.createCustomers({ addresses: [{ city: "A" }] });
        bus.take();

        expect(await service.setDefaultAddress(id, addresses[0].id, "billing")).toHaveLength(1);
        expect(await marks(id)).toEqual(["A billing"]);
        expect(await service.setDefaultAddress(id, null, "billing")).toHaveLength(1);
        expect(await marks(id)).toEqual(["A"]);
        expect(bus.take()).toHaveLength(2);
        expect(await service.setDefaultAddress(id, null, "billing")).toEqual([]);
        expect(bus.take()).toEqual([]);
      });

      itOnOurs("leaves the one that has the mark as it is, its time too, and emits no event", async () => {
        const { id, a } = await setUp();
        const before = await rows(id);

        expect(await service.setDefaultAddress(id, a, "shipping")).toEqual([]);
        expect(await rows(id)).toEqual(before);
        expect(bus.take()).toEqual([]);
      });

      itOnOurs("passes over the mark of a deleted address", async () => {
        const { id, a, b } = await setUp();
        await service.softDeleteCustomerAddresses([a]);
        bus.take();

        expect(await service.setDefaultAddress(id, b, "shipping")).toMatchObject([{ id: b, is_default: false }]);
        expect(bus.take()).toEqual(updated(b));
        const [deleted] = await service.listCustomerAddresses({ id: a }, { withDeleted: true });
        expect(deleted.is_default_shipping).toBe(true);
      });

      itOnOurs(
        "refuses an address that is unknown, deleted or another customer's, and then moves nothing",
        async () => {
          const { id, a, b } = await setUp();
          const others = await setUp();
          await service.softDeleteCustomerAddresses([a]);
          const before = await rows(id);

          for (const address of ["cuaddr_unknown", a, others.b]) {
            await expect(service.setDefaultAddress(id, address, "shipping")).rejects.toMatchObject({
              type: MedusaError.Types.NOT_FOUND,
              message: `Address with id: ${address} was not found`,
            });
          }
          expect(await rows(id)).toEqual(before);
          expect(await marks(others.id)).toEqual(["A shipping", "B", "C billing"]);
          expect(b).not.toBe(others.b);
        },
      );

      itOnOurs("of many callers at once leaves one default, and no caller with an error", async () => {
        const { id, a, b, c } = await setUp();
        const wanted = Array.from({ length: 12 }, (_, index) => [a, b, c][index % 3]);

        await Promise.all(wanted.map((address) => service.setDefaultAddress(id, address, "billing")));

        expect((await marks(id)).filter((line) => line.includes("billing"))).toHaveLength(1);
      });
    });

    describe("undoDefaultAddress", () => {
      itOnOurs("restores marks and times, emits that, and twice changes nothing the second time", async () => {
        const { id, a, b } = await setUp();
        const before = await rows(id);
        const swap = { customerId: id, addressId: b, purpose: "shipping" } as const;
        const changed = await service.setDefaultAddress(id, b, "shipping");
        bus.take();

        await service.undoDefaultAddress(swap, changed);
        expect(await rows(id)).toEqual(before);
        expect(bus.take()).toEqual(updated(a, b));

        await service.undoDefaultAddress(swap, changed);
        expect(await rows(id)).toEqual(before);
        expect(bus.take()).toEqual([]);
      });

      itOnOurs("leaves the default alone that another caller has chosen since", async () => {
        const { id, b, c } = await setUp();
        const changed = await service.setDefaultAddress(id, b, "shipping");
        await service.setDefaultAddress(id, c, "shipping");

        await service.undoDefaultAddress({ customerId: id, addressId: b, purpose: "shipping" }, changed);

        expect(await marks(id)).toEqual(["A", "B", "C shipping billing"]);
      });

      itOnOurs("undoes the first mark, and the one that was taken with null", async () => {
        const { id, b, c } = await setUp();
        await service.setDefaultAddress(id, null, "shipping");
        const before = await rows(id);

        const first = await service.setDefaultAddress(id, b, "shipping");
        await service.undoDefaultAddress({ customerId: id, addressId: b, purpose: "shipping" }, first);
        expect(await rows(id)).toEqual(before);

        const taken = await service.setDefaultAddress(id, null, "billing");
        expect(taken).toMatchObject([{ id: c, is_default: true }]);
        await service.undoDefaultAddress({ customerId: id, addressId: null, purpose: "billing" }, taken);
        expect(await rows(id)).toEqual(before);
      });

      itOnOurs("leaves the customer without a default who was left without one since", async () => {
        const { id, b } = await setUp();
        const changed = await service.setDefaultAddress(id, b, "shipping");
        await service.setDefaultAddress(id, null, "shipping");

        await service.undoDefaultAddress({ customerId: id, addressId: b, purpose: "shipping" }, changed);
        expect(await marks(id)).toEqual(["A", "B", "C billing"]);
      });

      itOnOurs("brings back the time only of an address that was not written since", async () => {
        const { id, a, b } = await setUp();
        const before = await rows(id);
        const changed = await service.setDefaultAddress(id, b, "shipping");
        const theirs = await service.updateCustomerAddresses(a, { province: "Theirs" });

        await service.undoDefaultAddress({ customerId: id, addressId: b, purpose: "shipping" }, changed);
        const [first, ...others] = await rows(id);
        expect(first).toMatchObject({ ...theirs, is_default_shipping: true });
        expect(others).toEqual(before.slice(1));
      });

      itOnOurs(
        "returns the mark when the address that got it was deleted since, as when a workflow removes it",
        async () => {
          const { id, a, b } = await setUp();
          const changed = await service.setDefaultAddress(id, b, "shipping");
          await service.deleteCustomerAddresses(b);

          await service.undoDefaultAddress({ customerId: id, addressId: b, purpose: "shipping" }, changed);
          expect(await marks(id)).toEqual(["A shipping", "C billing"]);
          expect((await rows(id))[0].id).toBe(a);
        },
      );
    });
  },
  {},
  { [Modules.EVENT_BUS]: bus },
);
