import { MedusaError } from "@medusajs/framework/utils";
import { normalizeEmail } from "../../../emails/normalize-email";
import type { ImportedRow, ImportHeader, ImportReading } from "../../types";
import { openImport } from "../open-import";

export const settings = {
  storedSpelling(email: string): string {
    const stored = normalizeEmail(email, "lowercase");
    if (stored === null) {
      throw new Error("a blank email");
    }
    return stored;
  },
};

/** Bytes as a source hands them out, `size` at a time. `closed` says whether the reader has let go of it. */
export function sourceOf(bytes: string | Buffer, size = 1 << 16) {
  const all = Buffer.from(bytes as string);
  const source = {
    closed: false,
    taken: 0,
    async *[Symbol.asyncIterator]() {
      try {
        for (let start = 0; start < all.length; start += size) {
          source.taken += size;
          yield all.subarray(start, start + size);
        }
      } finally {
        source.closed = true;
      }
    },
  };
  return source;
}

/** A whole file: its header and every row. */
export async function readAll(
  bytes: string | Buffer,
  reading: Partial<ImportReading> = {},
  size?: number,
): Promise<ImportHeader & { rows: ImportedRow[] }> {
  const { rowBatches, ...header } = await openImport(
    sourceOf(bytes, size),
    { empty_cell: "keep", ...reading },
    settings,
  );
  const rows: ImportedRow[] = [];
  for await (const batch of rowBatches) {
    rows.push(...batch);
  }
  return { ...header, rows };
}

/** What a row says, without the line and the text: the customer, or the errors as [field, reason]. */
export function said(row: ImportedRow): object {
  return row.customer ?? row.errors.map(({ field, reason }) => [field, reason]);
}

/** What reading the file throws. */
export async function refused(bytes: string | Buffer, reading: Partial<ImportReading> = {}): Promise<string> {
  const error = await readAll(bytes, reading).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MedusaError);
  expect((error as MedusaError).type).toBe(MedusaError.Types.INVALID_DATA);
  return (error as MedusaError).message;
}
