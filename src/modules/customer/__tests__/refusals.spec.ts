import type { FilterableCustomerProps } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../integration-tests/helpers/modules/customer-module";

/** Input that no type allows and JavaScript sends all the same. */
describeCustomerModule(({ service }) => {
  const invalid = (message: string) => ({ type: MedusaError.Types.INVALID_DATA, message });
  const asAny = <Input>(input: object): Input => input as Input;

  it("a group without a name, an address without a customer and an account that is null are refused by field", async () => {
    const { id } = await service.createCustomers({});

    await expect(service.createCustomerGroups(asAny({}))).rejects.toMatchObject(
      invalid("Cannot set field 'name' of Customer group to null"),
    );
    await expect(service.createCustomerAddresses(asAny({ city: "Bern" }))).rejects.toMatchObject(
      invalid("Cannot set field 'customer_id' of Customer address to null"),
    );
    await expect(service.updateCustomers(id, asAny({ has_account: null }))).rejects.toMatchObject(
      invalid("Cannot set field 'has_account' of Customer to null"),
    );
  });

  it("a filter by an unknown field is refused on every way to read: the ORM's, by words, in groups and by cursor", async () => {
    const { id } = await service.createCustomerGroups({ name: "gold" });
    const unknown = { no_such_field: "x" };
    const refusal = expect.objectContaining({ message: expect.stringContaining("no_such_field") });

    await expect(service.listCustomers(asAny(unknown))).rejects.toEqual(refusal);
    await expect(service.listCustomers(asAny({ ...unknown, groups: id }))).rejects.toEqual(refusal);
    await expect(service.deleteCustomers(asAny(unknown))).rejects.toEqual(refusal);
    await expect(service.listCustomerAddresses(asAny(unknown))).rejects.toEqual(refusal);
    await expect(service.deleteCustomerAddresses(asAny(unknown))).rejects.toEqual(refusal);
    await expect(service.listCustomerGroups(asAny(unknown))).rejects.toEqual(refusal);
    await expect(service.updateCustomerGroups(asAny(unknown), { name: "x" })).rejects.toEqual(refusal);
  });

  itOnOurs("the same on a page by cursor", async () => {
    const filters: FilterableCustomerProps = asAny({ no_such_field: "x" });

    await expect(service.listCustomersPage({ filters })).rejects.toMatchObject({
      message: expect.stringContaining("no_such_field"),
    });
  });

  itOnOurs("a page of email collisions has 1 to 1,000 rows", async () => {
    for (const limit of [0, -1, 1.5, 1_001, Number.NaN]) {
      await expect(service.emails.listCollisions({ limit })).rejects.toMatchObject(
        invalid('The field "limit" must be a whole number from 1 to 1,000.'),
      );
    }
    expect(await service.emails.listCollisions({ limit: 1_000 })).toEqual({ collisions: [], next: null });
  });

  it("unknown and live addresses are nothing to restore", async () => {
    const { id } = await service.createCustomers({});
    const address = await service.createCustomerAddresses({ customer_id: id, city: "Bern" });

    await service.restoreCustomerAddresses(["cuaddr_none", address.id]);

    expect(await service.listCustomerAddresses()).toMatchObject([{ id: address.id, city: "Bern" }]);
  });

  itOnOurs("addresses and groups are not deleted by a filter that would name all of them", async () => {
    const { id } = await service.createCustomers({});
    await service.createCustomerAddresses({ customer_id: id });
    await service.createCustomerGroups({ name: "gold" });
    const refusal = { type: "invalid_data", message: expect.stringContaining("would name every row") };

    for (const filter of [{}, { id: undefined }, { $or: [] }, { $and: [{}] }, { $or: [{ id: undefined }] }]) {
      await expect(service.deleteCustomerAddresses(filter)).rejects.toMatchObject(refusal);
      await expect(service.deleteCustomerGroups(filter)).rejects.toMatchObject(refusal);
      await expect(service.softDeleteCustomerAddresses(asAny([filter]))).rejects.toMatchObject(refusal);
      await expect(service.softDeleteCustomerGroups(asAny([filter]))).rejects.toMatchObject(refusal);
    }
    await expect(service.deleteCustomerAddresses(asAny({ customer: {} }))).rejects.toMatchObject(refusal);
    await expect(service.deleteCustomerGroups(asAny({ customers: {} }))).rejects.toMatchObject(refusal);

    expect(await service.listCustomerAddresses()).toHaveLength(1);
    expect(await service.listCustomerGroups()).toHaveLength(1);
  });

  it("a caller's condition on deleted_at holds beside the rule that only live rows are listed", async () => {
    const [ann, bob] = await service.createCustomers([{ first_name: "Ann" }, { first_name: "Bob" }]);
    const group = await service.createCustomerGroups({ name: "gold" });
    await service.addCustomerToGroup([ann, bob].map(({ id }) => ({ customer_id: id, customer_group_id: group.id })));
    await service.softDeleteCustomers([ann.id]);
    const deleted = { $gt: "2000-01-01T00:00:00.000Z" };

    for (const filters of [{ deleted_at: deleted }, { groups: group.id, deleted_at: deleted }]) {
      expect(await service.listCustomers(asAny(filters))).toEqual([]);
      expect(await service.listAndCountCustomers(asAny(filters))).toEqual([[], 0]);
    }
    expect(await service.updateCustomers(asAny({ deleted_at: deleted }), { phone: "1" })).toEqual([]);
    expect((await service.listCustomers({ groups: group.id })).map(({ id }) => id)).toEqual([bob.id]);
  });
});
