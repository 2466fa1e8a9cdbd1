// Runs a customer module in a process of its own, for the programs beside this file that a spec starts.
const { resolve } = require("node:path");
const { Modules, ModulesSdkUtils, ContainerRegistrationKeys } = require("@medusajs/framework/utils");
const { initModules, MockEventBusService } = require("@medusajs/test-utils");

const BUILT_MODULE = resolve(__dirname, "../../../.medusa/server/src/modules/customer");

/** Runs the module of a folder (default: the built plugin) on a database; `stop` ends it. */
async function runModule(clientUrl, { folder = BUILT_MODULE, connections = 2 } = {}) {
  const database = { clientUrl, schema: "public" };
  const connection = ModulesSdkUtils.createPgConnection({ ...database, pool: { min: 0, max: connections } });
  const { medusaApp, shutdown } = await initModules({
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: console,
      [Modules.EVENT_BUS]: new MockEventBusService(),
    },
    databaseConfig: database,
    modulesConfig: {
      [Modules.CUSTOMER]: { resolve: folder, options: { database, [ModulesSdkUtils.isSharedConnectionSymbol]: true } },
    },
    preventConnectionDestroyWarning: true,
  });
  const stop = async () => {
    await shutdown();
    await connection.destroy();
  };
  return { service: medusaApp.modules[Modules.CUSTOMER], stop };
}

module.exports = { runModule };
