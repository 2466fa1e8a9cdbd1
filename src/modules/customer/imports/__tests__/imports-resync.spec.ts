import { createHash } from "node:crypto";
import fc from "fast-check";
import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

const SHOPIFY =
  "Customer ID,Email,Accepts Email Marketing,Default Address Address1,Default Address Address2,Default Address City,Default Address Zip,Default Address Phone,Tax Exempt";
const WOO =
  "customer_id,email,date_registered,billing_address_1,billing_city,billing_phone,shipping_address_1,shipping_city";

type Place = { street: string; more: string; city: string; phone: string };
type Edit = { customer: number; field: keyof Place; value: string; second: boolean };

const NONE: Edit[] = [];

/** Few values, so that addresses become what others are or were. */
const place = fc.record({
  street: fc.constantFrom("1 St", "2 St", "3 St"),
  more: fc.constantFrom("", "Apt 1", "Apt 2"),
  city: fc.constantFrom("", "Rome", "Oslo"),
  phone: fc.constantFrom("", "+1", "+2"),
});
const edit: fc.Arbitrary<Edit> = fc
  .record({
    customer: fc.nat(2),
    second: fc.boolean(),
    given: place,
    field: fc.constantFrom<keyof Place>("street", "more", "city", "phone"),
  })
  .map(({ given, field, ...rest }) => ({ ...rest, field, value: given[field] }));
