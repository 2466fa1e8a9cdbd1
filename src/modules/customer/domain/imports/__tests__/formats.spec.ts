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
        metadata: '{"note":"says \\"hi\\"\\nand more","tax_exempt":true,"tags":"vip, wholesale"}',
        addresses: [
          {
            company: "ACME",
            address_1: "1 Main St",
            city: "Springfield",
            province: "IL",
            country_code: "us",
            postal_code: "62701",
            phone: "+12175550100",
            is_default_shipping: true,
            is_default_billing: true,
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
      null,
      "address_1_country_code",
      null,
    ]);
    expect(both.rows[0].customer).toMatchObject({
      phone: "+1613555",
      addresses: [{ city: "Ottawa", province: "ON", country_code: "ca", postal_code: "K1A" }],
    });

    const names = await readAll(
      "Email,Default Address Address1,Default Address Country,Default Address Province,Accepts Marketing\n" +
        "a@example.com,1 Main St,United Kingdom,Kent,yes\n",
    );
    expect(names.rows[0].customer?.addresses).toMatchObject([{ country_code: "gb", province: "Kent" }]);
  });

  it("tells what is wrong with a line, all of it, under the names of our columns", async () => {
    const { rows } = await readAll(
      [SHOPIFY, ",A,B,not an address,no,,,,,,Atlantis,,,,no,0,0,,perhaps,", ",A,B,,no,,,,,,,,,,no,0,0,,no,"].join("\n"),
    );
    expect(rows.map((row) => [row.line, row.errors?.map(({ field }) => field)])).toEqual([
      [2, ["address_1_country_code", "metadata.tax_exempt", "email"]],
      [3, [null]],
    ]);
  });

  it("with columns of metafields is read without them", async () => {
    const { format, mapping } = await readAll(`${SHOPIFY},Birthday (customer.metafields.facts.birth_date)\n`);
    expect([format, mapping["Birthday (customer.metafields.facts.birth_date)"]]).toEqual(["shopify", null]);
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
          },
        ],
      },
    ]);
  });
});

describe("WooCommerce's export", () => {
  it.each([
    'Name,Username,"Last Active","Sign Up",Email,Orders,"Total Spend",AOV,"Country / Region",City,Region,"Postal Code"',
    "Name,Username,Last active,Date registered,Email,Orders,Total spend,AOV,Country / Region,City,Region,Postal code",
  ])("of its Analytics is known and read: %s", async (header) => {
    const { format, rows, mapping } = await readAll(
      `${header}\n` +
        `"Jane van der Doe",jane,"2026-01-02 10:00:00","2020-05-01 10:20:30",JANE@example.com,3,120.00,40.00,US,Springfield,IL,62701\n` +
        `Cher,,,,cher@example.com,1,1,1,,,,\n`,
    );
    expect([format, mapping.Username, mapping.Orders]).toEqual(["woocommerce", null, null]);
    expect(rows.map(said)).toEqual([
      {
        first_name: "Jane",
        last_name: "van der Doe",
        email: "jane@example.com",
        created_at: "2020-05-01T10:20:30Z",
        addresses: [
          {
            country_code: "us",
            city: "Springfield",
            province: "IL",
            postal_code: "62701",
            is_default_shipping: true,
            is_default_billing: true,
          },
        ],
      },
      { first_name: "Cher", email: "cher@example.com" },
    ]);
  });

  const PLUGIN =
    "customer_id,first_name,last_name,email,username,date_registered,billing_first_name,billing_last_name,billing_company," +
    "billing_email,billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,billing_state," +
    "billing_country,shipping_first_name,shipping_last_name,shipping_company,shipping_address_1,shipping_address_2," +
    "shipping_postcode,shipping_city,shipping_state,shipping_country,total_spent,orders_count";

  it("of the usual plugins is known; an address for both is there once", async () => {
    const { format, rows, mapping } = await readAll(
      [
        PLUGIN,
        "7,Jane,Doe,jane@example.com,jane,2020-05-01 10:20:30,Jane,Doe,,j@example.com,'+31612345678,Main 1,,1234,Utrecht,UT,NL,Jane,Doe,,Main 1,,1234,Utrecht,UT,NL,10,1",
        "8,Bob,Ray,bob@example.com,bob,0000-00-00 00:00:00,Bob,Ray,,,,Main 1,,1234,Utrecht,,NL,Bob,Ray,,Side 2,,9999,Gent,,BE,0,0",
        "0,,,guest@example.com,,,,,,,,,,,,,,Gus,Gold,,Side 2,,9999,Gent,,Belgium,0,0",
      ].join("\n"),
    );
    expect([format, mapping.billing_email, mapping.username, mapping.total_spent]).toEqual([
      "woocommerce",
      null,
      null,
      null,
    ]);
    const main = { first_name: "Jane", last_name: "Doe", address_1: "Main 1", postal_code: "1234", city: "Utrecht" };
    expect(rows.map(said)).toEqual([
      {
        external_id: "7",
        first_name: "Jane",
        last_name: "Doe",
        email: "jane@example.com",
        created_at: "2020-05-01T10:20:30Z",
        addresses: [
          {
            ...main,
            phone: "+31612345678",
            province: "UT",
            country_code: "nl",
            is_default_shipping: true,
            is_default_billing: true,
          },
        ],
      },
      {
        external_id: "8",
        first_name: "Bob",
        last_name: "Ray",
        email: "bob@example.com",
        addresses: [
          { ...main, first_name: "Bob", last_name: "Ray", country_code: "nl", is_default_billing: true },
          {
            first_name: "Bob",
            last_name: "Ray",
            address_1: "Side 2",
            postal_code: "9999",
            city: "Gent",
            country_code: "be",
            is_default_shipping: true,
          },
        ],
      },
      {
        email: "guest@example.com",
        addresses: [
          {
            first_name: "Gus",
            last_name: "Gold",
            address_1: "Side 2",
            postal_code: "9999",
            city: "Gent",
            country_code: "be",
            is_default_shipping: true,
          },
        ],
      },
    ]);
  });

  it("has the email of the bill where there is no other, and takes what was put before formulas away", async () => {
    const { format, rows } = await readAll(
      "billing_email,billing_first_name,billing_address_1\na@example.com,'=A,'-1\n",
    );
    expect([format, rows.map(said)]).toEqual([
      "woocommerce",
      [{ email: "a@example.com", addresses: [{ first_name: "=A", address_1: "-1", is_default_billing: true }] }],
    ]);
  });
});

