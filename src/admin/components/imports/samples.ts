import type { AdminImportPreviewResponse } from "../../../types/http/imports";
import { splitRecords } from "../../lib/csv-sample";

const SAMPLES = 3;

/** The cells of the first rows, by the place of their column. None where cells and columns do not match. */
export function samplesOf({ header, preview }: AdminImportPreviewResponse): string[][] {
  const columns = Object.keys(header.mapping);
  const rows = preview.slice(0, SAMPLES).map(({ raw }) => splitRecords(raw, header.delimiter, 1)[0] ?? []);
  // Objects have names that are whole numbers first: where a column has one, their order is not the file's.
  const isInOrder = columns.every((column) => !/^(0|[1-9]\d*)$/.test(column));
  return columns.map((_, place) =>
    isInOrder ? rows.filter((row) => row.length === columns.length).map((row) => row[place]) : [],
  );
}
