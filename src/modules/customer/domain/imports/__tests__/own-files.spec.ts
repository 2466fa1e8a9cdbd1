import { readAll, said } from "./read-all";

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
        ["created_at", expect.stringMatching(/^"yesterday" is not a time/)],
        ["metadata", expect.stringMatching(/^is not a JSON object/)],
        ["groups", "holds a name of 501 characters; at most 500 can be stored"],
        ["address_1_is_default_shipping", expect.stringMatching(/perhaps/)],
        ["email", "is not an email address"],
      ],
      [["address_2_is_default_shipping", "is true of an address before it too. One address can be the default"]],
      [["email", "has 332 characters; at most 320 can be stored"]],
    ]);
  });

  it("takes no email that no form would take, also not for a customer that the store has", async () => {
    const { rows } = await readAll(
      "id,email\ncus_1,root@localhost\ncus_2,nothing\n,root@localhost\n,Zoë@exämple.com\n,\u200bzoe@x.io\u00ad\n",
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