describe("our own format", () => {
  it("may have a part of the columns, keys of metadata, and whole names", async () => {
    const { format, rows } = await readAll(
      "email,name,metadata.tier,metadata.a b,has_account,groups,address_2_city\n" +
        `a@example.com, Jane  van Doe ,gold,"x ""y""",YES,a\\|b|c|c,Bonn\n`,
    );
    expect([format, rows.map(said)]).toEqual([
      "own",
      [
        {
          email: "a@example.com",
          first_name: "Jane",
          last_name: "van Doe",
          metadata: '{"tier":"gold","a b":"x \\"y\\""}',
          has_account: true,
          groups: ["a|b", "c"],
          addresses: [{ city: "Bonn" }],
        },
      ],
    ]);
  });

  it("keeps white space and apostrophes that belong to a value, and takes one guard off", async () => {
    const { rows } = await readAll("external_id,first_name,last_name\n\" 7 \",'''=1,'quoted'\n");
    expect(rows.map(said)).toEqual([{ external_id: " 7 ", first_name: "''=1", last_name: "'quoted'" }]);
  });

  it("tells all that is wrong with a line", async () => {
    const { rows } = await readAll(
      "id,external_id,email,has_account,phone,created_at,metadata,groups,address_1_country_code,address_1_is_default_shipping,address_2_is_default_shipping\n" +
        `${"i".repeat(501)},${"e".repeat(501)},a@,maybe,${"1".repeat(101)},yesterday,[],${"g".repeat(501)},Atlantis,perhaps,\n` +
        "cus_1,,,,,,,,,true,1\n" +
        `,,${"a".repeat(320)}@example.com,,,,,,,,\n`,
    );
    expect(rows.map(({ errors }) => errors?.map(({ field, reason }) => [field, reason]))).toEqual([
      [
        ["id", "has 501 characters; at most 500 can be stored"],
        ["external_id", "has 501 characters; at most 500 can be stored"],
        ["has_account", '"maybe" is neither true (yes, 1) nor false (no, 0)'],
        ["phone", "has 101 characters; at most 100 can be stored"],
        ["created_at", expect.stringMatching(/^"yesterday" is not a time/)],
        ["metadata", expect.stringMatching(/^is not a JSON object/)],
        ["groups", "holds a name of 501 characters; at most 500 can be stored"],
        ["address_1_country_code", expect.stringMatching(/Atlantis/)],
        ["address_1_is_default_shipping", expect.stringMatching(/perhaps/)],
        ["email", "is not an email address"],
      ],
      [["address_2_is_default_shipping", "is true of an address before it too. One address can be the default"]],
      [["email", "has 332 characters; at most 320 can be stored"]],
    ]);
  });

  it("takes an email that no form would take for a customer that the store has, as long as it is one", async () => {
    const { rows } = await readAll(
      "id,email\ncus_1,root@localhost\ncus_2,nothing\n,root@localhost\n,Zoë@exämple.com\n",
    );
    expect(rows.map((row) => row.customer?.email ?? row.errors?.[0].field)).toEqual([
      "root@localhost",
      "email",
      "email",
      "zoë@exämple.com",
    ]);
  });

  it("has no customer without a key, and no key in white space alone", async () => {
    const { rows } = await readAll('email,phone\n" "," "\n', { empty_cell: "clear" });
    expect(rows[0].errors).toEqual([
      { field: null, reason: "has neither id nor external_id nor email. Give one of them" },
    ]);
  });

  it("never clears a key that identifies, an account, a time or a membership", async () => {
    const { rows } = await readAll(
      "id,external_id,email,has_account,created_at,updated_at,groups,company_name,metadata,address_1_city\ncus_1,,,,,,,,,\n",
      { empty_cell: "clear" },
    );
    expect(rows.map(said)).toEqual([
      { id: "cus_1", external_id: null, email: null, company_name: null, metadata: null },
    ]);
  });
});

