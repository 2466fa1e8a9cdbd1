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
import { keepStdoutForResult, resultStream } from "../shared/result-output";
import { usageOf } from "./help";
import { ProgressBar } from "./progress-bar";

keepStdoutForResult();

/** Not "-": the command line of `medusa exec` swallows it. */
const STDOUT = "/dev/stdout";

/** An argument that may stand at any place behind the path. */
const BOM = "bom";

const USAGE = usageOf("export");

/**
 * Writes customers to a file of this machine, or to stdout (`medusa exec customers:export`).
 *
 * It writes the progress to stderr. The name of an incomplete file ends in ".part".
 */
export default async function customersExport({ container, args }: ExecArgs): Promise<void> {
  const [path, ...words] = args;
  const bom = words.includes(BOM);
  const [format, filters, ...more] = words.filter((word) => word !== BOM);
  if (path === undefined || more.length) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, USAGE);
  }
  const request = { format, bom, filters: await zodValidator(customerFilters, parseFilters(filters)) };
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
