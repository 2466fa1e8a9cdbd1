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

/** Each customer of the database with an address and a group, as the lines of the file say them. */
const STORED = `
  select external_id, email, customer.first_name, customer.last_name, customer.phone, customer.metadata, has_account,
    address_1, city, country_code, is_default_shipping, name
  from customer
    left join customer_address on customer_address.customer_id = customer.id
    left join customer_group_customer on customer_group_customer.customer_id = customer.id
    left join customer_group on customer_group.id = customer_group_id
`;
const WRITTEN = `
  select 'E' || n, 'customer' || n || '@example.com', 'Name ' || n, 'Surname ' || n % 977, '+31 6 ' || n,
    jsonb_build_object('n', n), false, 'Street ' || n, 'Town', 'nl', true, 'gold'
  from generate_series(0, $1::int - 1) n
`;

/**
 * How many rows the database has beyond those of a file of $1 lines, and how many it lacks. A customer, an address or a
 * membership that is there twice is one too many.
 */
export const COMPARE_WITH_FILE = `
  select
    (select count(*)::int from (${STORED} except all ${WRITTEN}) beyond) as beyond,
    (select count(*)::int from (${WRITTEN} except all ${STORED}) lacking) as lacking
`;

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
