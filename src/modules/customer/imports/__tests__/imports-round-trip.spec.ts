import { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { ADDRESS_FIELDS, namesOf } from "../../fields";

// What PostgreSQL can store, and what is no empty cell, which means nothing.
const text = fc
  .oneof(
    fc
      .array(fc.constantFrom(...`=+-@\t\r\n,"'|\\ ;aé😀0{}N`.split(""), "''=", "'+31", "\\N"))
      .map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  )
  .map((value) => value.replaceAll("\u0000", "").toWellFormed() || "x");
const optional = fc.option(text, { nil: undefined });
const metadata = fc.option(
  fc
    .dictionary(text, fc.jsonValue({ maxDepth: 2 }))
    .map((value) => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", ""))),
  { nil: undefined },
);
const phone = fc.oneof(optional, fc.constantFrom("  +31 6 ", "=1", "1".repeat(101)));
const address = fc.record({
  ...{ address_name: optional, company: optional, first_name: optional, last_name: optional, address_1: optional },
  ...{ address_2: optional, city: optional, province: optional, postal_code: optional, phone, metadata },
  country_code: fc.constantFrom("nl", "us", "gb", undefined),
});
const customer = fc.record({
  ...{ company_name: optional, first_name: optional, last_name: optional, created_by: optional, phone, metadata },
  external: optional,
  has_email: fc.boolean(),
  /** Whether an import brought the addresses, and a person has changed them since. */
  slot: fc.constantFrom("none", "brought", "changed"),
  addresses: fc.array(address, { maxLength: 3 }),
  groups: fc.uniqueArray(fc.constantFrom("gold", "a|b", "c\\d", "=e"), { maxLength: 3 }),
});

const POSTAL = namesOf(ADDRESS_FIELDS, { postal: true });

/** The same customers with a row for each address, which imports fold. */
function rowPerAddress(file: Buffer): { file: Buffer; count: number } {
  const [header, ...rows]: string[][] = parse(file, { bom: true });
  const places = header.map((name) => Number(/^address_(\d+)_/.exec(name)?.[1] ?? 0));
  const first = header.filter((_, index) => places[index] <= 1);
  const split = rows.flatMap((row) => {
    const ofAddress = (number: number) => header.flatMap((_, index) => (places[index] === number ? [row[index]] : []));
    const own = ofAddress(0);
    const addresses = Array.from({ length: Math.max(...places) }, (_, index) => ofAddress(index + 1));
    const [one = [], ...others] = addresses.filter((cells) => cells.some((cell) => cell !== ""));
    const id = own.map((cell, index) => (header[index] === "id" ? cell : ""));
    return [[...own, ...one], ...others.map((cells) => [...id, ...cells])];
  });
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  return { file: Buffer.from(`${[first, ...split].map(line).join("\n")}\n`), count: split.length };
}

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, store } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);

  async function create(customers: readonly (typeof customer extends fc.Arbitrary<infer Value> ? Value : never)[]) {
    const groups = await service.createCustomerGroups(["gold", "a|b", "c\\d", "=e"].map((name) => ({ name })));
    // Two have one email: an account and a guest.
    const rows = customers.map(({ groups: _, slot: __, has_email, external, addresses, ...fields }, index) => ({
      ...fields,
      ...{ email: has_email ? `${index >> 1}@example.com` : null, has_account: index % 2 === 0 },
      external_id: external && `${index} ${external}`,
      addresses: addresses.map((one, place) => ({
        ...one,
        // Rows of one customer with equal addresses have one.
        address_1: `${one.address_1 ?? ""}${place + 1}`,
        ...{ is_default_shipping: place === 0, is_default_billing: place === 1 },
      })),
    }));
    const created = await service.createCustomers(rows as never[]);
    await service.addCustomerToGroup(
      created.flatMap(({ id }, index) =>
        customers[index].groups.map((name) => ({
          customer_id: id,
          customer_group_id: groups.find((group) => group.name === name)?.id ?? "",
        })),
      ),
    );
    await sql("update customer set created_at = created_at - interval '1 day 0.000123 seconds'");
    for (const [index, { id }] of created.entries()) {
      await giveSlots(id, customers[index].slot);
    }
  }

  /** As an import of another system leaves addresses, with the hash that it takes of them. */
  async function giveSlots(id: string, slot: string): Promise<void> {
    if (slot !== "none") {
      const hash = `md5(concat_ws(E'\\x1f', ${POSTAL.map((field) => `'${field}=' || nullif(${field}, '')`).join(", ")}))`;
      await sql(`update customer_address set import_slot = 'shopify:' || address_1,
        import_fingerprint = ${slot === "brought" ? hash : "'changed'"} where customer_id = '${id}'`);
    }
  }

  /** Everything that an import can bring back, as PostgreSQL writes it. `slots`: with where an import has found addresses. */
  const everything = async ({ slots }: { slots: boolean }) => ({
    customers: await sql("select to_jsonb(customer) as row from customer order by id"),
    addresses: await sql(`
      select to_jsonb(customer_address) - 'id' - 'created_at' - 'updated_at'
        ${slots ? "" : "- 'import_slot' - 'import_fingerprint'"} as row from customer_address
      order by customer_id, id
    `),
    groups: await sql(`
      select customer_id, name from customer_group_customer
      join customer_group on customer_group.id = customer_group_id order by 1, 2
    `),
  });

  async function exported(bom: boolean): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const { text } of await service.exports.stream({ bom })) {
      parts.push(Buffer.from(text));
    }
    return Buffer.concat(parts);
  }

  async function imported(file: Buffer, options: object) {
    const { id } = await service.imports.create({ options });
    const opened = await service.imports.open(Readable.from([file]), options);
    const validated = await service.importRuns.validate(await claim(id), opened);
    expect(validated?.state).toBe("ready");
    await service.imports.confirm(id);
    return countsOf(await store(id));
  }

  const empty = () => sql("delete from customer; delete from customer_group");

  it("an export that is imported where nothing is gives every row back, and changes nothing where all is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(customer, { minLength: 1, maxLength: 8 }), fc.boolean(), async (customers, bom) => {
        const total = customers.length;
        await empty();
        await create(customers);
        const [whole, before] = [await everything({ slots: true }), await everything({ slots: false })];
        const file = await exported(bom);
        const rows = rowPerAddress(file);

        expect(await imported(file, {})).toMatchObject({ total, unchanged: total, invalid: 0 });
        expect(await imported(rows.file, {})).toMatchObject({ total: rows.count, unchanged: total, invalid: 0 });
        expect(await everything({ slots: true })).toEqual(whole);
        for (const [again, count] of [[file, total] as const, [rows.file, rows.count] as const]) {
          await empty();
          expect(await imported(again, { create_groups: true })).toMatchObject({
            ...{ total: count, created: total, invalid: 0 },
          });
          expect(await everything({ slots: false })).toEqual(before);
        }
      }),
      { numRuns: Number(process.env.ROUND_TRIPS ?? 15) },
    );
  });
});
