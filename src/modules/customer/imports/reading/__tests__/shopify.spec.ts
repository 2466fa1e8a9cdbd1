import { readAll, said } from "./read-all";

const SHOPIFY =
  "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1," +
  "Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code," +
  "Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags";

const OLD_SHOPIFY =
  "First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country," +
  "Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt";

describe("Shopify's export", () => {
  it("is known by its header, and every column goes somewhere or is passed over", async () => {
    const { format, mapping } = await readAll(`\ufeff${SHOPIFY}\r\n`);
    expect(format).toBe("shopify");
    expect(mapping).toEqual({
      "Customer ID": "external_id",
      "First Name": "first_name",
      "Last Name": "last_name",
      Email: "email",
      "Accepts Email Marketing": null,
      "Default Address Company": "address_1_company",
      "Default Address Address1": "address_1_address_1",
      "Default Address Address2": "address_1_address_2",
      "Default Address City": "address_1_city",
      "Default Address Province Code": "address_1_province",
      "Default Address Country Code": "address_1_country_code",
      "Default Address Zip": "address_1_postal_code",
      "Default Address Phone": "address_1_phone",
      Phone: "phone",
      "Accepts SMS Marketing": null,
      "Total Spent": null,
      "Total Orders": null,
      Note: "metadata.note",
      "Tax Exempt": "metadata.tax_exempt",
      Tags: "metadata.tags",
    });
  });

  it("is read with its apostrophes, yes and no, and country codes; its address becomes the default", async () => {
    const { rows } = await readAll(
      [
        SHOPIFY,
        `'7106311553000,Jane,Doe,Jane@Example.com,yes,ACME,1 Main St,,Springfield,IL,US,'62701,'+12175550100,'+1 217-555-0199,no,12.50,3,"says ""hi""\nand more",yes,"vip, wholesale"`,
        "'7106311553001,,,bob@example.com,no,,,,,,,,,,no,0.00,0,,no,",
        "'7106311553002,Zoë,O'Neil,,no,,Straße 1,,Köln,,Germany,50667,,,no,0.00,0,,no,",
      ].join("\r\n"),
    );
    expect(rows.map(said)).toEqual([
      {
        external_id: "7106311553000",
        first_name: "Jane",
        last_name: "Doe",
        email: "jane@example.com",
        phone: "+1 217-555-0199",
        company_name: "ACME",
        metadata: '{"note":"says \\"hi\\"\\nand more","tax_exempt":true,"tags":"vip, wholesale"}',
        addresses: [
          {
            company: "ACME",
            address_1: "1 Main St",
            city: "Springfield",
            province: "us-il",
            country_code: "us",
            postal_code: "62701",
            phone: "+12175550100",
            is_default_shipping: true,
            is_default_billing: true,
            slot: "shopify:default",
          },
        ],
      },
      { external_id: "7106311553001", email: "bob@example.com", metadata: '{"tax_exempt":false}' },
      {
        external_id: "7106311553002",
        first_name: "Zoë",
        last_name: "O'Neil",
        metadata: '{"tax_exempt":false}',
        addresses: [
          {
            address_1: "Straße 1",
            city: "Köln",
            country_code: "de",
            postal_code: "50667",
            is_default_shipping: true,
            is_default_billing: true,
            slot: "shopify:default",
          },
        ],
      },
    ]);
  });

  it("of years before is read too: codes rather than names, names where there are no codes", async () => {
    const both = await readAll(
      `${OLD_SHOPIFY}\nJane,Doe,jane@example.com,yes,,1 Main St,,Ottawa,Ontario,ON,Canada,CA,K1A,'+1613555,no,0,0,,,no\n`,
    );
    expect(both.format).toBe("shopify");
    expect([both.mapping.Country, both.mapping["Country Code"], both.mapping.Province]).toEqual([
      "address_1_country_code",
      "address_1_country_code",
      "address_1_province",
    ]);
    expect(both.rows[0].customer).toMatchObject({
      phone: "+1613555",
      addresses: [{ city: "Ottawa", province: "ca-on", country_code: "ca", postal_code: "K1A" }],
    });

    const names = await readAll(
      "Email,Default Address Address1,Default Address Country,Default Address Province,Accepts Marketing\n" +
        "a@example.com,1 Main St,United Kingdom,Kent,yes\n",
    );
    expect(names.rows[0].customer?.addresses).toMatchObject([{ country_code: "gb", province: "gb-ken" }]);
  });

  it("reports all that is wrong with a line under the names of our columns", async () => {
    const { rows } = await readAll(
      [SHOPIFY, ",A,B,not an address,no,,,,,,Atlantis,,,,no,0,0,,perhaps,", ",A,B,,no,,,,,,,,,,no,0,0,,no,"].join("\n"),
    );
    expect(rows.map((row) => [row.line, row.errors?.map(({ field }) => field)])).toEqual([
      [2, ["address_1_country_code", "metadata.tax_exempt", "email"]],
      [3, [null]],
    ]);
  });

  it("with columns of metafields has them as keys of its metadata", async () => {
    const { format, mapping } = await readAll(`${SHOPIFY},Birthday (customer.metafields.facts.birth_date)\n`);
    expect([format, mapping["Birthday (customer.metafields.facts.birth_date)"]]).toEqual([
      "shopify",
      "metadata.facts.birth_date",
    ]);
  });

  it("clears what is empty when asked to; no address is still no address", async () => {
    const { rows } = await readAll(
      [SHOPIFY, "'1,,,a@example.com,no,,,,,,,,,,no,0,0,,,", "'2,,,b@example.com,no,,,,Bonn,,,,,,no,0,0,,,"].join("\n"),
      { empty_cell: "clear" },
    );
    const cleared = {
      first_name: null,
      last_name: null,
      phone: null,
      metadata: '{"note":"","tax_exempt":"","tags":""}',
    };
    expect(rows.map(said)).toEqual([
      { external_id: "1", email: "a@example.com", ...cleared },
      {
        external_id: "2",
        email: "b@example.com",
        ...cleared,
        addresses: [
          {
            company: null,
            address_1: null,
            address_2: null,
            city: "Bonn",
            province: null,
            country_code: null,
            postal_code: null,
            phone: null,
            is_default_shipping: true,
            is_default_billing: true,
            slot: "shopify:default",
          },
        ],
      },
    ]);
  });
});
