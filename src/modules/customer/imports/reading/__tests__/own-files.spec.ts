import { readAll, said } from "./read-all";

const ID = "cus_01KB7ZJ5N3T4R8GJ2Q6S9W0XYZ";
const OTHER_ID = "cus_01KB7ZJ5N3T4R8GJ2Q6S9W0XZ0";

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

  it("reports all that is wrong with a line", async () => {
    const { rows } = await readAll(
      "id,external_id,email,has_account,phone,created_at,metadata,groups,address_1_country_code,address_1_is_default_shipping,address_2_is_default_shipping\n" +
        `${"i".repeat(501)},${"e".repeat(501)},a@,maybe,${"1".repeat(101)},yesterday,[],${"g".repeat(501)},Atlantis,perhaps,\n` +
        `${ID},,,,,,,,,true,1\n` +
        `,,${"a".repeat(320)}@example.com,,,,,,,,\n`,
    );
    expect(rows.map(({ errors }) => errors?.map(({ field, reason }) => [field, reason]))).toEqual([
      [
        ["id", expect.stringMatching(/^"i{40}\.\.\." is not an id of a Medusa customer/)],
        ["external_id", "has 501 characters; at most 500 can be stored"],
        ["has_account", '"maybe" is neither true (yes, 1) nor false (no, 0)'],
        ["created_at", expect.stringMatching(/^"yesterday" is not a time/)],
        ["metadata", expect.stringMatching(/^is not a JSON object/)],
        ["groups", "holds a name of 501 characters; at most 500 can be stored"],
        ["address_1_country_code", expect.stringMatching(/^does not know the country "Atlantis"/)],
        ["address_1_is_default_shipping", expect.stringMatching(/perhaps/)],
        ["email", expect.stringMatching(/^is not an email address: "/)],
      ],
      [["address_2_is_default_shipping", "is true of an address before it too. One address can be the default"]],
      [["email", "has 332 characters; at most 320 can be stored"]],
    ]);
  });

  it("takes no email that no form would take, also not for a customer that the store has", async () => {
    const { rows } = await readAll(
      `id,email\n${ID},root@localhost\n${OTHER_ID},nothing\n,root@localhost\n,Zoë@exämple.com\n,\u200bzoe@x.io\u00ad\n`,
    );
    expect(rows.map((row) => row.customer?.email ?? row.errors?.[0].field)).toEqual([
      "email",
      "email",
      "email",
      "zoë@exämple.com",
      "zoe@x.io",
    ]);
  });

  it("has no customer without a key, and no key in white space alone", async () => {
    const { rows } = await readAll('email,phone\n" "," "\n', { empty_cell: "clear" });
    expect(rows[0].errors).toEqual([
      { level: "error", field: null, reason: "has neither id nor external_id nor email. Give one of them" },
    ]);
  });

  it("never clears a key that identifies, an account, a time or a membership", async () => {
    const { rows } = await readAll(
      `id,external_id,email,has_account,created_at,updated_at,groups,company_name,metadata,address_1_city\n${ID},,,,,,,,,\n`,
      { empty_cell: "clear" },
    );
    expect(rows.map(said)).toEqual([{ id: ID, external_id: null, email: null, company_name: null, metadata: null }]);
  });

  it.each([
    ...["1", "42", "c0a8-7f", "cus_1", `${ID}0`, ID.slice(0, -1), ID.toLowerCase(), ` ${ID}`],
    ...["cus_81KB7ZJ5N3T4R8GJ2Q6S9W0XYZ", "cus_01KB7ZJ5N3T4R8GJ2Q6S9W0XYU", `cust${ID.slice(3)}`],
  ])("takes no id of another system for a customer's: %s", async (id) => {
    const { rows } = await readAll(`id,email\n${id},a@example.com\n${ID},b@example.com\n`);

    expect(rows.map(said)).toEqual([
      [["id", expect.stringMatching(/is not an id of a Medusa customer .*external_id/)]],
      { id: ID, email: "b@example.com" },
    ]);
  });

  it("takes no id of another system by a mapping either, and white space around one of ours", async () => {
    const { rows } = await readAll(`Number\n7\n ${ID} \n`, { mapping: { Number: "id" } });
    expect(rows.map(said)).toEqual([[["id", expect.stringMatching(/external_id/)]], { id: ID }]);
  });

  it("stores ISO codes of countries only, whatever a file says for them", async () => {
    const cells = ["nl", "NL", " us ", "USA", "Netherlands", "United States", "Nederlandia", "zz", "1", " "];
    const { rows } = await readAll(`email,address_1_country_code\n${cells.map((c, n) => `${n}@x.io,${c}\n`).join("")}`);

    expect(rows.map(({ customer, errors }) => errors?.[0].field ?? customer?.addresses?.[0].country_code)).toEqual([
      ...["nl", "nl", "us", "us", "nl", "us"],
      ...["address_1_country_code", "address_1_country_code", "address_1_country_code", undefined],
    ]);
  });

  it("leaves an address out that has no place and has lost its country", async () => {
    const columns = ["country_code", "first_name", "is_default_shipping"];
    const header = [1, 2].flatMap((number) => columns.map((column) => `address_${number}_${column}`));
    const { rows } = await readAll(`email,${header}\na@x.io,Atlantis,Ida,true,de,,true\nb@x.io,fr,,true,,,\n`);

    expect(rows.map(({ customer }) => customer?.addresses)).toEqual([
      [{ country_code: "de", is_default_shipping: true }],
      [{ country_code: "fr", is_default_shipping: true }],
    ]);
    expect(rows.map(({ errors }) => errors?.map(({ level, field }) => [level, field]))).toEqual([
      [
        ["warning", "address_1_country_code"],
        ["warning", "address_1_address_1"],
      ],
      undefined,
    ]);
  });

  it("names at most 1,000 groups in a row", async () => {
    const groups = (count: number) => Array.from({ length: count }, (_, index) => index).join("|");
    const { rows } = await readAll(`email,groups\na@x.io,${groups(1_000)}\nb@x.io,${groups(1_001)}\n`);

    expect(rows[0].customer?.groups).toHaveLength(1_000);
    expect(rows[1].errors).toEqual([
      { level: "warning", field: "groups", reason: expect.stringMatching(/^names 1001 groups; at most 1000/) },
    ]);
  });
});
