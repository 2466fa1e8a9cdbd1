import { MedusaError } from "@medusajs/framework/utils";
import { EXPORT_COLUMNS, EXPORT_FORMATS, type ExportFormat, MAX_CSV_ADDRESSES } from "./export-columns";

/**
 * Returns the columns of an export, in the order given; all columns by default.
 *
 * @throws MedusaError (invalid_data) for an empty list, an unknown column, or one that is given twice.
 */
export function exportColumns(given: readonly string[] | undefined): readonly string[] {
  if (given === undefined) {
    return EXPORT_COLUMNS;
  }
  const wrong = given.find((column, index) => !EXPORT_COLUMNS.includes(column) || given.indexOf(column) !== index);
  if (!given.length || wrong !== undefined) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The field "columns" must name each column once, and at least one; the columns are: ${EXPORT_COLUMNS.join(", ")}.`,
    );
  }
  return given;
}

/** Returns the format of an export; CSV by default. @throws MedusaError (invalid_data) for an unknown format. */
export function exportFormat(given: string | undefined): ExportFormat {
  const format = EXPORT_FORMATS.find((one) => one === (given ?? "csv"));
  if (!format) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The field "format" must be one of ${EXPORT_FORMATS.join(", ")}.`,
    );
  }
  return format;
}

/** Returns whether the file begins with a byte order mark. @throws MedusaError (invalid_data) where it is no CSV. */
export function exportBom(given: boolean | undefined, format: ExportFormat): boolean {
  if (given && format !== "csv") {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "bom" is for the format "csv" only.');
  }
  return given ?? false;
}

/** Asserts that a CSV can hold the addresses of each customer. @throws MedusaError (not_allowed) */
export function assertCsvHolds(addresses: number): void {
  if (addresses > MAX_CSV_ADDRESSES) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `A customer has ${addresses} addresses, and a CSV holds at most ${MAX_CSV_ADDRESSES} a customer. Export as JSON ` +
        'Lines ("format": "jsonl"), or leave "addresses" out of the columns.',
    );
  }
}