const shop = fc.record({
  customers: fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 3 }),
  days: fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
});

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { runFile } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const file = (header: string, ...rows: string[]): string => `${[header, ...rows].join("\n")}\n`;
  const stored = async () =>
    await sql<Record<string, string | boolean | null>>(`
      select external_id, address_1, address_2, city, customer_address.phone, is_default_shipping, is_default_billing
      from customer join customer_address on customer_id = customer.id and customer_address.deleted_at is null
      order by external_id, address_1, address_2, city
    `);
  const clear = async () => {
    await sql("delete from customer_address");
    await sql("delete from customer");
  };

  const shopify = (street: string, phone = "") => file(SHOPIFY, `7,jane@x.io,yes,${street},,Rome,1,${phone},no`);

  it("an address that its source corrects is the same address, corrected", async () => {
    await runFile(shopify("1 Main Stret"));
    expect(countsOf(await runFile(shopify("1 Main Street")))).toMatchObject({ updated: 1 });
    await runFile(shopify("1 Main Street", "+12175550100"));
    expect(await stored()).toMatchObject([
      { address_1: "1 Main Street", phone: "+12175550100", is_default_billing: true },
    ]);
    expect(countsOf(await runFile(shopify("1 Main Street", "+12175550100")))).toMatchObject({ unchanged: 1 });
  });

  it("an address that a person has changed here is kept, and the file's is added, once", async () => {
    await runFile(shopify("1 Main Stret"));
    const [{ id }] = await service.listCustomerAddresses({});
    await service.updateCustomerAddresses(id, { address_1: "9 Other Road" });
    for (const street of ["1 Main Street", "1 Main Street", "2 Main Street", "3 Main Street"]) {
      await runFile(shopify(street));
    }
    expect((await stored()).map(({ address_1 }) => address_1)).toEqual(["3 Main Street", "9 Other Road"]);
  });

  it("a change that is no change of the place, such as a name or a default, leaves the address its source's", async () => {
    await runFile(shopify("1 Main Stret"));
    const [{ id }] = await service.listCustomerAddresses({});
    await service.updateCustomerAddresses(id, { address_name: "Home", metadata: { floor: 3 } });
    await runFile(shopify("1 Main Street"));
    expect(await service.listCustomerAddresses({})).toMatchObject([
      { id, address_name: "Home", address_1: "1 Main Street", metadata: { floor: 3 } },
    ]);
  });

  it("another source's address in a slot of the same name is another address", async () => {
    await runFile(shopify("1 Main Street"));
    await runFile(file(SHOPIFY, "8,jane@x.io,yes,2 Side St,,Rome,1,,no").replace("8,", ","), {
      external_id_prefix: "b-",
    });
    expect((await stored()).map(({ address_1 }) => address_1)).toEqual(["1 Main Street", "2 Side St"]);
  });

  it("an id of the address in the other system finds it whatever changes, in any order of rows", async () => {
    const header = "ID,Email,Address ID,Address Line 1,Address City,Address Zip,Address Is Default";
    await runFile(file(header, "7,a@x.io,11,1 St,Oslo,1,TRUE", ",,12,2 St,Oslo,1,FALSE"));
    await runFile(file(header, "7,a@x.io,12,2 Street,Oslo,1,FALSE", ",,11,1 Street,Oslo,1,TRUE"));
    expect((await stored()).map((one) => [one.address_1, one.is_default_billing])).toEqual([
      ["1 Street", true],
      ["2 Street", false],
    ]);
  });

  it("rows of addresses without ids are corrected by their place among the customer's rows", async () => {
    const header =
      "email,_website,_store,firstname,lastname,_address_street,_address_city,_address_country_id,_address_default_billing_";
    const day = (first: string, second: string): string =>
      file(
        header,
        `a@x.io,base,default,Ann,Lee,${first},Rome,IT,1`,
        `,,,,,${second},Oslo,NO,`,
        "b@x.io,base,default,Bob,Ray,1 Rd,Bonn,DE,1",
      );
    const streets = async () => (await stored()).map((one) => one.address_1).sort();
    await runFile(day("1 Main Stret", "2 Side St"));
    await runFile(day("1 Main Street", "2 Side St"));
    expect(await streets()).toEqual(["1 Main Street", "1 Rd", "2 Side St"]);
    await runFile(day("1 Main Street", "2 Side Street"));
    expect(await streets()).toEqual(["1 Main Street", "1 Rd", "2 Side Street"]);
  });

  it("the fingerprint covers the postal fields that hold something, and ignores the others", async () => {
    const fingerprint = async () => {
      const [row] = await sql<{ import_fingerprint: string }>("select import_fingerprint from customer_address");
      return row.import_fingerprint;
    };
    await runFile(shopify("1 Main Stret"));
    const pairs = ["address_1=1 Main Stret", "city=Rome", "postal_code=1"].join("\u001f");
    expect(await fingerprint()).toBe(createHash("md5").update(pairs).digest("hex"));
    await sql("update customer_address set province = '', company = '', address_2 = null");
    await runFile(shopify("1 Main Street"));
    expect(await stored()).toMatchObject([{ address_1: "1 Main Street" }]);
  });

  it("a mapped address replaces no other: its column says which of the row's it is, not which of the customer's", async () => {
    const mapping = { Mail: "email", Name: "first_name", Street: "address_1_address_1", City: "address_1_city" };
    const orders = (...rows: string[]) => runFile(file("Mail,Name,Street,City", ...rows), { mapping });
    await orders("ada@x.io,Ada,Home,Rome");
    await orders("ada@x.io,Ada,Work,Rome");
    expect((await stored()).map((one) => one.address_1)).toEqual(["Home", "Work"]);
    expect(countsOf(await orders("ada@x.io,Ada,Work,Rome", "ada@x.io,Ada,Home,Rome"))).toMatchObject({ unchanged: 1 });
  });

  it("a mapped address with an id is found by the id", async () => {
    const mapping = { Mail: "email", "Address No": "address_1_id", Street: "address_1_address_1" };
    await runFile(file("Mail,Address No,Street", "ada@x.io,11,1 Stret"), { mapping });
    await runFile(file("Mail,Address No,Street", "ada@x.io,11,1 Street", "ada@x.io,12,2 Road"), { mapping });
    expect((await stored()).map((one) => one.address_1)).toEqual(["1 Street", "2 Road"]);
  });

  it("a second file of Transporter, which begins inside the rows of a customer, replaces no address of the first", async () => {
    const header =
      "Email,First Name,Address1,City,Country Code,Metafield Namespace,Metafield Key,Metafield Value,Metafield Value Type";
    await runFile(file(header, "a@x.io,Ann,1 St,Rome,IT,,,,"));
    await runFile(file(header, "a@x.io,Ann,2 St,Oslo,NO,,,,", "a@x.io,Ann,3 St,Bonn,DE,,,,"));
    expect((await stored()).map((one) => one.address_1)).toEqual(["1 St", "2 St", "3 St"]);
  });

  it("of Shopify, day by day, leaves each customer with the one address that the shop has", async () => {
    await fc.assert(
      fc.asyncProperty(shop, async ({ customers, days }) => {
        await clear();
        const places: Place[] = customers.map(([first]) => ({ ...first }));
        for (const edits of [NONE, ...days]) {
          for (const { customer, field, value } of edits) {
            places[customer][field] = value;
          }
          const rows = places.map(
            ({ street, more, city, phone }, n) => `${n + 1},c${n}@x.io,no,${street},${more},${city},,${phone},no`,
          );
          await runFile(file(SHOPIFY, ...rows));
          const expected = places.map(({ street, more, city, phone }, n) => ({
            ...{ external_id: String(n + 1), address_1: street, address_2: more || null, city: city || null },
            ...{ phone: phone || null, is_default_shipping: true, is_default_billing: true },
          }));
          expect(await stored()).toEqual(expected);
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 8), endOnFailure: true },
    );
  });

  it("of WooCommerce, day by day, leaves each customer with the shop's addresses, and never more than two", async () => {
    await fc.assert(
      fc.asyncProperty(shop, async ({ customers, days }) => {
        await clear();
        const pairs: [Place, Place][] = customers.map(([bills, parcels]) => [{ ...bills }, { ...parcels }]);
        for (const edits of [NONE, ...days]) {
          for (const { customer, field, value, second } of edits) {
            pairs[customer][second ? 1 : 0][field] = value;
          }
          const rows = pairs.map(
            ([bills, parcels], n) =>
              `${n + 1},c${n}@x.io,2024-01-01,${bills.street},${bills.city},${bills.phone},${parcels.street},${parcels.city}`,
          );
          await runFile(file(WOO, ...rows));
          const found = await stored();
          pairs.forEach(([bills, parcels], n) => {
            const own = found.filter(({ external_id }) => external_id === String(n + 1));
            expect(own.length).toBeLessThanOrEqual(2);
            expect(own.find((one) => one.is_default_billing)).toMatchObject({
              ...{ address_1: bills.street, city: bills.city || null, phone: bills.phone || null },
            });
            expect(own.find((one) => one.is_default_shipping)).toMatchObject({
              ...{ address_1: parcels.street, city: parcels.city || null },
            });
          });
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 8), endOnFailure: true },
    );
  });
});
