import { createReadStream } from "node:fs";
import fc from "fast-check";
import type { Client } from "pg";
import { withConnection } from "../../../../../integration-tests/helpers/databases/databases";
import {
  ADVENTURE_WORKS_FILE,
  hasAdventureWorks,
  readAdventureWorks,
} from "../../../../../integration-tests/helpers/imports/adventure-works";
import { openImport } from "../reading/open-import";
import { readMetadata } from "../reading/values/metadata";
import { readTimestamp } from "../reading/values/timestamp";
import type { ImportedRow } from "../types";

/** Texts that are almost JSON, among them what only PostgreSQL refuses. */
const parts = [
  '{"a":',
  "}",
  "[",
  "]",
  "1",
  "-0",
  "1e5",
  "1e400",
  "1E-20000",
  "9".repeat(200),
  ",",
  '"b":',
  '"x"',
  "null",
];
const escapes = ['"\\u0000"', '"\\ud83d"', '"\\ud83d\\ude00"', '"\\\\u0000"', '"\\n"', '{"":{}}', " ", "true", '"é😀"'];
const almostJson = fc.array(fc.constantFrom(...parts, ...escapes), { maxLength: 8 }).map((some) => some.join(""));
const json = fc.oneof(
  almostJson,
  almostJson.map((value) => `{"a":${value}}`),
  fc.constantFrom(...parts.slice(4), ...escapes).map((value) => `{"a":${value}}`),
  fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()).map((value) => JSON.stringify(value)),
);

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const time = fc
  .record({
    date: fc.tuple(fc.oneof(digits(4), fc.constantFrom("2024", "1900")), digits(2), digits(2)),
    clock: fc.tuple(fc.constantFrom("T", " ", ""), digits(2), digits(2), digits(2), digits(6)),
    zone: fc.oneof(
      fc.constantFrom("", "Z"),
      fc
        .tuple(fc.constantFrom("+", "-"), digits(2), fc.constantFrom("", ":00", "30", ":61"))
        .map((some) => some.join("")),
    ),
  })
  .map(({ date, clock: [sign, hour, minute, second, fraction], zone }) => {
    // Most numbers of two digits are no month and no hour.
    const [year, month, day] = [date[0], String(Number(date[1]) % 14), String(Number(date[2]) % 33)];
    const begin = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const hours = String(Number(hour) % 25).padStart(2, "0");
    return sign === "" ? begin : `${begin}${sign}${hours}:${minute}:${second}.${fraction}${zone}`;
  });

async function accepts(client: Client, type: string, value: unknown): Promise<void> {
  expect(typeof value).toBe("string");
  await expect(client.query(`select $1::${type}`, [value])).resolves.toMatchObject({ rowCount: 1 });
}

describe("what an import reads", () => {
  it("as metadata PostgreSQL takes as jsonb, and gives back digit for digit", async () => {
    await withConnection("postgres", async (client) => {
      const taken = { count: 0 };
      await fc.assert(
        fc.asyncProperty(json, async (text) => {
          const read = readMetadata(text);
          if (typeof read === "string") {
            taken.count++;
            await accepts(client, "jsonb", read);
          }
        }),
        { numRuns: 1_000 },
      );
      expect(taken.count).toBeGreaterThan(150);
      const { rows } = await client.query<{ text: string }>("select $1::jsonb::text as text", [
        readMetadata('{"n": 12345678901234567890.50}'),
      ]);
      expect(rows[0].text).toBe('{"n": 12345678901234567890.50}');
    });
  });

  it("as a time PostgreSQL takes as the same moment, whatever its own time zone", async () => {
    await withConnection("postgres", async (client) => {
      await client.query("set time zone 'America/New_York'");
      const taken = { count: 0 };
      await fc.assert(
        fc.asyncProperty(time, async (text) => {
          const read = readTimestamp(text);
          if (typeof read === "string") {
            taken.count++;
            await accepts(client, "timestamptz", read);
          }
        }),
        { numRuns: 1_000 },
      );
      expect(taken.count).toBeGreaterThan(60);
      const { rows } = await client.query<{ same: boolean }>(
        "select $1::timestamptz = '2026-01-31 00:00:00+00' as same",
        [readTimestamp("2026-01-31")],
      );
      expect(rows[0].same).toBe(true);
    });
  });

  (hasAdventureWorks ? it : it.skip)("of the 18,148 customers of AdventureWorks is every one, as given", async () => {
    const mapping = {
      CustomerKey: "external_id",
      FirstName: "first_name",
      LastName: "last_name",
      EmailAddress: "email",
      Occupation: "metadata.occupation",
    };
    const settings = { storedSpelling: (email: string) => email };
    const file = createReadStream(ADVENTURE_WORKS_FILE);
    const { rowBatches } = await openImport(file, { empty_cell: "keep", mapping }, settings);
    const rows: ImportedRow[] = [];
    for await (const batch of rowBatches) {
      rows.push(...batch);
    }
    expect(rows.map((row) => row.customer ?? row.errors)).toEqual(
      readAdventureWorks().map((one) => ({
        external_id: one.CustomerKey,
        ...(one.FirstName.trim() && { first_name: one.FirstName }),
        ...(one.LastName.trim() && { last_name: one.LastName }),
        email: one.EmailAddress.trim(),
        ...(one.Occupation.trim() && { metadata: JSON.stringify({ occupation: one.Occupation }) }),
      })),
    );
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 18_148 }, (_, index) => index + 2));
  });
});
