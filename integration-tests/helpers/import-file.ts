import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const HEADER = [
  ...["external_id", "email", "first_name", "last_name", "phone", "metadata", "groups"],
  ...["address_1_address_1", "address_1_city", "address_1_country_code", "address_1_is_default_shipping"],
].join(",");

function* lines(rows: number): Generator<string> {
  yield `${HEADER}\n`;
  for (let n = 0; n < rows; n++) {
    yield `E${n},customer${n}@example.com,Name ${n},Surname ${n % 977},+31 6 ${n},"{""n"":${n}}",gold,Street ${n},Town,nl,true\n`;
  }
}

/** A file with so many customers, an address and a group each, for as long as the work lasts. */
export async function withImportFile<Result>(rows: number, work: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "customers-import-"));
  const path = join(folder, "customers.csv");
  try {
    await pipeline(Readable.from(lines(rows)), createWriteStream(path));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
