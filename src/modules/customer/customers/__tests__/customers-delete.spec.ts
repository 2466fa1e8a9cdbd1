import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

describeCustomerModule(({ service }) => {
  describe("deleteCustomers", () => {
    it("by id, by ids and by selector: those rows go for good, the others stay", async () => {
      const [ann, bob, cy] = await service.createCustomers([
        { first_name: "Ann" },
        { first_name: "Bob" },
        { first_name: "Cy" },
        { first_name: "Dee", last_name: "Doe" },
        { first_name: "Eve", last_name: "Doe" },
        { first_name: "Fay" },
      ]);

      await service.deleteCustomers(ann.id);
      await service.deleteCustomers([bob.id, cy.id]);
      await service.deleteCustomers({ last_name: "Doe" });

      const left = await service.listCustomers({}, { withDeleted: true });
      expect(left.map((customer) => customer.first_name)).toEqual(["Fay"]);
      await expect(service.retrieveCustomer(ann.id, { withDeleted: true })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: `Customer with id: ${ann.id} was not found`,
      });
    });

    it("passes over ids that do not exist, and with none deletes none", async () => {
      const ann = await service.createCustomers({});

      await service.deleteCustomers("cus_unknown");
      await service.deleteCustomers(["cus_unknown"]);
      await service.deleteCustomers([]);
      await service.deleteCustomers({ first_name: "Unknown" });

      expect((await service.listCustomers()).map((customer) => customer.id)).toEqual([ann.id]);
    });

    it("takes addresses and memberships along, and leaves the groups", async () => {
      const [ann, bob] = await service.createCustomers([
        { first_name: "Ann", addresses: [{ city: "Bern" }, { city: "Biel" }] },
        { first_name: "Bob", addresses: [{ city: "Basel" }] },
      ]);
      const group = await service.createCustomerGroups({ name: "VIP" });
      await service.addCustomerToGroup([
        { customer_id: ann.id, customer_group_id: group.id },
        { customer_id: bob.id, customer_group_id: group.id },
      ]);

      await service.deleteCustomers(ann.id);

      const addresses = await service.listCustomerAddresses({}, { withDeleted: true });
      expect(addresses.map((address) => address.city)).toEqual(["Basel"]);
      const memberships = await service.listCustomerGroupCustomers({}, { withDeleted: true });
      expect(memberships.map((membership) => membership.customer_id)).toEqual([bob.id]);
      expect(await service.listCustomerGroups()).toHaveLength(1);
    });

    it("reaches soft-deleted customers", async () => {
      const ann = await service.createCustomers({});
      await service.softDeleteCustomers([ann.id]);

      await service.deleteCustomers([ann.id]);

      expect(await service.listCustomers({}, { withDeleted: true })).toEqual([]);
    });
  });

  describe("softDeleteCustomers and restoreCustomers", () => {
    it("hide a customer with its addresses from every read, and bring them back", async () => {
      const [ann, bob] = await service.createCustomers([
        { first_name: "Ann", addresses: [{ city: "Bern" }] },
        { first_name: "Bob", addresses: [{ city: "Basel" }] },
      ]);

      await service.softDeleteCustomers([ann.id]);

      expect((await service.listCustomers()).map((customer) => customer.id)).toEqual([bob.id]);
      expect((await service.listAndCountCustomers())[1]).toBe(1);
      expect((await service.listCustomerAddresses()).map((address) => address.city)).toEqual(["Basel"]);
      await expect(service.retrieveCustomer(ann.id)).rejects.toThrow(`Customer with id: ${ann.id} was not found`);
      const hidden = await service.retrieveCustomer(ann.id, { withDeleted: true, relations: ["addresses"] });
      expect(hidden.deleted_at).toEqual(expect.any(Date));
      expect(hidden.addresses).toEqual([expect.objectContaining({ city: "Bern", deleted_at: expect.any(Date) })]);
      expect((await service.listAndCountCustomers({}, { withDeleted: true }))[1]).toBe(2);

      await service.restoreCustomers([ann.id]);

      const back = await service.retrieveCustomer(ann.id, { relations: ["addresses"] });
      expect(back.deleted_at).toBeNull();
      expect(back.addresses).toEqual([expect.objectContaining({ city: "Bern", deleted_at: null })]);
    });

    it("take a customer out of its groups' lists while it is deleted", async () => {
      const ann = await service.createCustomers({ first_name: "Ann" });
      const group = await service.createCustomerGroups({ name: "VIP" });
      await service.addCustomerToGroup({ customer_id: ann.id, customer_group_id: group.id });

      await service.softDeleteCustomers([ann.id]);
      const during = await service.retrieveCustomerGroup(group.id, { relations: ["customers"] });
      await service.restoreCustomers([ann.id]);
      const after = await service.retrieveCustomerGroup(group.id, { relations: ["customers"] });

      expect(during.customers).toEqual([]);
      expect(after.customers).toEqual([expect.objectContaining({ id: ann.id })]);
    });

    it("work on several, pass over unknown ids and take an empty array", async () => {
      const customers = await service.createCustomers([{}, {}, {}]);
      const ids = customers.map((customer) => customer.id);

      await service.softDeleteCustomers([ids[0], "cus_unknown", ids[1]]);
      await service.softDeleteCustomers([]);
      expect((await service.listCustomers()).map((customer) => customer.id)).toEqual([ids[2]]);

      await service.restoreCustomers([ids[0], "cus_unknown", ids[1]]);
      await service.restoreCustomers([]);
      expect(await service.listCustomers()).toHaveLength(3);
    });

    it("report the ids they touched under the linkable keys asked for", async () => {
      const ann = await service.createCustomers({ addresses: [{ city: "Bern" }, { city: "Biel" }] });
      const addressIds = (await service.listCustomerAddresses()).map((address) => address.id).sort();
      const sorted = (ids: string[] | undefined) => [...(ids ?? [])].sort();

      const asked = await service.softDeleteCustomers([ann.id], { returnLinkableKeys: ["customer_id"] });
      expect(asked).toEqual({ customer_id: [ann.id] });
      const restored = await service.restoreCustomers([ann.id], { returnLinkableKeys: ["customer_address_id"] });
      expect(Object.keys(restored ?? {})).toEqual(["customer_address_id"]);
      expect(sorted(restored?.customer_address_id)).toEqual(addressIds);

      const all = await service.softDeleteCustomers([ann.id]);
      expect(Object.keys(all ?? {}).sort()).toEqual(["customer_address_id", "customer_id"]);
      expect(sorted(all?.customer_address_id)).toEqual(addressIds);
      expect(await service.softDeleteCustomers(["cus_unknown"], { returnLinkableKeys: ["customer_id"] })).toEqual({});
    });

    it("refuse to restore a customer whose email was taken meanwhile, and then restore nothing", async () => {
      const [ann, bob] = await service.createCustomers([
        { email: "ann@shop.io", addresses: [{ city: "Bern" }] },
        { email: "bob@shop.io" },
      ]);
      await service.softDeleteCustomers([ann.id, bob.id]);
      await service.createCustomers({ email: "ann@shop.io" });

      const error = await service.restoreCustomers([bob.id, ann.id]).catch((refusal: unknown) => refusal);

      expect(error).toMatchObject({ type: MedusaError.Types.INVALID_DATA });
      expect(await service.listCustomers({ id: [ann.id, bob.id] })).toEqual([]);
      expect(await service.listCustomerAddresses()).toEqual([]);
    });

    itOnOurs("say who is in the way of a restore, and what to do", async () => {
      const ann = await service.createCustomers({ email: "ann@shop.io" });
      await service.softDeleteCustomers([ann.id]);
      const other = await service.createCustomers({ email: "ann@shop.io" });

      await expect(service.restoreCustomers([ann.id])).rejects.toThrow(
        `because their email belongs to another customer now: ${ann.id} (taken by ${other.id}). Nothing was restored.`,
      );
    });

    itOnOurs("bring back the addresses that went along, not one that had been deleted before", async () => {
      const ann = await service.createCustomers({ addresses: [{ city: "Bern" }, { city: "Biel" }] });
      const [bern] = await service.listCustomerAddresses({ city: "Bern" });
      await service.softDeleteCustomerAddresses([bern.id]);

      await service.softDeleteCustomers([ann.id]);
      await service.restoreCustomers([ann.id]);

      expect((await service.listCustomerAddresses()).map((address) => address.city)).toEqual(["Biel"]);
    });

    it("delete nothing when nothing is named", async () => {
      const ann = await service.createCustomers({});

      await service.softDeleteCustomers([undefined as unknown as string]);
      await service.softDeleteCustomers(undefined as unknown as string[]);

      expect((await service.listCustomers()).map((customer) => customer.id)).toEqual([ann.id]);
    });

    itOnOurs("refuse a filter that would name everybody, for good or not", async () => {
      const ann = await service.createCustomers({});

      for (const filter of [
        ...[{}, { email: undefined }, [{ id: undefined }], { q: " " }],
        ...[{ $or: [] }, { $and: [{}] }, { $or: [{ email: undefined }] }, { groups: {} }],
        { addresses: { city: undefined } },
      ]) {
        const everybody = filter as unknown as string[];
        const refusal = { type: "invalid_data", message: expect.stringContaining("would name every row") };
        await expect(service.softDeleteCustomers(everybody)).rejects.toMatchObject(refusal);
        await expect(service.deleteCustomers(everybody)).rejects.toMatchObject(refusal);
      }
      await service.deleteCustomers(undefined as unknown as string[]);

      expect((await service.listCustomers()).map((customer) => customer.id)).toEqual([ann.id]);
    });

    itOnOurs(
      "restore a customer who, before, had put a new default address in the place of a deleted one",
      async () => {
        const ann = await service.createCustomers({ first_name: "Ann", addresses: [{ is_default_shipping: true }] });
        const [old] = await service.listCustomerAddresses({ customer_id: ann.id });
        await service.softDeleteCustomerAddresses([old.id]);
        const current = await service.createCustomerAddresses({ customer_id: ann.id, is_default_shipping: true });
        await service.softDeleteCustomers([ann.id]);

        await service.restoreCustomers([ann.id]);

        const defaults = await service.listCustomerAddresses({ customer_id: ann.id, is_default_shipping: true });
        expect(defaults.map((address) => address.id)).toEqual([current.id]);
      },
    );
  });
});
