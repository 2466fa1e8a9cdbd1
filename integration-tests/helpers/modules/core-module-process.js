// Run with `node core-module-process.js <database url>`: writes and reads with core's own module, and prints the customers that
// remain, with groups. A separate process, because MikroORM knows models by name: in one that has loaded the plugin's
// `Customer`, core's module would write the plugin's columns.
const { dirname } = require("node:path");
const { Modules, ModulesSdkUtils, ContainerRegistrationKeys } = require("@medusajs/framework/utils");
const { initModules, MockEventBusService } = require("@medusajs/test-utils");

const MODULE = dirname(require.resolve("@medusajs/customer"));

async function main([clientUrl]) {
  const database = { clientUrl, schema: "public" };
  const connection = ModulesSdkUtils.createPgConnection({ ...database, pool: { min: 0, max: 2 } });
  const { medusaApp } = await initModules({
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: console,
      [Modules.EVENT_BUS]: new MockEventBusService(),
    },
    databaseConfig: database,
    modulesConfig: {
      [Modules.CUSTOMER]: { resolve: MODULE, options: { database, [ModulesSdkUtils.isSharedConnectionSymbol]: true } },
    },
    preventConnectionDestroyWarning: true,
  });
  const service = medusaApp.modules[Modules.CUSTOMER];
  const [cy] = await service.createCustomers([{ email: "cy@x.io", addresses: [{ is_default_billing: true }] }]);
  const group = await service.createCustomerGroups({ name: "Silver" });
  await service.addCustomerToGroup({ customer_id: cy.id, customer_group_id: group.id });
  await service.updateCustomers(cy.id, { phone: "1" });
  await service.softDeleteCustomers([cy.id]);
  await service.restoreCustomers([cy.id]);
  const found = await service.listCustomers({ q: "cy@" }, { relations: ["addresses", "groups"] });
  await service.deleteCustomers([cy.id]);
  const rest = await service.listCustomers({}, { relations: ["groups"], order: { id: "ASC" } });
  process.stdout.write(`${JSON.stringify({ found, rest })}\n`, () => process.exit());
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
