import type { ICustomerModuleService } from "@medusajs/framework/types";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { withConnection } from "../helpers/databases/databases";
import { migrateCore, migrateOurs } from "../helpers/databases/migrations";
import { type RunningModule, runCoreModule, runOurModule } from "../helpers/modules/running-module";

/** Core's class has more methods than its contract names. */
type CoreService = ICustomerModuleService & { plugin?: undefined };

describe("core's module takes the database back", () => {
  const database = useCustomerDatabase("back");

  const onOurs = async <Result>(
    work: (service: Awaited<ReturnType<typeof runOurModule>>["service"]) => Promise<Result>,
  ): Promise<Result> => {
    const ours = await runOurModule({ database: database.name });
    try {
      return await work(ours.service);
    } finally {
      await ours.stop();
    }
  };

  const onCore = async <Result>(work: (service: CoreService) => Promise<Result>): Promise<Result> => {
    expect(await migrateCore(database.name)).toEqual([]);
    const core: RunningModule<CoreService> = await runCoreModule({ database: database.name });
    try {
      expect(core.service).not.toHaveProperty("plugin");
      return await work(core.service);
    } finally {
      await core.stop();
    }
  };

  /** Two customers with addresses and a group that this plugin's module wrote, marks and all. */
  const written = () =>
    onOurs(async (service) => {
      const [ada, bob] = await service.createCustomers([
        { email: "ada@x.io", first_name: "Ada", addresses: [{ address_1: "First", is_default_shipping: true }, {}] },
        { email: "bob@x.io", first_name: "Bob" },
      ]);
      const group = await service.createCustomerGroups({ name: "Gold" });
      const [address] = await service.listCustomerAddresses({ customer_id: ada.id, is_default_shipping: true });
      const pair = { customer_id: ada.id, customer_group_id: group.id };
      await service.addCustomerToGroup(pair);
      return { ada, bob, group, pair, address };
    });

  beforeEach(async () => {
    await migrateOurs(database.name);
  });

  it("and reads what this plugin wrote as its own", async () => {
    const { ada, bob, group, address } = await written();

    await onCore(async (core) => {
      const found = await core.retrieveCustomer(ada.id, { relations: ["addresses", "groups"] });
      expect(found).toMatchObject({
        email: "ada@x.io",
        groups: [{ id: group.id }],
      });
      expect(found.addresses.filter((one) => one.is_default_shipping)).toMatchObject([{ id: address.id }]);
      expect(await core.listAndCountCustomers({ groups: [group.id] })).toEqual([
        [expect.objectContaining({ id: ada.id })],
        1,
      ]);
      expect(await core.listCustomers({ email: "bob@x.io" })).toEqual([expect.objectContaining({ id: bob.id })]);
    });
  });

  it("and creates, updates and deletes customers, addresses, groups and memberships", async () => {
    const { ada, bob, group, pair, address } = await written();

    await onCore(async (core) => {
      const [cy] = await core.createCustomers([{ email: "Cy@X.io", addresses: [{ is_default_billing: true }] }]);
      expect(await core.updateCustomers(bob.id, { phone: "1", email: "Ada@X.io" })).toMatchObject({ phone: "1" });
      expect(await core.updateCustomerAddresses(address.id, { city: "Paris" })).toMatchObject({ city: "Paris" });
      await core.createCustomerAddresses({ customer_id: cy.id, is_default_shipping: true });
      const silver = await core.createCustomerGroups({ name: "Silver" });
      await core.updateCustomerGroups(group.id, { name: "Platinum" });
      await core.addCustomerToGroup([{ customer_id: cy.id, customer_group_id: silver.id }]);
      // The duplicate that core allows: it must not fail on an index of ours.
      await core.addCustomerToGroup(pair);
      await core.addCustomerToGroup([pair, pair]);
      expect(await core.listCustomerGroupCustomers({ customer_id: ada.id })).toHaveLength(4);

      await core.removeCustomerFromGroup(pair);
      await core.deleteCustomerAddresses([address.id]);
      await core.deleteCustomers([cy.id]);
      await core.deleteCustomerGroups([silver.id]);
      expect((await core.listCustomers()).map(({ id }) => id).sort()).toEqual([ada.id, bob.id].sort());
    });
  });

  it("and soft-deletes and restores customers and groups", async () => {
    const { ada, group } = await written();

    await onCore(async (core) => {
      await core.softDeleteCustomers([ada.id]);
      expect(await core.listCustomers({ id: ada.id })).toEqual([]);
      await core.restoreCustomers([ada.id]);
      await core.softDeleteCustomerGroups([group.id]);
      await core.restoreCustomerGroups([group.id]);
      const found = await core.retrieveCustomer(ada.id, { relations: ["groups"] });
      expect(found.groups).toMatchObject([{ id: group.id }]);
    });
  });

  it("and restores what this plugin deleted", async () => {
    const { ada, group } = await written();
    await onOurs(async (service) => {
      await service.softDeleteCustomers([ada.id]);
    });

    await onCore(async (core) => {
      await core.restoreCustomers([ada.id]);
      const found = await core.retrieveCustomer(ada.id, { relations: ["addresses", "groups"] });
      expect(found).toMatchObject({ email: "ada@x.io", groups: [{ id: group.id }] });
      expect(found.addresses).toHaveLength(2);
    });
  });

  it("and restores a group that this plugin deleted without its members (known)", async () => {
    const { ada, group } = await written();
    await onOurs(async (service) => {
      await service.softDeleteCustomerGroups([group.id]);
    });

    await onCore(async (core) => {
      await core.restoreCustomerGroups([group.id]);
      const [restored] = await core.listCustomerGroups({ id: group.id });
      expect(restored).toMatchObject({ name: "Gold" });
      // The rows are there, deleted: what core's restore does not look for it does not bring back.
      const rows = await withConnection(database.name, (client) =>
        client.query("select customer_id, deleted_at from customer_group_customer"),
      );
      expect(rows.rows).toEqual([{ customer_id: ada.id, deleted_at: expect.any(Date) }]);
    });
  });

  it("and refuses to restore a customer with a deleted default address beside a live one, until its mark goes (known)", async () => {
    const { ada, address } = await written();
    await onOurs(async (service) => {
      const [other] = await service.listCustomerAddresses({ customer_id: ada.id, is_default_shipping: false });
      await service.softDeleteCustomerAddresses([address.id]);
      await service.setDefaultAddress(ada.id, other.id, "shipping");
      await service.softDeleteCustomers([ada.id]);
    });

    await onCore(async (core) => {
      // Core's restore brings back all addresses, also those that were deleted before their customer was.
      await expect(core.restoreCustomers([ada.id])).rejects.toMatchObject({
        type: "invalid_data",
        message: `Customer address with customer_id: ${ada.id}, already exists.`,
      });
      await withConnection(database.name, (client) =>
        client.query("update customer_address set is_default_shipping = false where id = $1", [address.id]),
      );
      await core.restoreCustomers([ada.id]);
      const addresses = await core.listCustomerAddresses({ customer_id: ada.id });
      expect(addresses.filter((one) => one.is_default_shipping)).toHaveLength(1);
    });
  });

  it("and what it wrote meanwhile is repaired when this plugin returns: each membership once, emails spelled one way", async () => {
    const { ada, bob, pair } = await written();
    await onCore(async (core) => {
      await core.addCustomerToGroup([pair, pair]);
      await core.createCustomers({ email: "Cy@X.io" });
      await core.updateCustomers(bob.id, { email: "ADA@x.io" });
    });

    const { info, warn } = await migrateOurs(database.name);
    expect(info).toContain("Repaired: 2 duplicate memberships put aside, 1 email spelled as they are stored now.");
    expect(warn).toEqual([expect.stringMatching(/^1 customer shares/)]);
    await onOurs(async (service) => {
      expect(await service.listCustomers({ email: "cy@x.io" })).toHaveLength(1);
      const [membership] = await service.listCustomerGroupCustomers({ customer_id: ada.id });
      expect(await service.addCustomerToGroup(pair)).toEqual({ id: membership.id });
      expect(await service.emails.listCollisions({ limit: 10 })).toMatchObject({
        collisions: [{ customer_id: bob.id, taken_by: ada.id }],
      });
      // The one that stays is the one this plugin wrote: it bears the mark that makes it unique.
      expect(
        await database.sql("select id from customer_group_customer where unique_membership and deleted_at is null"),
      ).toEqual([{ id: membership.id }]);
    });
  });
});
