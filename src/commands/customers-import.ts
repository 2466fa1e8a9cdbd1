import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { ImportOptionsInput } from "../modules/customer/imports/import-options";
import type { CustomerImport, RunningImport } from "../modules/customer/imports/import-row.sql";
import type CustomerModuleService from "../modules/customer/service";
import { resolveCustomerModule } from "../shared/customer-module";
import { isPlainObject } from "../shared/plain-object";
import { keepStdoutForResult, writeResult } from "../shared/result-output";
import { processImport } from "../workflows/imports/process-import";
import { processedImport } from "../workflows/imports/steps/process-import";
import { announceImportWorkflow } from "../workflows/imports/workflows/announce-import";
import { usageOf } from "./help";
import { ProgressBar } from "./progress-bar";

keepStdoutForResult();

const USAGE = usageOf("import");

/** The number of printed errors. The import stores all of them. */
const SHOWN_ERRORS = 20;

/**
 * Imports a file of this machine, in this process and without a confirmation (`npx medusa-plugin-customers import`).
 *
 * It writes the progress to stderr, and the result to stdout as JSON. If the command ends while it stores rows, a server
 * resumes the import within two minutes; cancel the import to prevent that.
 */
export default async function customersImport({ container, args }: ExecArgs): Promise<void> {
  const [file, text, ...more] = args;
  if (file === undefined || more.length) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, USAGE);
  }
  const service = resolveCustomerModule(container);
  const path = resolve(file);
  const size = await sizeOf(path, service.imports.maxBytes);
  const { send_invitations = false, ...options } = parseOptions(text);
  const created = await service.imports.create({ options, filename: basename(path) });
  const checked = await check(container, created.id, { path, size });
  await showErrors(service, checked.id);
  const done = checked.state === "ready" ? await store(container, checked, { path, send_invitations }) : checked;
  const { id, state, total, invalid, warned, created: made, updated, unchanged, skipped } = done;
  writeResult(`${JSON.stringify({ id, state, total, invalid, warned, created: made, updated, unchanged, skipped })}\n`);
}

/** Reads and checks the file. The progress bar counts its bytes. */
async function check(
  container: MedusaContainer,
  id: string,
  { path, size }: { path: string; size: number },
): Promise<CustomerImport> {
  const bar = new ProgressBar({ title: "Reading", unit: "byte", total: size });
  const open = () => counted(createReadStream(path), (bytes) => bar.add(bytes));
  const checked = await processImport(container, await leaseImport(container, id), { open });
  bar.end();
  return await ended(container, id, checked);
}

/** Stores the rows. The progress bar counts them. */
async function store(
  container: MedusaContainer,
  { id, total, invalid, folded }: CustomerImport,
  { path, send_invitations }: { path: string; send_invitations: boolean },
): Promise<CustomerImport> {
  const bar = new ProgressBar({ title: "Storing", unit: "row", total: total - invalid - folded });
  await resolveCustomerModule(container).imports.confirm(id, { send_invitations });
  const done = await processImport(container, await leaseImport(container, id), {
    open: () => createReadStream(path),
    onBatch: (rows) => bar.add(rows),
  });
  bar.end();
  return await ended(container, id, done);
}

async function leaseImport(container: MedusaContainer, id: string): Promise<RunningImport> {
  const leased = await resolveCustomerModule(container).imports.lease(id);
  if (leased.outcome === "leased") {
    return leased.import;
  }
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `The import ${id} waits: another import is running, or a server processes it. See it under ` +
      `/admin/customers/imports/${id}.`,
  );
}

/** Emits the events of the import as a server does. @throws MedusaError when it has failed, or has not ended here. */
async function ended(
  container: MedusaContainer,
  id: string,
  done: CustomerImport | undefined,
): Promise<CustomerImport> {
  const found = done ?? (await resolveCustomerModule(container).imports.retrieve(id));
  if (done && done.state !== "ready") {
    await announceImportWorkflow(container).run({ input: processedImport(done) });
  }
  if (!done || found.state === "failed") {
    const reason = found.error ?? `it is ${found.state}; the server's log says more`;
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `The import ${id} did not end: ${reason}`);
  }
  return found;
}

async function showErrors(service: CustomerModuleService, id: string): Promise<void> {
  const { errors, count } = await service.imports.listErrors(id, { limit: SHOWN_ERRORS, offset: 0 });
  for (const { line, level, field, reason } of errors) {
    process.stderr.write(
      `${level === "warning" ? "warning, " : ""}line ${line}${field === null ? "" : `, ${field}`}: ${reason}\n`,
    );
  }
  if (count > errors.length) {
    process.stderr.write(`and ${count - errors.length} more: GET /admin/customers/imports/${id}/errors?format=csv\n`);
  }
}

async function* counted(pieces: AsyncIterable<Buffer>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}

async function sizeOf(path: string, maxBytes: number): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `There is no file "${path}". ${USAGE}`);
  }
  if (found.size > maxBytes) {
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      `The file has ${found.size} bytes, more than the option "import_max_bytes" allows (${maxBytes}).`,
    );
  }
  return found.size;
}

/** The command does not wait for a confirmation: the choices of the confirmation are options here. */
function parseOptions(text: string | undefined): ImportOptionsInput & { send_invitations?: boolean } {
  const given = readJson(text);
  if (!isPlainObject(given) || !["boolean", "undefined"].includes(typeof given.send_invitations)) {
    const wrong = isPlainObject(given)
      ? '"send_invitations" is neither true nor false'
      : "The options are no JSON object";
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `${wrong}. ${USAGE}`);
  }
  return given;
}

function readJson(text: string | undefined): unknown {
  try {
    return text === undefined ? {} : JSON.parse(text);
  } catch {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `The options are not JSON. ${USAGE}`);
  }
}
