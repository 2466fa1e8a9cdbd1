import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "csv-parse/sync";

/** Real customers, kept beside the project and not in it; its README says where they come from. */
export const ADVENTURE_WORKS_FILE = resolve(__dirname, "../../../../shared/data/adventureworks-customers.csv");

export const hasAdventureWorks = existsSync(ADVENTURE_WORKS_FILE);

export type AdventureWorksCustomer = {
  CustomerKey: string;
  FirstName: string;
  LastName: string;
  EmailAddress: string;
  Occupation: string;
};

/** All rows of the file, which starts with a byte order mark and ends its lines with CR LF. */
export function readAdventureWorks(): AdventureWorksCustomer[] {
  return parse<AdventureWorksCustomer>(readFileSync(ADVENTURE_WORKS_FILE), { bom: true, columns: true });
}

/** The values in runs of at most `size`. */
export function batches<Value>(values: readonly Value[], size: number): Value[][] {
  const starts = Array.from({ length: Math.ceil(values.length / size) }, (_, index) => index * size);
  return starts.map((start) => values.slice(start, start + size));
}
