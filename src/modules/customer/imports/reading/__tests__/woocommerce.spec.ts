import { readAll, said } from "./read-all";

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
            province: "us-il",
            slot: "woocommerce:default",
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
      "email",
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
        phone: "+31612345678",
        addresses: [
          {
            ...main,
            phone: "+31612345678",
            province: "nl-ut",
            slot: "woocommerce:billing",
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
          {
            ...main,
            first_name: "Bob",
            last_name: "Ray",
            country_code: "nl",
            is_default_billing: true,
            slot: "woocommerce:billing",
          },
          {
            first_name: "Bob",
            last_name: "Ray",
            address_1: "Side 2",
            postal_code: "9999",
            city: "Gent",
            country_code: "be",
            is_default_shipping: true,
            slot: "woocommerce:shipping",
          },
        ],
      },
      {
        email: "guest@example.com",
        first_name: "Gus",
        last_name: "Gold",
        addresses: [
          {
            first_name: "Gus",
            last_name: "Gold",
            address_1: "Side 2",
            postal_code: "9999",
            city: "Gent",
            country_code: "be",
            is_default_shipping: true,
            is_default_billing: true,
            slot: "woocommerce:shipping",
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
      [
        {
          email: "a@example.com",
          first_name: "=A",
          addresses: [expect.objectContaining({ first_name: "=A", address_1: "-1" })],
        },
      ],
    ]);
  });

  it("has a warning where the email of the bill is another than that of the account", async () => {
    const { rows } = await readAll(
      "user_email,billing_email,billing_address_1\na@x.io,office@x.io,1 St\nb@x.io,B@x.io,2 St\nc@x.io,,3 St\n",
    );
    expect(rows.map(({ customer }) => customer?.email)).toEqual(["a@x.io", "b@x.io", "c@x.io"]);
    expect(rows.map(({ errors }) => errors)).toEqual([
      [
        {
          level: "warning",
          field: "email",
          reason: 'is one of two emails of the row: "office@x.io" is left out',
        },
      ],
      undefined,
      undefined,
    ]);
  });
});
