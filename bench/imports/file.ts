import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CITIES, EMAIL_DOMAINS, FIRST_NAMES, LAST_NAMES, STREETS } from "../databases/names";
import { BENCH_DIRECTORY } from "../databases/server";

/** The file's columns, in our own format. */
export const COLUMNS = [
  ...["external_id", "email", "has_account", "company_name", "first_name", "last_name", "phone", "metadata", "groups"],
  ...["address_1_is_default_shipping", "address_1_first_name", "address_1_last_name", "address_1_address_1"],
  ...["address_1_city", "address_1_country_code", "address_1_province", "address_1_postal_code", "address_1_phone"],
] as const;

const GROUPS = ["retail", "wholesale", "newsletter", "vip", "staff"];

/** Lines that are put together before they go to the disk. */
const LINES_A_PIECE = 5_000;

export type ImportFile = { path: string; bytes: number };

/**
 * A file of so many customers with an address each, the same for the same number: one in ten has an account, one in seven
 * a company, four in five are in a group, one in ten in two.
 */
export async function writeImportFile(rows: number): Promise<ImportFile> {
  await mkdir(BENCH_DIRECTORY, { recursive: true });
  const path = join(BENCH_DIRECTORY, `import-${rows}.csv`);
  await pipeline(Readable.from(pieces(rows)), createWriteStream(path));
  return { path, bytes: (await stat(path)).size };
}

function* pieces(rows: number): Generator<Buffer> {
  yield Buffer.from(`${COLUMNS.join(",")}\n`);
  for (let first = 1; first <= rows; first += LINES_A_PIECE) {
    const count = Math.min(LINES_A_PIECE, rows - first + 1);
    yield Buffer.from(Array.from({ length: count }, (_, index) => line(first + index)).join(""));
  }
}

function line(number: number): string {
  // Knuth's multiplicative hash: neighbours have nothing in common, and every run writes the same.
  const chance = Math.imul(number, 2_654_435_761) >>> 0;
  const pick = <Value>(values: readonly Value[], divisor: number) =>
    values[Math.floor(chance / divisor) % values.length];
  const firstName = pick(FIRST_NAMES, 1);
  const lastName = pick(LAST_NAMES, 64);
  const [city, country, province, digits] = pick(CITIES, 4_096);
  const phone = `+${31 + (chance % 9)} 6 ${10_000_000 + (chance % 89_999_999)}`;
  const cells = [
    ...[`shop-${number}`, `customer${number}@${pick(EMAIL_DOMAINS, 8)}`, number % 10 === 0 ? "true" : "false"],
    ...[number % 7 === 0 ? `${lastName} & Co ${number}` : "", firstName, lastName, phone],
    ...[number % 3 === 0 ? `"{""ref"": ""r${number}""}"` : "", groupsOf(number)],
    ...["true", firstName, lastName, `${pick(STREETS, 512)} ${1 + (chance % 250)}`],
    ...[city, country, province, `${digits}${100 + (chance % 900)}`, phone],
  ];
  return `${cells.join(",")}\n`;
}

function groupsOf(number: number): string {
  if (number % 5 === 0) {
    return "";
  }
  const first = GROUPS[number % GROUPS.length];
  return number % 10 === 1 ? `${first}|${GROUPS[(number + 2) % GROUPS.length]}` : first;
}
