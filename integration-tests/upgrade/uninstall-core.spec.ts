import { resolve } from "node:path";
import { ModulesSdkUtils } from "@medusajs/framework/utils";
import { prepareSearch } from "../../src/modules/customer/listing/prepare-search.sql";
import { useCustomerDatabase } from "../helpers/customer-database";
import { databaseUrl } from "../helpers/databases";
import { runUninstall } from "../helpers/run-uninstall";
import { runCoreModule } from "../helpers/running-module";

const MIGRATIONS = resolve(__dirname, "../../src/modules/customer/migrations");

/**
 * In a file of its own that loads no model of the plugin: MikroORM knows models by name, and in a process that has loaded
 * the plugin's `Customer` core's module would write the plugin's columns.
 */
describe("core's module after customers:uninstall", () => {
  const database = useCustomerDatabase("uninstall-core");

  it("creates, finds, deletes and restores customers, addresses, groups and memberships, and keeps those from before", async () => {
    const options = { database: { clientUrl: databaseUrl(database.name) } };
    const migrate = ModulesSdkUtils.buildMigrationScript({ moduleName: "customer", pathToMigrations: MIGRATIONS });
    jest.spyOn(console, "info").mockImplementation(() => {});
    await migrate({ options });
    const connection = ModulesSdkUtils.createPgConnection({ ...options.database, schema: "public" });
    await prepareSearch(connection);
    await connection.destroy();
    await database.run(`
      insert into customer (id, email, external_id) values ('cus_1', 'ada@x.io', 'erp-1');
      insert into customer_group (id, name) values ('cusgroup_1', 'Gold');
      insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
        values ('cusgc_1', 'cus_1', 'cusgroup_1', true);`);

    await runUninstall(database.name, "drop");

    const { service, stop } = await runCoreModule({ database: database.name });
    try {
      const [cy] = await service.createCustomers([{ email: "cy@x.io", addresses: [{ is_default_billing: true }] }]);
      const group = await service.createCustomerGroups({ name: "Silver" });
      await service.addCustomerToGroup({ customer_id: cy.id, customer_group_id: group.id });
      await service.updateCustomers(cy.id, { phone: "1" });
      await service.softDeleteCustomers([cy.id]);
      await service.restoreCustomers([cy.id]);
      expect(await service.listCustomers({ q: "cy@" }, { relations: ["addresses", "groups"] })).toMatchObject([
        { id: cy.id, phone: "1", addresses: [{ is_default_billing: true }], groups: [{ id: group.id }] },
      ]);
      await service.deleteCustomers([cy.id]);
      expect(await service.listCustomers({}, { relations: ["groups"] })).toMatchObject([
        { id: "cus_1", email: "ada@x.io", groups: [{ id: "cusgroup_1" }] },
      ]);
    } finally {
      await stop();
    }
  });
});
