import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

describeCustomerModule(({ service }) => {
  describe("updateCustomers", () => {
    it("by id: returns that customer, changes the fields given and no other", async () => {
      const customer = await service.createCustomers({ first_name: "Ann", last_name: "Lee", email: "ann@shop.io" });

      const updated = await service.updateCustomers(customer.id, { first_name: "Anna", company_name: "Acme" });

      const { addresses: _, groups: __, ...before } = customer;
      expect(updated).toEqual({
        ...before,
        first_name: "Anna",
        company_name: "Acme",
        updated_at: expect.any(Date),
      });
      expect(await service.retrieveCustomer(customer.id)).toEqual(updated);
      expect(new Date(updated.updated_at).getTime()).toBeGreaterThanOrEqual(new Date(customer.updated_at).getTime());
    });

    it("by ids: returns an array and leaves the others alone; an id given twice counts once", async () => {
      const [ann, bob, cy] = await service.createCustomers([
        { first_name: "Ann" },
        { first_name: "Bob" },
        { first_name: "Cy" },
      ]);

      const updated = await service.updateCustomers([ann.id, bob.id, ann.id], { last_name: "New" });

      expect(updated.map((customer) => customer.id).sort()).toEqual([ann.id, bob.id].sort());
      expect(updated.every((customer) => customer.last_name === "New")).toBe(true);
      expect((await service.retrieveCustomer(cy.id)).last_name).toBeNull();
      expect(await service.updateCustomers([cy.id], { last_name: "One" })).toHaveLength(1);
      expect(await service.updateCustomers([], { last_name: "None" })).toEqual([]);
    });

    it("by selector: changes all that match, returns them in an array, and none when none matches", async () => {
      await service.createCustomers([
        { first_name: "Ann", last_name: "Lee" },
        { first_name: "Bob", last_name: "Lee" },
        { first_name: "Cy", last_name: "Poe" },
      ]);

      const updated = await service.updateCustomers({ last_name: "Lee" }, { last_name: "Doe" });

      expect(updated.map((customer) => customer.first_name).sort()).toEqual(["Ann", "Bob"]);
      const does = await service.listCustomers({ last_name: "Doe" });
      expect(does.map((customer) => customer.first_name).sort()).toEqual(["Ann", "Bob"]);
      expect(await service.updateCustomers({ last_name: "Unknown" }, { last_name: "X" })).toEqual([]);
      expect(await service.updateCustomers({ groups: { name: "none" } }, { last_name: "X" })).toEqual([]);
    });

    it("refuses unknown ids, names each of them, and then changes nothing", async () => {
      const ann = await service.createCustomers({ first_name: "Ann" });

      await expect(service.updateCustomers("cus_1", { first_name: "X" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: 'Customer with id "cus_1" not found',
      });
      await expect(service.updateCustomers(["cus_1", ann.id, "cus_2"], { first_name: "X" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: 'Customer with id "cus_1, cus_2" not found',
      });

      expect((await service.retrieveCustomer(ann.id)).first_name).toBe("Ann");
    });

    it("does not reach a soft-deleted customer", async () => {
      const ann = await service.createCustomers({ first_name: "Ann" });
      await service.softDeleteCustomers([ann.id]);

      await expect(service.updateCustomers(ann.id, { first_name: "X" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: `Customer with id "${ann.id}" not found`,
      });
      expect(await service.updateCustomers({ first_name: "Ann" }, { first_name: "X" })).toEqual([]);
    });

    itOnOurs("`undefined` leaves a field as it is", async () => {
      const ann = await service.createCustomers({ first_name: "Ann", email: "ann@shop.io", metadata: { a: 1 } });

      const updated = await service.updateCustomers(ann.id, {
        first_name: undefined,
        email: undefined,
        metadata: undefined,
        phone: "1",
      });

      const expected = { first_name: "Ann", email: "ann@shop.io", metadata: { a: 1 }, phone: "1" };
      expect(updated).toMatchObject(expected);
      expect(await service.retrieveCustomer(ann.id)).toMatchObject(expected);
    });

    it("`null` clears a field", async () => {
      const ann = await service.createCustomers({
        first_name: "Ann",
        last_name: "Lee",
        company_name: "Acme",
        phone: "1",
        email: "ann@shop.io",
        metadata: { a: 1 },
      });
      const cleared = {
        first_name: null,
        last_name: null,
        company_name: null,
        phone: null,
        email: null,
        metadata: null,
      };

      expect(await service.updateCustomers(ann.id, cleared)).toMatchObject(cleared);
      expect(await service.retrieveCustomer(ann.id)).toMatchObject(cleared);
    });

    it("merges metadata: other keys stay, an empty string removes a key, a nested value is replaced whole", async () => {
      const ann = await service.createCustomers({ metadata: { keep: 1, drop: 2, nested: { a: 1, b: 2 } } });

      await service.updateCustomers(ann.id, { metadata: { drop: "", nested: { b: 3 }, added: null } });
      expect((await service.retrieveCustomer(ann.id)).metadata).toEqual({ keep: 1, nested: { b: 3 }, added: null });

      await service.updateCustomers([ann.id], { metadata: {} });
      expect((await service.retrieveCustomer(ann.id)).metadata).toEqual({ keep: 1, nested: { b: 3 }, added: null });
    });

    it("merges into each customer's own metadata", async () => {
      const [ann, bob] = await service.createCustomers([{ metadata: { own: "a" } }, { metadata: null }]);

      await service.updateCustomers([ann.id, bob.id], { metadata: { shared: true } });

      expect((await service.retrieveCustomer(ann.id)).metadata).toEqual({ own: "a", shared: true });
      expect((await service.retrieveCustomer(bob.id)).metadata).toEqual({ shared: true });
    });

    it("refuses an email that another customer of that kind holds, and then changes none of the rows", async () => {
      const [ann, bob, cy] = await service.createCustomers([
        { email: "ann@shop.io" },
        { email: "bob@shop.io" },
        { email: "cy@shop.io", has_account: true },
      ]);

      await expect(service.updateCustomers(bob.id, { email: "ann@shop.io" })).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: "Customer with email: ann@shop.io, has_account: false, already exists.",
      });
      await expect(
        service.updateCustomers([ann.id, bob.id], { email: "new@shop.io", first_name: "X" }),
      ).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: "Customer with email: new@shop.io, has_account: false, already exists.",
      });
      await service.updateCustomers(cy.id, { email: "ann@shop.io" });

      const stored = await service.listCustomers({ id: [ann.id, bob.id, cy.id] }, { order: { email: "ASC" } });
      expect(stored.map(({ id, email, first_name }) => [id, email, first_name]).sort()).toEqual(
        [
          [ann.id, "ann@shop.io", null],
          [bob.id, "bob@shop.io", null],
          [cy.id, "ann@shop.io", null],
        ].sort(),
      );
    });

    itOnOurs("the id in the call wins over an id in the data", async () => {
      const [ann, bob] = await service.createCustomers([{ first_name: "Ann" }, { first_name: "Bob" }]);
      const data = { id: bob.id, last_name: "Lee" };

      expect(await service.updateCustomers(ann.id, data)).toMatchObject({ id: ann.id, last_name: "Lee" });
      expect((await service.retrieveCustomer(bob.id)).last_name).toBeNull();
    });

    it("without data, as with an empty object, changes nothing", async () => {
      const ann = await service.createCustomers({ first_name: "Ann" });

      const updated = await service.updateCustomers(ann.id, undefined as unknown as Record<string, never>);

      expect(updated).toMatchObject({ id: ann.id, first_name: "Ann" });
    });

    it("with no fields to write returns the customer as it is", async () => {
      const ann = await service.createCustomers({ first_name: "Ann" });

      const { addresses: _, groups: __, ...before } = ann;
      expect(await service.updateCustomers(ann.id, {})).toEqual(before);
    });
  });
});
