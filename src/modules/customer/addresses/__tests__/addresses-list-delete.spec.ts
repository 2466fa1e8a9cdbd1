import type { FilterableCustomerAddressProps } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";

describeCustomerModule(({ service }) => {
  const setUp = async () => {
    const [ann, bob] = await service.createCustomers([
      { first_name: "Ann", email: "ann@x.io", has_account: true },
      { first_name: "Bob", email: "bob@x.io" },
    ]);
    const [bern, biel, bonn] = await service.createCustomerAddresses([
      { customer_id: ann.id, city: "Bern", country_code: "ch", is_default_shipping: true, metadata: { n: 1 } },
      { customer_id: ann.id, city: "Biel", country_code: "ch", address_name: "Work", postal_code: "2500" },
      { customer_id: bob.id, city: "Bonn", country_code: "de", first_name: "Robert", phone: "0228" },
    ]);
    return { ann, bob, bern, biel, bonn };
  };

  describe("listCustomerAddresses and listAndCountCustomerAddresses", () => {
    it("filter by customer, by their own fields, by operators and by $and and $or", async () => {
      const { ann, bob, bern } = await setUp();
      const cases: [FilterableCustomerAddressProps, string[]][] = [
        [{}, ["Bern", "Biel", "Bonn"]],
        [{ id: bern.id }, ["Bern"]],
        [{ customer_id: ann.id }, ["Bern", "Biel"]],
        [{ customer_id: [ann.id, bob.id] }, ["Bern", "Biel", "Bonn"]],
        [{ customer: bob.id }, ["Bonn"]],
        [{ customer: [bob.id] }, ["Bonn"]],
        [{ customer: { email: "ann@x.io" } }, ["Bern", "Biel"]],
        [{ customer: { has_account: false } }, ["Bonn"]],
        [{ is_default_shipping: true }, ["Bern"]],
        [{ is_default_billing: true }, []],
        [{ city: { $ilike: "b%n" } }, ["Bern", "Bonn"]],
        [{ city: { $in: ["Bern", "Bonn"] } }, ["Bern", "Bonn"]],
        [{ city: { $nin: ["Bern", "Bonn"] } }, ["Biel"]],
        [{ city: { $ne: "Bern" }, country_code: "ch" }, ["Biel"]],
        [{ postal_code: { $ne: null } }, ["Biel"]],
        [{ metadata: { n: 1 } }, ["Bern"]],
        [{ created_at: { $gt: "2000-01-01T00:00:00.000Z" } }, ["Bern", "Biel", "Bonn"]],
        [{ created_at: { $lt: "2000-01-01T00:00:00.000Z" } }, []],
        [{ $or: [{ city: "Bonn" }, { $and: [{ country_code: "ch" }, { address_name: "Work" }] }] }, ["Biel", "Bonn"]],
      ];

      const answers = [];
      for (const [filters] of cases) {
        const [addresses, count] = await service.listAndCountCustomerAddresses(filters, { order: { city: "ASC" } });
        expect(count).toBe(addresses.length);
        expect(await service.listCustomerAddresses(filters, { order: { city: "ASC" } })).toEqual(addresses);
        answers.push([filters, addresses.map((address) => address.city)]);
      }

      expect(answers).toEqual(cases);
    });

    it("search by q in the address's own words: all of them wanted, the customer's not searched", async () => {
      await setUp();
      const cities = async (q: string) => (await service.listCustomerAddresses({ q })).map((address) => address.city);

      expect(await cities("bie")).toEqual(["Biel"]);
      expect(await cities("2500 work")).toEqual(["Biel"]);
      expect(await cities("robert")).toEqual(["Bonn"]);
      expect(await cities("2500 bern")).toEqual([]);
      expect(await cities("bob@x.io")).toEqual([]);
      // Of an address, phone and country code are not searchable.
      expect(await cities("0228")).toEqual([]);
    });

    it("page, count beyond the page, select and load the customer", async () => {
      const { ann, bern } = await setUp();
      const order = { city: "ASC" };

      const [page, count] = await service.listAndCountCustomerAddresses({}, { take: 1, skip: 1, order });
      expect([page.map((address) => address.city), count]).toEqual([["Biel"], 3]);
      expect(await service.listAndCountCustomerAddresses({}, { take: 1, skip: 9 })).toEqual([[], 3]);
      expect(await service.listCustomerAddresses({ id: bern.id }, { select: ["id", "city"] })).toEqual([
        { id: bern.id, city: "Bern" },
      ]);
      const [full] = await service.listCustomerAddresses({ id: bern.id }, { relations: ["customer"] });
      expect(full).toMatchObject({ customer_id: ann.id, customer: { id: ann.id, email: "ann@x.io" } });
      const ids = (await service.listCustomerAddresses()).map((address) => address.id);
      expect(ids).toEqual([...ids].sort());
    });

    it("refuse to retrieve an unknown id", async () => {
      await expect(service.retrieveCustomerAddress("cuaddr_unknown")).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: "CustomerAddress with id: cuaddr_unknown was not found",
      });
    });
  });

  describe("deleteCustomerAddresses", () => {
    it("by id, by ids and by selector: those rows go for good, the customers stay", async () => {
      const { ann, bern, biel, bonn } = await setUp();
      const extra = await service.createCustomerAddresses({ customer_id: ann.id, city: "Basel" });

      await service.deleteCustomerAddresses(bern.id);
      await service.deleteCustomerAddresses([biel.id, "cuaddr_unknown"]);
      await service.deleteCustomerAddresses([]);
      expect(await service.listCustomerAddresses({}, { withDeleted: true })).toHaveLength(2);
      await service.deleteCustomerAddresses({ city: "Basel" });

      const left = await service.listCustomerAddresses({}, { withDeleted: true });
      expect(left.map((address) => address.id)).toEqual([bonn.id]);
      expect(left.map((address) => address.id)).not.toContain(extra.id);
      expect((await service.listAndCountCustomers())[1]).toBe(2);
    });
  });

  describe("softDeleteCustomerAddresses and restoreCustomerAddresses", () => {
    it("hide addresses from every read, bring them back, and report their ids", async () => {
      const { ann, bern, biel } = await setUp();

      const deleted = await service.softDeleteCustomerAddresses([bern.id], {
        returnLinkableKeys: ["customer_address_id"],
      });

      expect(deleted).toEqual({ customer_address_id: [bern.id] });
      expect((await service.listCustomerAddresses({ customer_id: ann.id })).map(({ id }) => id)).toEqual([biel.id]);
      const customer = await service.retrieveCustomer(ann.id, { relations: ["addresses"] });
      expect(customer.addresses.map(({ id }) => id)).toEqual([biel.id]);
      await expect(service.updateCustomerAddresses(bern.id, { city: "X" })).rejects.toThrow(
        `CustomerAddress with id "${bern.id}" not found`,
      );
      expect(await service.listCustomerAddresses({ customer_id: ann.id }, { withDeleted: true })).toHaveLength(2);

      const restored = await service.restoreCustomerAddresses([bern.id]);

      expect(restored).toEqual({ customer_address_id: [bern.id] });
      expect(await service.listCustomerAddresses({ customer_id: ann.id })).toHaveLength(2);
      expect(await service.softDeleteCustomerAddresses(["cuaddr_unknown"])).toEqual({});
    });
  });
});
