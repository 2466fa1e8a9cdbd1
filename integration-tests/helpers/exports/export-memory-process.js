// Run with `node --expose-gc export-memory-process.js <database url> <format>`: exports every customer with the built
// module and prints `{ rows, bytes, peak }`, peak in megabytes above the start.
const { resolve } = require("node:path");
const { Modules, ModulesSdkUtils, ContainerRegistrationKeys } = require("@medusajs/framework/utils");
const { initModules, MockEventBusService } = require("@medusajs/test-utils");

const MODULE = resolve(__dirname, "../../../.medusa/server/src/modules/customer");
const MEGABYTE = 1024 * 1024;

async function main([clientUrl, format]) {
  const database = { clientUrl, schema: "public" };
  const connection = ModulesSdkUtils.createPgConnection({ ...database, pool: { min: 0, max: 3 } });
  const { medusaApp, shutdown } = await initModules({
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
  globalThis.gc();
  const { rss } = process.memoryUsage();
  const done = { rows: 0, bytes: 0 };
  for await (const { text, rows } of await service.exports.stream({ format })) {
    done.rows += rows;
    done.bytes += Buffer.from(text).length;
  }
  const peak = process.resourceUsage().maxRSS * 1024 - rss;
  console.log(JSON.stringify({ ...done, peak: Math.round(peak / MEGABYTE) }));
  await shutdown();
  await connection.destroy();
}

main(process.argv.slice(2)).then(() => process.exit(0));
