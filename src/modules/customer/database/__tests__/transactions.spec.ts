import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

/** Inside a transaction of the caller, which the shared context carries. */
describeCustomerModule(({ service }) => {
  const inTransaction = <Result>(task: (context: { transactionManager: unknown }) => Promise<Result>) =>
    service.baseRepository_.transaction<unknown>(async (transactionManager) => await task({ transactionManager }));

  it("all writes commit together, and each read sees the writes before it", async () => {
    await inTransaction(async (context) => {
      const ann = await service.createCustomers({ email: "ann@x.io", addresses: [{ city: "Bern" }] }, context);
      const group = await service.createCustomerGroups({ name: "VIP" }, context);
      await service.addCustomerToGroup({ customer_id: ann.id, customer_group_id: group.id }, context);
      await service.updateCustomers({ email: "ann@x.io" }, { first_name: "Ann" }, context);

      expect(await service.listCustomers({ groups: group.id }, {}, context)).toEqual([
        expect.objectContaining({ id: ann.id, first_name: "Ann" }),
      ]);
      expect((await service.listAndCountCustomers({ email: "ann@x.io" }, {}, context))[1]).toBe(1);
      expect(await service.listCustomerAddresses({ customer_id: ann.id }, {}, context)).toHaveLength(1);
      // Other connections do not see them yet.
      expect(await service.listCustomers()).toEqual([]);
    });

    expect(await service.listCustomers({ email: "ann@x.io" })).toHaveLength(1);
    expect(await service.listCustomerGroupCustomers()).toHaveLength(1);
  });

  it("reads see a deletion and a restore before the commit", async () => {
    await inTransaction(async (context) => {
      const ann = await service.createCustomers({ email: "ann@x.io" }, context);
      const deletedAt = async () => (await service.retrieveCustomer(ann.id, { withDeleted: true }, context)).deleted_at;

      await service.softDeleteCustomers([ann.id], {}, context);
      expect(await service.listCustomers({}, {}, context)).toEqual([]);
      expect(await deletedAt()).toEqual(expect.any(Date));
      await service.restoreCustomers([ann.id], {}, context);
      expect(await service.listCustomers({}, {}, context)).toHaveLength(1);
      expect(await deletedAt()).toBeNull();
    });
  });

  it("nothing stays of writes that succeeded when the caller rolls back", async () => {
    const kept = await service.createCustomers({ first_name: "Kept", addresses: [{ city: "Bern" }] });

    const work = inTransaction(async (context) => {
      const [ann] = await service.createCustomers([{ addresses: [{ city: "Biel" }] }], context);
      const group = await service.createCustomerGroups({ name: "VIP" }, context);
      await service.addCustomerToGroup({ customer_id: ann.id, customer_group_id: group.id }, context);
      await service.createCustomerAddresses({ customer_id: kept.id, city: "Basel" }, context);
      await service.updateCustomers(kept.id, { first_name: "Changed" }, context);
      await service.softDeleteCustomers([kept.id], {}, context);
      throw new Error("the caller gives up");
    });

    await expect(work).rejects.toThrow("the caller gives up");
    expect((await service.listCustomers()).map((customer) => customer.first_name)).toEqual(["Kept"]);
    expect((await service.listCustomerAddresses()).map((address) => address.city)).toEqual(["Bern"]);
    expect(await service.listCustomerGroups()).toEqual([]);
    expect(await service.listCustomerGroupCustomers()).toEqual([]);
  });

  it("a refused write keeps its error, and takes the caller's transaction down", async () => {
    await service.createCustomers({ email: "taken@x.io" });

    const work = inTransaction(async (context) => {
      await service.createCustomers({ email: "new@x.io" }, context);
      await service.createCustomers({ email: "taken@x.io" }, context);
    });

    await expect(work).rejects.toMatchObject({
      type: MedusaError.Types.INVALID_DATA,
      message: "Customer with email: taken@x.io, has_account: false, already exists.",
    });
    expect((await service.listCustomers()).map((customer) => customer.email)).toEqual(["taken@x.io"]);
  });

  it("a refused batch leaves a caller who goes on all the same nothing to store", async () => {
    await service.createCustomers([{ email: "a@x.io" }, { email: "c@x.io" }]);
    const batch = ["d", "e", "b", "f", "a"].map((name) => ({ email: `${name}@x.io` }));

    const work = inTransaction(async (context) => {
      await service.createCustomers(batch, context).catch(() => {});
      await service.createCustomers({ email: "z@x.io" }, context);
    });

    await expect(work).rejects.toThrow("current transaction is aborted");
    expect((await service.listCustomers()).map((customer) => customer.email).sort()).toEqual(["a@x.io", "c@x.io"]);
  });

  itOnOurs("the features join the caller's transaction as the contract's methods do", async () => {
    const [ann, bob] = await service.createCustomers([{ email: "ann@x.io" }, { first_name: "Bob" }]);

    const work = inTransaction(async (context) => {
      await service.batches.updateEach([{ id: ann.id, first_name: "Ann" }], context);
      await service.merges.merge({ customer_ids: [ann.id, bob.id], survivor_id: ann.id }, context);
      await service.imports.create({}, context);
      expect(await service.merges.findSurvivor(bob.id, context)).toBe(ann.id);
      expect((await service.imports.list({ limit: 1, offset: 0 }, context)).count).toBe(1);
      // Other connections see none of it yet.
      expect(await service.merges.findSurvivor(bob.id)).toBeNull();
      throw new Error("the caller gives up");
    });

    await expect(work).rejects.toThrow("the caller gives up");
    expect(await service.listCustomers({}, { select: ["first_name"], order: { id: "ASC" } })).toMatchObject([
      { first_name: null },
      { first_name: "Bob" },
    ]);
    expect((await service.imports.list({ limit: 1, offset: 0 })).count).toBe(0);
  });

  itOnOurs("removeCustomerFromGroup sees memberships that the transaction has made", async () => {
    const [ann, bob] = await service.createCustomers([{}, {}]);
    const group = await service.createCustomerGroups({ name: "VIP" });
    const pairs = [ann, bob].map(({ id }) => ({ customer_id: id, customer_group_id: group.id }));

    await inTransaction(async (context) => {
      await service.addCustomerToGroup(pairs, context);
      await service.removeCustomerFromGroup(pairs[0], context);
      expect(await service.listCustomerGroupCustomers({}, {}, context)).toHaveLength(1);
    });

    const left = await service.listCustomerGroupCustomers();
    expect(left.map((membership) => membership.customer_id)).toEqual([bob.id]);
  });
});
