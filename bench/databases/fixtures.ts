import type { CreatedRow } from "../operations/extensions";
import type { BenchDatabase } from "./database";
import { createdAt, customerId, isLive, LARGE_GROUP_ID } from "./generator";
import { COMMON_NAME, RARE_NAME } from "./names";

/** What the operations look for, taken from the generated rows. */
export type Fixtures = {
  /** The number of live customers, and offsets into them. */
  live: number;
  half: number;
  deep: number;
  /** The last live customer before the deep page when the newest come first. */
  deepRow: CreatedRow;
  /** The live members of the large group. */
  members: number;
  email: string;
  metadata: { ref: string };
  tokens: {
    rare: string;
    none: string;
    common: string;
    two: string;
    twoLetters: string;
    twoFrequentLetters: string;
    phone: string;
    accented: string;
  };
};

export async function readFixtures(database: BenchDatabase, rows: number): Promise<Fixtures> {
  const [counted] = await database.rows<{ live: number }>(
    "select count(*)::int as live from customer where deleted_at is null",
  );
  const live = counted?.live ?? 0;
  const deep = Math.floor(live * 0.9);
  const [deepRow] = await database.rows<CreatedRow>(
    "select id, created_at::text as value from customer where deleted_at is null order by created_at desc, id desc offset $1 limit 1",
    [deep - 1],
  );
  const [membership] = await database.rows<{ members: number }>(
    `select count(*)::int as members from customer_group_customer membership
     join customer on customer.id = customer_id and customer.deleted_at is null
     where customer_group_id = $1 and membership.deleted_at is null`,
    [LARGE_GROUP_ID],
  );
  const sample = await readSample(database, customerId(rows, Math.floor(rows / 2)));
  if (deepRow === undefined) {
    throw new Error("The generated database holds no customers.");
  }
  return {
    live,
    half: Math.floor(live / 2),
    deep,
    deepRow,
    members: membership?.members ?? 0,
    email: sample.email,
    metadata: { ref: sample.ref },
    tokens: {
      rare: RARE_NAME.toLowerCase(),
      none: "zzyzxqj",
      common: COMMON_NAME.toLowerCase(),
      two: `anna ${COMMON_NAME.toLowerCase()}`,
      twoLetters: "xu",
      twoFrequentLetters: "li",
      // "+31 6 1234 5678" as a user types it who copied it from another program.
      phone: sample.phone.replaceAll(" ", ""),
      accented: "nunez",
    },
  };
}

type Sample = { email: string; phone: string; ref: string };

/** A live customer somewhere behind that id, with all that is looked for. */
async function readSample(database: BenchDatabase, afterId: string): Promise<Sample> {
  const [sample] = await database.rows<Sample>(
    `select email, phone, metadata->>'ref' as ref from customer
     where id > $1 and deleted_at is null and phone like '+31 6%' and metadata is not null order by id limit 1`,
    [afterId],
  );
  if (sample === undefined) {
    throw new Error("The generated database holds no customer with a Dutch phone number and metadata.");
  }
  return sample;
}

/**
 * The numbers of live customers, spread evenly over the table; each sequence number starts at another place, so that
 * one call does not find the rows of the call before it in memory. Needs twice as many rows as it gives.
 */
function spreadNumbers(rows: number, size: number, sequence: number): number[] {
  const stride = Math.floor(rows / size);
  const start = 1 + ((sequence * 7919) % (stride - 1));
  return Array.from({ length: size }, (_, index) => {
    const number = start + index * stride;
    return isLive(number) ? number : number + 1;
  });
}

export function spreadIds(rows: number, size: number, sequence: number): string[] {
  return spreadNumbers(rows, size, sequence).map((number) => customerId(rows, number));
}

/** A stretch of time in which exactly `size` of the live customers were created, and their ids. */
export function createdWithin(rows: number, size: number, sequence: number): { from: Date; to: Date; ids: string[] } {
  const first = 1 + ((sequence * 7919) % Math.floor(rows * 0.9 - size));
  const numbers: number[] = [];
  let number = first;
  for (; numbers.length < size; number++) {
    if (isLive(number)) {
      numbers.push(number);
    }
  }
  return {
    from: createdAt(rows, first),
    to: createdAt(rows, number),
    ids: numbers.map((live) => customerId(rows, live)),
  };
}
