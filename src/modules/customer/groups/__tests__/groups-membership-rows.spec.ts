import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import CustomerModuleService from "../../service";

/** The methods that are generated for the table of memberships, which no contract names and core's module answers. */
describeCustomerModule(({ service }) => {
  const setUp = async () => {
    const [ann, bob] = await service.createCustomers([{ email: "ann@x.io" }, { email: "bob@x.io" }]);
    const group = await service.createCustomerGroups({ name: "gold" });
    const pair = (customer: { id: string }) => ({ customer_id: customer.id, customer_group_id: group.id });
    return { ann, bob, group, pair };
  };
  const ids = async () => (await service.listCustomerGroupCustomers()).map(({ id }) => id);

  it("createCustomerGroupCustomers answers whole rows in the order given", async () => {
    const { ann, bob, pair } = await setUp();

    const rows = await service.createCustomerGroupCustomers([pair(bob), { ...pair(ann), metadata: { since: 1 } }]);

    expect(rows).toMatchObject([pair(bob), { ...pair(ann), metadata: { since: 1 } }]);
    expect(await service.retrieveCustomerGroupCustomer(rows[1].id)).toEqual(rows[1]);
  });

  itOnOurs("createCustomerGroupCustomers creates no second membership: it returns the existing one", async () => {
    const { ann, pair } = await setUp();
    const { id } = await service.addCustomerToGroup(pair(ann));

    expect(await service.createCustomerGroupCustomers(pair(ann))).toMatchObject({ id });
    expect(await ids()).toEqual([id]);
  });

  itOnOurs("createCustomerGroupCustomers refuses a deleted group", async () => {
    const { ann, group, pair } = await setUp();
    await service.softDeleteCustomerGroups([group.id]);

    await expect(service.createCustomerGroupCustomers(pair(ann))).rejects.toMatchObject({
      type: MedusaError.Types.NOT_FOUND,
    });
  });

  itOnOurs("a deleted membership relates no customer, and a restored one does again", async () => {
    const { ann, group, pair } = await setUp();
    const { id } = await service.addCustomerToGroup(pair(ann));
    const related = async () => {
      const customer = await service.retrieveCustomer(ann.id, { relations: ["groups"] });
      const { customers } = await service.retrieveCustomerGroup(group.id, { relations: ["customers"] });
      const listed = await service.listCustomers({ groups: { id: group.id } });
      return [customer.groups.map((one) => one.id), customers?.map((one) => one.id), listed.map((one) => one.id)];
    };

    await service.softDeleteCustomerGroupCustomers([id]);
    expect(await related()).toEqual([[], [], []]);
    await service.restoreCustomerGroupCustomers([id]);
    expect(await related()).toEqual([[group.id], [ann.id], [ann.id]]);
  });

  it("retrieveCustomerGroupCustomer refuses an unknown id", async () => {
    await expect(service.retrieveCustomerGroupCustomer("cusgc_none")).rejects.toMatchObject({
      type: MedusaError.Types.NOT_FOUND,
      message: "CustomerGroupCustomer with id: cusgc_none was not found",
    });
  });

  itOnOurs("listAndCountCustomerGroupCustomers finds by an email in any case", async () => {
    const { ann, bob, pair } = await setUp();
    const [first] = await service.addCustomerToGroup([pair(ann), pair(bob)]);

    const [rows, count] = await service.listAndCountCustomerGroupCustomers({
      customer: { email: "ANN@X.io" },
    } as object);

    expect([rows.map(({ id }) => id), count]).toEqual([[first.id], 1]);
  });

  itOnOurs("updateCustomerGroupCustomers writes metadata, and refuses to make another membership of it", async () => {
    const { ann, bob, pair } = await setUp();
    const { id } = await service.addCustomerToGroup(pair(ann));

    await service.updateCustomerGroupCustomers([{ id, metadata: { since: 1 } }]);
    for (const data of [
      { id, ...pair(bob) },
      { selector: { id }, data: { customer_id: bob.id } },
    ]) {
      await expect(service.updateCustomerGroupCustomers(data)).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: expect.stringContaining('The field "customer_id" of a membership cannot be changed'),
      });
    }

    expect(await service.retrieveCustomerGroupCustomer(id)).toMatchObject({ ...pair(ann), metadata: { since: 1 } });
  });

  itOnOurs(
    "updateCustomerGroupCustomers answers the rows of an array, the one row of an object, those of a selector",
    async () => {
      const { ann, bob, group, pair } = await setUp();
      const [first, second] = await service.addCustomerToGroup([pair(ann), pair(bob)]);
      await service.updateCustomerGroupCustomers({ id: first.id, metadata: { a: 1, gone: 1 } });

      const one = await service.updateCustomerGroupCustomers({ id: first.id, metadata: { b: 2, gone: "" } });
      const two = await service.updateCustomerGroupCustomers([
        { id: second.id, created_by: "user_2" },
        { id: first.id, created_by: "user_1" },
      ]);
      const chosen = await service.updateCustomerGroupCustomers({
        selector: { customer_group_id: group.id, customer_id: bob.id },
        data: { metadata: { c: 3 } },
      });

      expect(one).toMatchObject({ id: first.id, ...pair(ann), metadata: { a: 1, b: 2 } });
      expect(two).toMatchObject([
        { id: second.id, created_by: "user_2" },
        { id: first.id, created_by: "user_1", metadata: { a: 1, b: 2 } },
      ]);
      expect(chosen).toMatchObject([{ id: second.id, created_by: "user_2", metadata: { c: 3 } }]);
      await expect(service.updateCustomerGroupCustomers({ id: "cusgc_none", created_by: "x" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: 'CustomerGroupCustomer with id "cusgc_none" not found',
      });
    },
  );

  it("softDeleteCustomerGroupCustomers answers the ids of those that were live", async () => {
    const { ann, bob, pair } = await setUp();
    const [first, second] = await service.addCustomerToGroup([pair(ann), pair(bob)]);

    expect(await service.softDeleteCustomerGroupCustomers([first.id, second.id])).toMatchObject({
      customer_group_customer_id: [first.id, second.id],
    });
    expect(await ids()).toEqual([]);
  });

  itOnOurs("delete and softDelete by id and by filter, and refuse a filter that would name everybody", async () => {
    const { ann, bob, group, pair } = await setUp();
    const [first, second] = await service.addCustomerToGroup([pair(ann), pair(bob)]);

    for (const filter of [{}, { customer_id: undefined }, { $or: [] }, { customer: {} }]) {
      const refusal = { message: expect.stringContaining("would name every row") };
      await expect(service.deleteCustomerGroupCustomers(filter as object)).rejects.toMatchObject(refusal);
      await expect(service.softDeleteCustomerGroupCustomers(filter as object)).rejects.toMatchObject(refusal);
      await expect(service.restoreCustomerGroupCustomers(filter as object)).rejects.toMatchObject(refusal);
    }
    expect(await ids()).toHaveLength(2);
    await service.softDeleteCustomerGroupCustomers({ customer_id: ann.id });
    expect(await ids()).toEqual([second.id]);
    await service.deleteCustomerGroupCustomers([second.id, "cusgc_none"]);
    expect(await ids()).toEqual([]);
    await service.deleteCustomerGroupCustomers({ customer_group_id: group.id });
    expect(await service.listCustomerGroupCustomers({}, { withDeleted: true })).toEqual([]);
    expect(first.id).not.toBe(second.id);
  });

  itOnOurs("restore brings back pairs that have no membership, and leaves the others and deleted groups", async () => {
    const { ann, bob, group, pair } = await setUp();
    const [first, second] = await service.addCustomerToGroup([pair(ann), pair(bob)]);
    await service.softDeleteCustomerGroupCustomers([first.id, second.id]);
    const again = await service.addCustomerToGroup(pair(ann));

    expect(await service.restoreCustomerGroupCustomers([first.id, second.id])).toEqual({
      customer_group_customer_id: [second.id],
    });
    expect((await ids()).sort()).toEqual([second.id, again.id].sort());
    expect(await service.restoreCustomerGroupCustomers([first.id, second.id])).toEqual({});

    await service.softDeleteCustomerGroupCustomers([second.id]);
    await service.softDeleteCustomerGroups([group.id]);
    expect(await service.restoreCustomerGroupCustomers([second.id])).toEqual({});
  });

  itOnOurs("filters name memberships by statements on ids: no row goes through the ORM", async () => {
    const { ann, bob, group, pair } = await setUp();
    await service.addCustomerToGroup([pair(ann), pair(bob)]);
    const generated = jest.spyOn(Object.getPrototypeOf(CustomerModuleService.prototype), "listCustomerGroupCustomers");
    const filter = { customer_group_id: group.id };

    await service.softDeleteCustomerGroupCustomers(filter);
    await service.restoreCustomerGroupCustomers(filter);
    await service.deleteCustomerGroupCustomers(filter);

    expect(generated).not.toHaveBeenCalled();
    generated.mockRestore();
    expect(await ids()).toEqual([]);
    await expect(service.deleteCustomerGroupCustomers({ no_field: "x" } as object)).rejects.toMatchObject({
      type: MedusaError.Types.INVALID_DATA,
    });
  });
});
