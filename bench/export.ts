import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { to as copyTo } from "pg-copy-streams";
import type CustomerModuleService from "../src/modules/customer/service";
import { openClient } from "./databases/database";
import { ensureDatabases } from "./databases/ensure";
import { collectGarbage } from "./measure";
import { exportQuery } from "./operations/exports";
import { step } from "./progress";
import { markdownTable, ratio, time, times, writeResult } from "./report";
import type { ServiceRun } from "./service-run";
import { bootService } from "./services";
import { median } from "./statistics";

const MEGABYTE = 1024 * 1024;
const MEMORY_EVERY_MS = 20;
const LEAST_ROUNDS = 3;

type Written = { milliseconds: number; bytes: number; peak: number };
type Side = "ours" | "raw";

/**
 * A file of all customers with all columns, addresses and groups: by the service, and by `\copy (select ...) to`, in turns.
 * Both write to a file of this machine; neither waits for the disk.
 */
export async function runExport(options: ServiceRun): Promise<void> {
  const { server, plugin, rows } = options;
  const url = server.url((await ensureDatabases(options)).ours);
  const running = await step("Booting the service", () => bootService<CustomerModuleService>(plugin.moduleFolder, url));
  const client = await openClient(url);
  const sides: Record<Side, () => Promise<Readable>> = {
    ours: async () => Readable.from(texts(await running.service.exports.stream())),
    raw: async () => client.query(copyTo(`copy (${exportQuery}) to stdout (format csv, header)`)),
  };
  const written: Record<Side, Written[]> = { ours: [], raw: [] };
  const rounds = Math.max(options.rounds, LEAST_ROUNDS);
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    await step(`Round ${round} of ${rounds}`, async () => {
      for (const side of round % 2 ? (["ours", "raw"] as const) : (["raw", "ours"] as const)) {
        const one = await write(sides[side]);
        written[side].push(...(round ? [one] : []));
      }
    });
  }
  await client.end();
  await running.stop();
  const [{ count }] = await countOf(url);
  await report(options, { rows, exported: Number(count), written });
}

async function countOf(url: string): Promise<{ count: string }[]> {
  const client = await openClient(url);
  const { rows } = await client.query<{ count: string }>("select count(*) from customer where deleted_at is null");
  await client.end();
  return rows;
}

/** One file, with the memory of this process at its highest above what it was before. */
async function write(open: () => Promise<Readable>): Promise<Written> {
  const path = join(tmpdir(), `customers-bench-export-${process.pid}`);
  collectGarbage();
  const start = process.memoryUsage.rss();
  let highest = start;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, MEMORY_EVERY_MS);
  const begin = performance.now();
  try {
    await pipeline(await open(), createWriteStream(path));
    const milliseconds = performance.now() - begin;
    return { milliseconds, bytes: (await stat(path)).size, peak: highest - start };
  } finally {
    clearInterval(watch);
    await rm(path, { force: true });
  }
}

async function* texts(chunks: AsyncIterable<{ text: string }>): AsyncGenerator<Buffer> {
  for await (const { text } of chunks) {
    yield Buffer.from(text);
  }
}

type Measured = { rows: number; exported: number; written: Record<Side, Written[]> };

async function report({ server }: ServiceRun, { rows, exported, written }: Measured): Promise<void> {
  const figures = (side: Side) => ({
    ms: median(written[side].map(({ milliseconds }) => milliseconds)) ?? 0,
    bytes: written[side][0].bytes,
    peak_mb: Math.round(Math.max(...written[side].map(({ peak }) => peak)) / MEGABYTE),
  });
  const [ours, raw] = [figures("ours"), figures("raw")];
  const vs_raw = ratio(ours.ms, raw.ms);
  const line = (name: string, { ms, bytes, peak_mb }: typeof ours, factor: string) => [
    ...[name, time(ms), factor, Math.round(exported / (ms / 1000)).toLocaleString("en")],
    ...[(bytes / MEGABYTE).toFixed(0), String(peak_mb)],
  ];
  const table = markdownTable(
    ["export of everybody as CSV", "ms", "vs raw", "rows/s", "file MB", "memory MB"],
    [line("ours, exports.stream", ours, times(vs_raw)), line("raw, \\copy (select ...) to", raw, "")],
  );
  console.log(`\n${exported.toLocaleString("en")} customers, ${written.ours.length} rounds\n\n${table}\n`);
  const result = { rows, exported, node: process.version, postgres: server.version, ours, raw, vs_raw, written };
  console.log(`Written to ${await writeResult(`export-${rows}`, result, table)}`);
}
