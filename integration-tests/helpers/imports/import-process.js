// Run with `node --expose-gc import-process.js <database url> <file> [<import id>]`: imports a file of this machine with the
// built module, or resumes the import of a process that died. Prints the id, "working" when it begins, and at
// the end `{ import, events, peak }`, peak in megabytes above the start.
const { createReadStream } = require("node:fs");
const { resolve } = require("node:path");
const { Modules, ModulesSdkUtils, ContainerRegistrationKeys } = require("@medusajs/framework/utils");
const { default: localEventBus } = require("@medusajs/medusa/event-bus-local");
const { initModules } = require("@medusajs/test-utils");

const BUILT = resolve(__dirname, "../../../.medusa/server/src");
const { workOnImport } = require(`${BUILT}/workflows/imports/work-on-import`);
const MEGABYTE = 1024 * 1024;
const HEARTBEAT = 1_000;

/** A store's own, for what it makes of messages takes memory too. */
class CountingBus extends localEventBus.service {
  sent = 0;
  async emit(data, options) {
    this.sent += [data].flat().length;
    await super.emit(data, options);
  }
}

async function main([clientUrl, file, importId]) {
  const database = { clientUrl, schema: "public" };
  const connection = ModulesSdkUtils.createPgConnection({ ...database, pool: { min: 0, max: 4 } });
  const bus = new CountingBus({ logger: console }, {}, {});
  const { medusaApp, shutdown } = await initModules({
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: console,
      [Modules.EVENT_BUS]: bus,
    },
    databaseConfig: database,
    modulesConfig: {
      [Modules.CUSTOMER]: {
        resolve: `${BUILT}/modules/customer`,
        options: { database, [ModulesSdkUtils.isSharedConnectionSymbol]: true },
      },
    },
    preventConnectionDestroyWarning: true,
  });
  const service = medusaApp.modules[Modules.CUSTOMER];
  globalThis.gc();
  const { rss } = process.memoryUsage();
  const started = Date.now();
  const { id } = importId
    ? { id: importId }
    : await service.imports.create({ filename: file, options: { create_groups: true } });
  console.log(id);
  for (;;) {
    const { state } = await service.imports.retrieve(id);
    if (state === "ready") {
      await service.imports.confirm(id);
    } else if (!["uploaded", "validating", "importing"].includes(state)) {
      break;
    }
    const claimed = await service.imports.lease(id);
    if (claimed.outcome === "leased") {
      console.log("working");
      const heartbeat = setInterval(() => service.importRuns.heartbeat(claimed.import), HEARTBEAT);
      await workOnImport({ service, running: claimed.import, open: () => createReadStream(file) });
      clearInterval(heartbeat);
      const { rss: now } = process.memoryUsage();
      globalThis.gc();
      const { heapUsed } = process.memoryUsage();
      const megabytes = [heapUsed, now - rss].map((bytes) => Math.round(bytes / MEGABYTE));
      console.error(
        `${claimed.import.state}: ${Date.now() - started} ms, kept ${megabytes[0]} MB, grown ${megabytes[1]} MB`,
      );
    }
  }
  const peak = Math.round((process.resourceUsage().maxRSS * 1024 - rss) / MEGABYTE);
  console.log(JSON.stringify({ import: await service.imports.retrieve(id), events: bus.sent, peak }));
  await shutdown();
  await connection.destroy();
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
