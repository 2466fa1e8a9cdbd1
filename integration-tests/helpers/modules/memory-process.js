// Run with `node --expose-gc memory-process.js <database url> <rows>`: creates that many customers in one call with the
// built module and prints `{ heap, peak }`: megabytes above the start, kept by the answer and at the highest point.
const { resolve } = require("node:path");
const { Modules, ModulesSdkUtils, ContainerRegistrationKeys } = require("@medusajs/framework/utils");
const { initModules, MockEventBusService } = require("@medusajs/test-utils");

const MODULE = resolve(__dirname, "../../../.medusa/server/src/modules/customer");
const MEGABYTE = 1024 * 1024;

async function main([clientUrl, rows]) {
  const database = { clientUrl, schema: "public" };
  const connection = ModulesSdkUtils.createPgConnection({ ...database, pool: { min: 0, max: 2 } });
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
  await service.createCustomers({ first_name: "First" });
  const drafts = Array.from({ length: Number(rows) }, (_, n) => ({
    ...{ first_name: `Name ${n}`, last_name: `Surname ${n}`, email: `customer${n}@example.com`, phone: `+31 6 ${n}` },
  }));
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed;
  const { rss } = process.memoryUsage();
  let highest = rss;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 10);
  const created = await service.createCustomers(drafts);
  clearInterval(watch);
  const peak = Math.max(highest, process.resourceUsage().maxRSS * 1024) - rss;
  globalThis.gc();
  const kept = process.memoryUsage().heapUsed - heap;
  console.log(
    JSON.stringify({ created: created.length, heap: Math.round(kept / MEGABYTE), peak: Math.round(peak / MEGABYTE) }),
  );
  await shutdown();
  await connection.destroy();
}

main(process.argv.slice(2)).then(() => process.exit(0));
