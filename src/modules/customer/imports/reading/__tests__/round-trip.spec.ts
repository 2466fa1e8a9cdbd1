import fc from "fast-check";
import { storedCustomer } from "../../../exports/__tests__/stored-record";
import { csvHeader, csvWriter } from "../../../exports/csv-format";
import {
  CUSTOMER_COLUMNS,
  EXPORT_COLUMNS,
  EXPORTED_ADDRESS_FIELDS,
  type ExportedCustomer,
  type ExportValue,
} from "../../../exports/export-columns";
import { readAll } from "./read-all";

const awkward = fc.array(fc.constantFrom(...`=+-@\t\r\n,"'|\\ ;aé😀0`.split(""), "''=", "'+31", "\r\n"));
// What PostgreSQL can store, and what is no empty cell, which means nothing.
const text = fc
  .oneof(
    awkward.map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  )
  .map((value) => value.replaceAll("\u0000", "").toWellFormed() || "x");
const json = fc
  .dictionary(text, fc.jsonValue({ maxDepth: 3 }))
  .map((value) => JSON.stringify(value).replaceAll("\\u0000", ""));

const fields: Record<string, fc.Arbitrary<string | boolean>> = {
  id: fc.stringMatching(/^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
  external_id: text,
  email: fc.emailAddress().map((email) => email.toLowerCase()),
  phone: fc.oneof(text, fc.constantFrom("  +31 6 ", "1".repeat(101))),
  country_code: fc.constantFrom("nl", "us", "xk", "gb"),
  created_at: fc.constantFrom("2026-01-31T12:30:00.123456Z", "1999-12-31T23:59:59.999999Z"),
  updated_at: fc.constant("2026-02-28T00:00:00.000000Z"),
  metadata: json,
};

const recordOf = (names: readonly string[]) =>
  fc.record(
    Object.fromEntries(
      names.map((name) => {
        const values = fields[name] ?? (/^(has|is)_/.test(name) ? fc.boolean() : text);
        return [name, name === "id" || /^(has|is)_/.test(name) ? values : fc.option(values)];
      }),
    ),
  );

const addresses = fc.array(recordOf(EXPORTED_ADDRESS_FIELDS), { maxLength: 3 }).map((all) =>
  all.map((address, index) => ({
    ...address,
    is_default_shipping: index === 0 && address.is_default_shipping,
    is_default_billing: index === 1 && address.is_default_billing,
  })),
);

const customers = fc.array(
  fc.record({
    values: recordOf(CUSTOMER_COLUMNS),
    groups: fc.uniqueArray(text, { maxLength: 3 }),
    addresses,
  }),
  { minLength: 1, maxLength: 5 },
);

type Values = Record<string, string | boolean | null>;
type Customer = { values: Values; groups: string[]; addresses: Values[] };

/** The values as PostgreSQL writes them. */
const written = (names: readonly string[], values: Values): ExportValue[] =>
  names.map((name) => (typeof values[name] === "boolean" ? String(values[name]) : values[name]));

const exported = ({ values, groups, addresses: all }: Customer): ExportedCustomer =>
  storedCustomer({
    values: written(CUSTOMER_COLUMNS, values),
    groups,
    addresses: all.map((address) => written(EXPORTED_ADDRESS_FIELDS, address)),
  });

const given = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));

function shapeOf(all: readonly Customer[]) {
  return { columns: EXPORT_COLUMNS, addresses: Math.max(...all.map((one) => one.addresses.length)) };
}

const fileOf = (all: readonly Customer[]) =>
  csvHeader(shapeOf(all)) +
  all
    .map(exported)
    .map(csvWriter(shapeOf(all)))
    .join("");

describe("an export that is imported", () => {
  it("gives every value back as it was, digit for digit, however the bytes arrive", async () => {
    await fc.assert(
      fc.asyncProperty(customers, fc.integer({ min: 1, max: 300 }), async (all, size) => {
        const { format, rows } = await readAll(fileOf(all), {}, size);

        expect(format).toBe("own");
        // A warning, as of a sign for a lost letter, leaves the value as it is.
        expect(rows.map((row) => row.customer ?? row.errors)).toEqual(
          all.map((one) => ({
            ...given(one.values),
            ...(one.groups.length > 0 && { groups: one.groups }),
            ...(one.addresses.length > 0 && { addresses: one.addresses.map(given) }),
          })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("clears what is empty, when asked to, and nothing that cannot be cleared", async () => {
    await fc.assert(
      fc.asyncProperty(customers, async (all) => {
        const { rows } = await readAll(fileOf(all), { empty_cell: "clear" });
        const kept = ["created_at", "updated_at"];

        expect(rows.map((row) => row.customer ?? row.errors)).toEqual(
          all.map((one) => ({
            ...Object.fromEntries(
              Object.entries(one.values).filter(([column, value]) => value !== null || !kept.includes(column)),
            ),
            ...(one.groups.length > 0 && { groups: one.groups }),
            ...(one.addresses.length > 0 && { addresses: one.addresses }),
          })),
        );
      }),
    );
  });
});
