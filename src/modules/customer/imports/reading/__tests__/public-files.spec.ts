import { isUnknownHeader } from "../suggest-mapping";
import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("what public files of systems have", () => {
  it("Shopify: metafields behind its own columns become keys of the metadata", async () => {
    const header =
      "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Country Code,Phone,Accepts SMS Marketing,Accepts WhatsApp Marketing,Size (customer.metafields.custom.size),Old key (customer.metafields.app.password)";
    const { format, warnings, rows } = await readAll(
      lines(header, "'70001,Ida,Ro,ida@x.io,yes,Cali,CO,'+5730,no,no,XL,s"),
    );
    expect([format, warnings.map(({ field }) => field)]).toEqual([
      "shopify",
      ["Old key (customer.metafields.app.password)"],
    ]);
    expect(rows).toMatchObject([
      { customer: { external_id: "70001", metadata: '{"custom.size":"XL"}', phone: "+5730" } },
    ]);
  });

  it("Stripe: guests without an id, and an email or a phone in the place of the name", async () => {
    const header =
      "id,Description,Email,Name,Created (UTC),Delinquent,Card ID,Card Name,Card Address Line1,Card Address City,Card Address Country,Card Address Zip,Account Balance,Currency,Total Spend,Payment Count,Business Vat ID,Tax Location Recognized,id (metadata)";
    const { format, warnings, rows } = await readAll(
      lines(
        header,
        "cus_A1,,lee@x.io,lee@x.io,2025-03-01 10:00,false,,,,,,,0.00,,0.00,0,,false,77",
        ",,guest@x.io,Gus Tran,2025-03-02 10:00,,,,9 Elm Rd,Reno,US,89501,,,49.00,1,,,",
        "cus_A2,,,+15550100200,2025-03-03 10:00,false,,,,,,,0.00,,0.00,0,,false,",
      ),
    );
    expect([format, warnings]).toEqual(["stripe", []]);
    expect(rows.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(rows.map(({ customer }) => customer)).toEqual([
      { external_id: "cus_A1", email: "lee@x.io", created_at: "2025-03-01T10:00Z", metadata: '{"id":"77"}' },
      {
        ...{ email: "guest@x.io", first_name: "Gus", last_name: "Tran", created_at: "2025-03-02T10:00Z" },
        addresses: [expect.objectContaining({ address_1: "9 Elm Rd", postal_code: "89501", country_code: "us" })],
      },
      { external_id: "cus_A2", phone: "+15550100200", created_at: "2025-03-03T10:00Z" },
    ]);
  });

  it("Stripe: a name that repeats neither the email nor the phone stays, else the name on the card counts", async () => {
    const header = "id,Email,Name,Phone,Card Name,Created (UTC),Delinquent,Address Line1";
    const { rows } = await readAll(
      lines(
        header,
        "cus_1,lee@x.io,Lee@x.io,,Lee Roe,2024-01-01,false,",
        "cus_2,,lee@x.io,,Lee Roe,2024-01-01,false,",
        "cus_3,b@x.io,+15550100200,+15550100999,,2024-01-01,false,",
        "cus_4,c@x.io,,,Cy Cox,2024-01-01,false,1 St",
      ),
    );
    expect(rows.map(({ customer }) => [customer?.first_name, customer?.last_name, customer?.phone])).toEqual([
      ["Lee", "Roe", undefined],
      ["lee@x.io", undefined, undefined],
      ["+15550100200", undefined, "+15550100999"],
      ["Cy", "Cox", undefined],
    ]);
    expect(rows[3].customer?.addresses).toEqual([expect.not.objectContaining({ first_name: expect.anything() })]);
  });

  it("Mailchimp: parts of an address in fields of the audience's own, which give way to those of the address", async () => {
    const header = "Email Address,Name,ZIP code,City,Country,Address,MEMBER_RATING,OPTIN_TIME,LEID,UNSUB_TIME";
    const { format, warnings, rows } = await readAll(
      lines(
        header,
        "a@x.io,Ida Ro,98110,Kent,US,,2,,9,",
        "b@x.io,Bo,98110,Kent,US,9 Elm Rd  Salem  OR  97301  US,2,,8,",
      ),
    );
    expect([format, warnings]).toEqual(["mailchimp", []]);
    expect(rows.map(({ customer }) => customer?.addresses)).toMatchObject([
      [{ city: "Kent", postal_code: "98110", country_code: "us" }],
      [{ address_1: "9 Elm Rd", city: "Salem", postal_code: "97301", province: "us-or" }],
    ]);
  });

  it("a list with a few columns of WooCommerce and mostly others is none of its files", async () => {
    const header =
      "profile_name,first_name,last_name,email,phone_num,cc_number,cc_exp_month,cc_exp_year,cc_cvv,shipping_street,shipping_country,billing_first_name,billing_street,billing_zip_code,billing_country";
    const error: unknown = await readAll(lines(header, "x")).catch((thrown: unknown) => thrown);
    expect(isUnknownHeader(error) && error.suggested_mapping).toMatchObject({
      email: "email",
      billing_street: "address_1_address_1",
      shipping_street: "address_2_address_1",
    });
  });

  it.each([
    [
      "prestashop",
      "ID;Active  (0/1);Titles ID (Mr = 1, Ms = 2);Email*;Password*;Birth date (yyyy-mm-dd);Last name*;First name*;Newsletter (0/1);Opt-in (0/1);Registration date (yyyy-mm-dd);Groups (x,y,z...)",
      ["Password*"],
    ],
    [
      "prestashop",
      "Customer ID;Active (0/1);Titles ID (Mr = 1, Ms = 2, else 0);Email *;Password *;Birthday (yyyy-mm-dd);Last Name *;First Name *;Newsletter (0/1);Opt-in (0/1);Registration date (yyyy-mm-dd);Groups (x,y,z...);Default group ID",
      ["Password *"],
    ],
    ["magento", "ID,Name,Email,Group,Phone,ZIP,Country,State/Province,Customer Since,Web Site", []],
    [
      "magento",
      "_address_firstname,_address_lastname,firstname,lastname,email,_address_street,_address_city,_address_country_id,_address_region,_address_postcode,_address_telephone,group_id,_website,_store,_address_default_billing_,_address_default_shipping_",
      [],
    ],
    [
      "transporter",
      "First Name,Last Name,Email,Phone,Accepts Marketing,Tags,Note,Tax Exempt,Company,Address1,Address2,City,Province,Province Code,Zip,Country,Country Code,Metafield Namespace,Metafield Key,Metafield Value,Metafield Value Type",
      [],
    ],
    ["squarespace", "Email,Accepts Marketing,Mailing Lists,Subscriber Since", []],
    [
      "klaviyo",
      "Email,Klaviyo ID,First Name,Last Name,Organization,Title,Phone Number,Address,Address 2,City,State / Region,Country,Zip Code,Latitude,Longitude,Source,IP Address,Email Marketing Consent,Email Marketing Consent Timestamp,Historic Customer Lifetime Value,Total Customer Lifetime Value,Predicted Customer Lifetime Value,Average Order Value,Historic Number Of Orders,First Active,Last Active,Profile Created On,Date Added,Last Open,Last Click,Average Days Between Orders,Email Suppressions",
      [],
    ],
    [
      "stripe",
      "id,Description,Email,Name,Created (UTC),Delinquent,Plan,Status,Total Spend,Payment Count,tag (metadata)",
      [],
    ],
    [
      "bigcommerce",
      "Email Address,First Name,Last Name,Company,Phone,Notes,Store Credit,Customer Group,Address ID - 1,Address First Name - 1,Address Last Name - 1,Address Company - 1,Address Line 1 - 1,Address Line 2 - 1,Address City - 1,Address State - 1,Address Zip - 1,Address Country - 1,Address Phone - 1",
      [],
    ],
    [
      "mailchimp",
      "Email,First Name,Last Name,Position,Company,ORIGIN,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS",
      ["Position", "ORIGIN"],
    ],
    [
      "shopify",
      "First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Tags,Note,Tax Exempt",
      [],
    ],
  ])("a header of %s is known, and nothing is left out without a word: %s", async (format, header, left) => {
    const { format: found, warnings } = await readAll(lines(header, "1"));
    expect([found, warnings.map(({ field }) => field)]).toEqual([format, left]);
  });
});
