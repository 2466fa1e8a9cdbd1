/**
 * `node --expose-gc ... ours-process.ts <module> <database url> <file>`: imports the file with the built plugin, in a
 * separate process, to measure its own memory, and prints an `OursRun` as JSON.
 */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { RunningImport } from "../../src/modules/customer/imports/import-row.sql";
import type CustomerModuleService from "../../src/modules/customer/service";
import type { workOnImport } from "../../src/workflows/imports/work-on-import";
import { bootService } from "../services";
import type { OursRun } from "./ours";

const MEGABYTE = 1024 * 1024;
const SAMPLES_EVERY_MILLISECONDS = 20;

async function main([moduleFolder, url, path]: string[]): Promise<OursRun> {
  const workflows = join(moduleFolder, "..", "..", "workflows");
  // as: an export of the built plugin, whose type the compiler cannot see.
  const built = require(join(workflows, "imports", "work-on-import.js")) as {
    workOnImport: typeof workOnImport;
  };
  const running = await bootService<CustomerModuleService>(moduleFolder, url, { isLimited: false });
  const { service } = running;
  // The first statement opens the pool and fills what is read once.
  await service.listCustomers({}, { take: 1 });
  const memory = watchMemory();
  const begin = performance.now();
  const { id } = await service.imports.create({ options: { create_groups: true } });
  const work = async (claimed: RunningImport) =>
    await built.workOnImport({ service, running: claimed, open: () => createReadStream(path) });
  await work(await claim(service, id));
  const validated = performance.now();
  await service.imports.confirm(id);
  const done = await work(await claim(service, id));
  const end = performance.now();
  if (done?.state !== "completed") {
    throw new Error(`The import is ${done?.state ?? "lost"}: ${done?.error ?? `${done?.invalid} rows are not valid`}.`);
  }
  const { created, updated, unchanged } = done;
  const seconds = (end - begin) / 1000;
  const result = { seconds, validate_seconds: (validated - begin) / 1000, peak_megabytes: memory.peak() };
  await running.stop();
  return { ...result, created, updated, unchanged, events: running.events.count };
}

async function claim(service: CustomerModuleService, id: string): Promise<RunningImport> {
  const claimed = await service.imports.lease(id);
  if (claimed.outcome !== "leased") {
    throw new Error(`The import could not be leased: ${claimed.outcome}.`);
  }
  return claimed.import;
}

/** Resident memory above what it is now, where there is no garbage. */
function watchMemory(): { peak(): number } {
  global.gc?.();
  const idle = process.memoryUsage.rss();
  const boot = process.resourceUsage().maxRSS;
  let highest = idle;
  const look = () => {
    highest = Math.max(highest, process.memoryUsage.rss());
  };
  setInterval(look, SAMPLES_EVERY_MILLISECONDS).unref();
  return {
    peak: () => {
      look();
      // The kernel misses nothing, but cannot forget what booting took.
      const { maxRSS } = process.resourceUsage();
      return Math.round((Math.max(highest, maxRSS > boot ? maxRSS * 1024 : 0) - idle) / MEGABYTE);
    },
  };
}

main(process.argv.slice(2)).then(
  (run) => {
    process.stdout.write(`${JSON.stringify(run)}\n`, () => process.exit(0));
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
