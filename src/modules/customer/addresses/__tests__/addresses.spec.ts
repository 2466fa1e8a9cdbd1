import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

const takenBy = (customerId: string) => ({
  type: MedusaError.Types.INVALID_DATA,
  message: `Customer address with customer_id: ${customerId}, already exists.`,
});

describeCustomerModule(({ service }) => {
  describe("createCustomerAddresses", () => {
    it("returns one address for one object, with every field of the row", async () => {
      const customer = await service.createCustomers({});
      const data = {
        customer_id: customer.id,
        address_name: "Home",
        is_default_shipping: true,
        is_default_billing: true,
        company: "Acme",
        first_name: "Ann",
        last_name: "Lee",
        address_1: "Main street 1",
        address_2: "2nd floor",
        city: "Bern",
        country_code: "ch",
        province: "BE",
        postal_code: "3000",
        phone: "031",
        metadata: { door: "4" },
      };

      const address = await service.createCustomerAddresses(data);

      expect(address).toEqual({
        ...data,
        id: expect.stringMatching(/^cuaddr_[0-9A-HJKMNP-TV-Z]{26}$/),
        created_at: expect.any(Date),
        updated_at: expect.any(Date),
        deleted_at: null,
      });
      expect(await service.retrieveCustomerAddress(address.id)).toMatchObject(address);
    });

    it("returns an array for an array, in the order given, with null and false for what is not given", async () => {
      const [ann, bob] = await service.createCustomers([{}, {}]);
      const cities = Array.from({ length: 15 }, (_, index) => `city ${index}`);

      const addresses = await service.createCustomerAddresses(
        cities.map((city, index) => ({ city, customer_id: index % 2 ? ann.id : bob.id })),
      );

      expect(addresses.map((address) => address.city)).toEqual(cities);
      expect(addresses[1]).toMatchObject({
        customer_id: ann.id,
        is_default_shipping: false,
        is_default_billing: false,
        address_name: null,
        postal_code: null,
        metadata: null,
      });
      expect(await service.createCustomerAddresses([])).toEqual([]);
    });

    it("refuses an unknown customer, and then stores none of the call", async () => {
      const ann = await service.createCustomers({});

      await expect(
        service.createCustomerAddresses([{ customer_id: ann.id }, { customer_id: "cus_unknown" }]),
      ).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: "You tried to set relationship customer_id: cus_unknown, but such entity does not exist",
      });
      expect(await service.listCustomerAddresses()).toEqual([]);
    });
  });

  describe("updateCustomerAddresses", () => {
    it("by id returns that address; by ids and by selector an array; the others stay as they are", async () => {
      const ann = await service.createCustomers({});
      const [one, two, three] = await service.createCustomerAddresses([
        { customer_id: ann.id, city: "Bern", postal_code: "3000" },
        { customer_id: ann.id, city: "Biel" },
        { customer_id: ann.id, city: "Basel" },
      ]);

      const updated = await service.updateCustomerAddresses(one.id, { city: "Berne" });
      expect(updated).toMatchObject({ ...one, city: "Berne", updated_at: expect.any(Date) });
      expect(Array.isArray(updated)).toBe(false);
      const byIds = await service.updateCustomerAddresses([one.id, two.id], { province: "BE" });
      expect(byIds.map((address) => address.id).sort()).toEqual([one.id, two.id].sort());
      const bySelector = await service.updateCustomerAddresses({ province: "BE", city: "Biel" }, { phone: "032" });
      expect(bySelector.map((address) => address.id)).toEqual([two.id]);
      expect(await service.updateCustomerAddresses([], { city: "X" })).toEqual([]);
      expect(await service.updateCustomerAddresses({ city: "Nowhere" }, { city: "X" })).toEqual([]);

      const stored = await service.listCustomerAddresses({}, { order: { city: "ASC" } });
      expect(stored.map(({ id, city, province, phone }) => [id, city, province, phone])).toEqual([
        [three.id, "Basel", null, null],
        [one.id, "Berne", "BE", null],
        [two.id, "Biel", "BE", "032"],
      ]);
    });

    it("refuses unknown ids, names each, and then changes nothing", async () => {
      const ann = await service.createCustomers({});
      const address = await service.createCustomerAddresses({ customer_id: ann.id, city: "Bern" });

      await expect(service.updateCustomerAddresses("cuaddr_1", { city: "X" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: 'CustomerAddress with id "cuaddr_1" not found',
      });
      await expect(service.updateCustomerAddresses([address.id, "cuaddr_1"], { city: "X" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: 'CustomerAddress with id "cuaddr_1" not found',
      });
      expect((await service.retrieveCustomerAddress(address.id)).city).toBe("Bern");
    });

    it("`null` clears a field; metadata is merged and an empty string removes a key", async () => {
      const ann = await service.createCustomers({});
      const { id } = await service.createCustomerAddresses({
        customer_id: ann.id,
        city: "Bern",
        metadata: { keep: 1, drop: 2 },
      });

      await service.updateCustomerAddresses(id, { city: null, metadata: { drop: "", add: 3 } });
      expect(await service.retrieveCustomerAddress(id)).toMatchObject({ city: null, metadata: { keep: 1, add: 3 } });
      await service.updateCustomerAddresses(id, { metadata: null });
      expect((await service.retrieveCustomerAddress(id)).metadata).toBeNull();
    });

    itOnOurs("`undefined` leaves a field as it is", async () => {
      const ann = await service.createCustomers({});
      const { id } = await service.createCustomerAddresses({ customer_id: ann.id, city: "Bern", metadata: { a: 1 } });

      await service.updateCustomerAddresses(id, { city: undefined, metadata: undefined, phone: "1" });

      const expected = { city: "Bern", metadata: { a: 1 }, phone: "1" };
      expect(await service.retrieveCustomerAddress(id)).toMatchObject(expected);
    });

    itOnOurs("the id in the call wins over an id in the data", async () => {
      const ann = await service.createCustomers({});
      const [one, two] = await service.createCustomerAddresses([{ customer_id: ann.id }, { customer_id: ann.id }]);

      expect(await service.updateCustomerAddresses(one.id, { id: two.id, city: "Bern" })).toMatchObject({ id: one.id });
      expect((await service.retrieveCustomerAddress(two.id)).city).toBeNull();
    });

    it("moves an address to another customer", async () => {
      const [ann, bob] = await service.createCustomers([{}, {}]);
      const { id } = await service.createCustomerAddresses({ customer_id: ann.id });

      await service.updateCustomerAddresses(id, { customer_id: bob.id });

      expect((await service.retrieveCustomerAddress(id)).customer_id).toBe(bob.id);
    });
  });

  describe.each(["is_default_shipping", "is_default_billing"] as const)("one %s address a customer", (mark) => {
    it("refuses a second, on creation and on update, and names the customer; then nothing is written", async () => {
      const [ann, bob] = await service.createCustomers([{}, {}]);
      const [first, other] = await service.createCustomerAddresses([
        { customer_id: ann.id, [mark]: true },
        { customer_id: ann.id },
        { customer_id: bob.id, [mark]: true },
      ]);

      await expect(service.createCustomerAddresses({ customer_id: ann.id, [mark]: true })).rejects.toMatchObject(
        takenBy(ann.id),
      );
      await expect(
        service.createCustomerAddresses([{ customer_id: ann.id }, { customer_id: ann.id, [mark]: true }]),
      ).rejects.toMatchObject(takenBy(ann.id));
      await expect(service.updateCustomerAddresses(other.id, { [mark]: true })).rejects.toMatchObject(takenBy(ann.id));

      expect(await service.listCustomerAddresses({ customer_id: ann.id })).toHaveLength(2);
      const defaults = await service.listCustomerAddresses({ customer_id: ann.id, [mark]: true });
      expect(defaults.map((address) => address.id)).toEqual([first.id]);
    });

    it("takes another once the first gives up the mark or is deleted for good", async () => {
      const ann = await service.createCustomers({});
      const first = await service.createCustomerAddresses({ customer_id: ann.id, [mark]: true });

      await service.updateCustomerAddresses(first.id, { [mark]: false });
      const second = await service.createCustomerAddresses({ customer_id: ann.id, [mark]: true });
      await service.deleteCustomerAddresses(second.id);
      const third = await service.updateCustomerAddresses(first.id, { [mark]: true });

      expect(third[mark]).toBe(true);
    });

    itOnOurs("takes another once the first is soft-deleted; the first, restored, leaves it the mark", async () => {
      const ann = await service.createCustomers({});
      const first = await service.createCustomerAddresses({ customer_id: ann.id, [mark]: true });
      await service.softDeleteCustomerAddresses([first.id]);

      const second = await service.createCustomerAddresses({ customer_id: ann.id, [mark]: true });
      await service.restoreCustomerAddresses([first.id]);

      const live = await service.listCustomerAddresses({ customer_id: ann.id });
      expect(live.map((address) => [address.id, address[mark]]).sort()).toEqual(
        [
          [first.id, false],
          [second.id, true],
        ].sort(),
      );
    });

    it("is still the default when it is deleted and restored with nothing in its place", async () => {
      const ann = await service.createCustomers({});
      const { id } = await service.createCustomerAddresses({ customer_id: ann.id, [mark]: true });

      await service.softDeleteCustomerAddresses([id]);
      await service.restoreCustomerAddresses([id]);

      expect((await service.retrieveCustomerAddress(id))[mark]).toBe(true);
    });
  });
});
