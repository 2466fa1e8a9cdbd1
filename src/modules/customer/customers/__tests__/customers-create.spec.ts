import { MedusaError } from "@medusajs/framework/utils";
import {
  describeCustomerModule,
  itOnOurs,
  runsAgainstCore,
} from "../../../../../integration-tests/helpers/modules/customer-module";

const ULID = "[0-9A-HJKMNP-TV-Z]{26}";

describeCustomerModule(({ service }) => {
  describe("createCustomers", () => {
    it("returns one customer for one object, with every field of the row", async () => {
      const customer = await service.createCustomers({
        company_name: "Acme",
        first_name: "Ann",
        last_name: "Lee",
        email: "ann@shop.io",
        phone: "+41 79 000 00 00",
        has_account: true,
        created_by: "user_1",
        metadata: { tier: "gold", tags: ["a", "b"], nested: { deep: true } },
      });

      expect(customer).toEqual({
        id: expect.stringMatching(new RegExp(`^cus_${ULID}$`)),
        // The key of another system, which core does not know.
        ...(runsAgainstCore ? {} : { external_id: null }),
        company_name: "Acme",
        first_name: "Ann",
        last_name: "Lee",
        email: "ann@shop.io",
        phone: "+41 79 000 00 00",
        has_account: true,
        created_by: "user_1",
        metadata: { tier: "gold", tags: ["a", "b"], nested: { deep: true } },
        addresses: [],
        groups: [],
        created_at: expect.any(Date),
        updated_at: expect.any(Date),
        deleted_at: null,
      });
      const { addresses: _, groups: __, ...row } = customer;
      expect(await service.retrieveCustomer(customer.id)).toEqual(row);
    });

    it("needs no field: what is not given is null, and a customer is a guest", async () => {
      expect(await service.createCustomers({})).toMatchObject({
        company_name: null,
        first_name: null,
        last_name: null,
        email: null,
        phone: null,
        has_account: false,
        created_by: null,
        metadata: null,
      });
    });

    it("returns an array for an array, in the order given, and nothing for nothing", async () => {
      const names = Array.from({ length: 25 }, (_, index) => `customer ${index}`);

      const customers = await service.createCustomers(names.map((first_name) => ({ first_name })));

      expect(customers.map((customer) => customer.first_name)).toEqual(names);
      expect(new Set(customers.map((customer) => customer.id)).size).toBe(names.length);
      expect(await service.createCustomers([{ first_name: "alone" }])).toEqual([
        expect.objectContaining({ first_name: "alone" }),
      ]);
      expect(await service.createCustomers([])).toEqual([]);
    });

    it("does not change what it was given", async () => {
      const data = [{ email: " Ann@Shop.io", metadata: { a: "" }, addresses: [{ city: "Bern" }] }];
      const before = structuredClone(data);

      await service.createCustomers(data);

      expect(data).toEqual(before);
    });
  });

  describe("one live guest and one live registered customer an email", () => {
    it("accepts one of each kind, and any number of customers without an email", async () => {
      await service.createCustomers([
        { email: "ann@shop.io" },
        { email: "ann@shop.io", has_account: true },
        { email: null },
        { email: null },
        {},
      ]);

      const [customers, count] = await service.listAndCountCustomers({ email: "ann@shop.io" });
      expect(customers.map((customer) => customer.has_account).sort()).toEqual([false, true]);
      expect(count).toBe(2);
      expect(await service.listCustomers({ email: null as unknown as string })).toHaveLength(3);
    });

    it("refuses a second guest and a second registered customer, saying which", async () => {
      await service.createCustomers([{ email: "ann@shop.io" }, { email: "ann@shop.io", has_account: true }]);

      await expect(service.createCustomers({ email: "ann@shop.io" })).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: "Customer with email: ann@shop.io, has_account: false, already exists.",
      });
      await expect(service.createCustomers({ email: "ann@shop.io", has_account: true })).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: "Customer with email: ann@shop.io, has_account: true, already exists.",
      });
    });

    it("stores nothing of a call in which one row repeats an email, within the call or of a stored row", async () => {
      await service.createCustomers({ email: "taken@shop.io" });

      await expect(
        service.createCustomers([{ email: "new@shop.io" }, { email: "same@shop.io" }, { email: "same@shop.io" }]),
      ).rejects.toThrow("Customer with email: same@shop.io, has_account: false, already exists.");
      await expect(
        service.createCustomers([{ email: "new@shop.io", addresses: [{ city: "Bern" }] }, { email: "taken@shop.io" }]),
      ).rejects.toThrow("Customer with email: taken@shop.io, has_account: false, already exists.");

      expect((await service.listCustomers()).map((customer) => customer.email)).toEqual(["taken@shop.io"]);
      expect(await service.listCustomerAddresses()).toEqual([]);
    });

    it("frees the email of a customer that is deleted, softly or for good", async () => {
      const soft = await service.createCustomers({ email: "soft@shop.io" });
      const hard = await service.createCustomers({ email: "hard@shop.io" });
      await service.softDeleteCustomers([soft.id]);
      await service.deleteCustomers(hard.id);

      const again = await service.createCustomers([{ email: "soft@shop.io" }, { email: "hard@shop.io" }]);

      expect(again).toHaveLength(2);
      expect(await service.listCustomers({ email: "soft@shop.io" }, { withDeleted: true })).toHaveLength(2);
    });
  });

  describe("text that cannot be stored", () => {
    itOnOurs("is refused with the name of its field, never with its content, and nothing is stored", async () => {
      const refused = (field: string) => ({
        type: MedusaError.Types.INVALID_DATA,
        message: expect.stringContaining(`The field "${field}"`),
      });

      await expect(service.createCustomers({ first_name: "secret\u0000" })).rejects.toMatchObject(
        refused("first_name"),
      );
      await expect(service.createCustomers({ metadata: { a: ["\ud800"] } })).rejects.toMatchObject(
        refused("metadata.a.0"),
      );
      await expect(
        service.createCustomers([{ email: "ann@x.io" }, { email: `${"a".repeat(320)}@x.io` }]),
      ).rejects.toMatchObject(refused("email"));
      await expect(service.createCustomers({ last_name: "secret\u0000" })).rejects.not.toThrow(/secret/);
      expect(await service.listCustomers()).toEqual([]);
    });
  });

  describe("addresses given with a customer", () => {
    it("are stored for that customer, with every field", async () => {
      const [ann, bob] = await service.createCustomers([
        {
          first_name: "Ann",
          addresses: [
            {
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
            },
          ],
        },
        { first_name: "Bob", addresses: [{ city: "Basel" }, { city: "Biel" }] },
      ]);

      expect(await service.listCustomerAddresses({ customer_id: ann.id })).toEqual([
        {
          id: expect.stringMatching(new RegExp(`^cuaddr_${ULID}$`)),
          customer_id: ann.id,
          customer: { id: ann.id },
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
          created_at: expect.any(Date),
          updated_at: expect.any(Date),
          deleted_at: null,
        },
      ]);
      const ofBob = await service.listCustomerAddresses({ customer_id: bob.id });
      expect(ofBob.map((address) => address.city).sort()).toEqual(["Basel", "Biel"]);
    });

    itOnOurs("are returned with their customer, in the order given", async () => {
      const cities = (prefix: string) => Array.from({ length: 12 }, (_, index) => `${prefix} ${index}`);

      const customers = await service.createCustomers([
        { first_name: "Ann", addresses: cities("a").map((city) => ({ city })) },
        { first_name: "none" },
        { first_name: "Bob", addresses: cities("b").map((city) => ({ city })) },
      ]);

      expect(customers.map((customer) => customer.addresses.map((address) => address.city))).toEqual([
        cities("a"),
        [],
        cities("b"),
      ]);
      const [stored] = await service.listCustomerAddresses({ city: "a 3" });
      expect(stored).toMatchObject(customers[0].addresses[3]);
    });

    it("may hold one default of each kind: with two, neither addresses nor customer are stored", async () => {
      for (const mark of ["is_default_shipping", "is_default_billing"]) {
        await expect(
          service.createCustomers({ first_name: "Ann", addresses: [{ [mark]: true }, { [mark]: true }] }),
        ).rejects.toMatchObject({
          type: MedusaError.Types.INVALID_DATA,
          message: expect.stringMatching(
            new RegExp(`^Customer address with customer_id: cus_${ULID}, already exists.$`),
          ),
        });
      }

      expect(await service.listCustomers()).toEqual([]);
      expect(await service.listCustomerAddresses()).toEqual([]);
    });
  });
});
