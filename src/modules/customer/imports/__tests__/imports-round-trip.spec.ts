import { Readable } from "node:stream";
import fc from "fast-check";
import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

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
  has_account: fc.boolean(),
  addresses: fc.array(address, { maxLength: 3 }),
  groups: fc.uniqueArray(fc.constantFrom("gold", "a|b", "c\\d", "=e"), { maxLength: 3 }),
});

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, store } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);

  async function create(customers: readonly (typeof customer extends fc.Arbitrary<infer Value> ? Value : never)[]) {
    const groups = await service.createCustomerGroups(["gold", "a|b", "c\\d", "=e"].map((name) => ({ name })));
    const rows = customers.map(({ groups: _, external, addresses, ...fields }, index) => ({
      ...fields,
      ...{ email: `${index}@example.com`, external_id: external && `${index} ${external}` },
      addresses: addresses.map((one, place) => ({
        ...one,
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
  }

  /** Everything that an import can bring back, as PostgreSQL writes it. */
  const everything = async () => ({
    customers: await sql("select to_jsonb(customer) as row from customer order by id"),
    addresses: await sql(`
      select to_jsonb(customer_address) - 'id' - 'created_at' - 'updated_at' as row from customer_address
      order by customer_id, id
    `),
    groups: await sql(`
      select customer_id, name from customer_group_customer
      join customer_group on customer_group.id = customer_group_id order by 1, 2
    `),
  });

  async function exported(): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const { text } of await service.exports.stream()) {
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

  it("an export that is imported where nothing is gives every row back, and changes nothing where all is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(customer, { minLength: 1, maxLength: 8 }), async (customers) => {
        const total = customers.length;
        await sql("delete from customer; delete from customer_group");
        await create(customers);
        const before = await everything();
        const file = await exported();

        expect(await imported(file, {})).toMatchObject({ total, unchanged: total, invalid: 0 });
        expect(await everything()).toEqual(before);
        await sql("delete from customer; delete from customer_group");
        expect(await imported(file, { create_groups: true })).toMatchObject({ total, created: total, invalid: 0 });
        expect(await everything()).toEqual(before);
      }),
      { numRuns: Number(process.env.ROUND_TRIPS ?? 15) },
    );
  });
});