describe("a file with a mapping", () => {
  const mapping = {
    CustomerKey: "external_id",
    FirstName: "first_name",
    EmailAddress: "email",
    Prefix: "metadata.prefix",
  };
  const header = "\ufeffCustomerKey,Prefix,FirstName,LastName,EmailAddress,PasswordHash,AnnualIncome";

  it("goes where the mapping says; columns that it does not name are passed over", async () => {
    const file = await readAll(`${header}\r\n 11000 ,MR.,JON,YANG,jon24@adventure-works.com,x=,"$90,000 "\r\n`, {
      mapping,
    });
    expect([file.format, file.mapping]).toEqual([
      "mapped",
      {
        CustomerKey: "external_id",
        Prefix: "metadata.prefix",
        FirstName: "first_name",
        LastName: null,
        EmailAddress: "email",
        PasswordHash: null,
        AnnualIncome: null,
      },
    ]);
    expect(file.rows.map(said)).toEqual([
      { external_id: "11000", first_name: "JON", email: "jon24@adventure-works.com", metadata: '{"prefix":"MR."}' },
    ]);
  });

  it("reads countries by name, times of other systems, and cells behind a guard", async () => {
    const { rows } = await readAll("Mail,Land,Since,Tel\na@example.com,Germany,2020-01-02 03:04,'+49 30\n", {
      mapping: { Mail: "email", Land: "address_1_country_code", Since: "created_at", Tel: "phone" },
    });
    expect(rows.map(said)).toEqual([
      { email: "a@example.com", addresses: [{ country_code: "de" }], created_at: "2020-01-02T03:04Z", phone: "+49 30" },
    ]);
  });

  it.each<[string, Record<string, string | null>, RegExp]>([
    ["a column that is not there", { Email: "email" }, /not in the file: "Email"\. The file has "CustomerKey"/],
    [
      "a target that is not there",
      { EmailAddress: "e-mail" },
      /not known: "e-mail"\. There are id, external_id, email,/,
    ],
    [
      "an address beyond the last",
      { EmailAddress: "email", Prefix: "address_51_city" },
      /"address_51_city".*addresses 1 to 50/,
    ],
    ["an empty key of metadata", { EmailAddress: "email", Prefix: "metadata." }, /not known: "metadata\."/],
    ["two columns for one target", { EmailAddress: "email", Prefix: "email" }, /several columns to "email"/],
    ["no key", { FirstName: "first_name" }, /No column is one of id, external_id, email/],
    ["nothing", {}, /No column is one of/],
    ["a password", { EmailAddress: "email", PasswordHash: "metadata.hash" }, /Passwords.*"PasswordHash"/],
    ["a key of the object itself", { EmailAddress: "email", FirstName: "constructor" }, /not known: "constructor"/],
  ])("is refused with %s", async (_name, given, message) => {
    await expect(readAll(`${header}\n`, { mapping: given })).rejects.toThrow(message);
  });

  it("keeps a header that is named like what every object has", async () => {
    const own = Object.fromEntries([["__proto__", "email"]]);
    const file = await readAll("__proto__,constructor\na@example.com,x\n", { mapping: own });
    expect(file.rows.map(said)).toEqual([{ email: "a@example.com" }]);
    expect(Object.entries(file.mapping)).toEqual([
      ["__proto__", "email"],
      ["constructor", null],
    ]);
  });
});
