import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { zodValidator } from "@medusajs/framework";
import type { ExecArgs } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { ExportChunk } from "../modules/customer/exports/export-service";
import { customerFilters } from "../shared/customer-filters";
import { resolveCustomerModule } from "../shared/customer-module";
import { ProgressBar } from "./progress-bar";
import { keepStdoutForResult, resultStream } from "./result-output";

keepStdoutForResult();

/** Not "-": the command line of `medusa exec` swallows it. */
const STDOUT = "/dev/stdout";

const USAGE = `Usage: customers:export FILE [csv|jsonl] [FILTERS], FILE a path or ${STDOUT}, FILTERS as JSON.`;

/**
 * `customers:export`, to be run by `medusa exec`: writes customers to a file of this machine, or to stdout. Progress goes
 * to stderr. The file has its name once it is whole; until then ".part" is behind it.
 */
export default async function customersExport({ container, args }: ExecArgs): Promise<void> {
  const [path, format, filters, ...more] = args;
  if (path === undefined || more.length) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, USAGE);
  }
  const request = { format, filters: await zodValidator(customerFilters, parseFilters(filters)) };
  const chunks = withProgress(await resolveCustomerModule(container).exports.stream(request));
  if (path === STDOUT) {
    await pipeline(Readable.from(chunks), resultStream());
  } else {
    await writeFile(resolve(path), chunks);
  }
}

async function writeFile(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function* withProgress(chunks: AsyncIterable<ExportChunk>): AsyncGenerator<Buffer> {
  const bar = new ProgressBar({ title: "Exporting", unit: "customer" });
  for await (const { text, rows } of chunks) {
    yield Buffer.from(text);
    bar.add(rows);
  }
  bar.end();
}

function parseFilters(text: string | undefined): unknown {
  try {
    return text === undefined ? {} : JSON.parse(text);
  } catch {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `The filters are not JSON. ${USAGE}`);
  }
}
