import { readCountry } from "../values/country";
import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("a whole name beside a first and a last name", () => {
  it.each([
    ["a file of Mailchimp", "Email Address,First Name,Last Name,Name,MEMBER_RATING,LEID", undefined],
    [
      "a mapped file",
      "Mail,Vor,Nach,Ganz",
      { Mail: "email", Vor: "first_name", Nach: "last_name", Ganz: "name" } as Record<string, string>,
    ],
  ])("counts in the rows that have neither of them: %s", async (_, header, mapping) => {
    const { rows } = await readAll(
      lines(header, "a@x.io,,,Ann Lee,,", "b@x.io,Bo,,Bob Roe,,", "c@x.io,,Cox,Cy Cox,,", "d@x.io,,,,,"),
      { mapping },
    );
    expect(rows.map(({ customer }) => [customer?.first_name, customer?.last_name])).toEqual([
      ["Ann", "Lee"],
      ["Bo", undefined],
      [undefined, "Cox"],
      [undefined, undefined],
    ]);
  });

  it("clears names where all three are empty, and none where one is not", async () => {
    const mapping = { Mail: "email", Ganz: "name", Vor: "first_name", Nach: "last_name" };
    const { rows } = await readAll(lines("Mail,Ganz,Vor,Nach", "a@x.io,,Ann,Lee", "b@x.io,,,", "c@x.io,Cy Cox,,"), {
      mapping,
      empty_cell: "clear",
    });
    expect(rows.map(({ customer }) => [customer?.first_name, customer?.last_name])).toEqual([
      ["Ann", "Lee"],
      [null, null],
      ["Cy", "Cox"],
    ]);
  });

  it("counts in the same way in an address", async () => {
    const mapping = { M: "email", W: "address_1_name", F: "address_1_first_name", S: "address_1_address_1" };
    const { rows } = await readAll(lines("M,W,F,S", "a@x.io,Ann Lee,Anna,1 St", "b@x.io,Ann Lee,,1 St"), { mapping });
    expect(rows.map(({ customer }) => customer?.addresses)).toMatchObject([
      [{ first_name: "Anna" }],
      [{ first_name: "Ann", last_name: "Lee" }],
    ]);
  });
});

it.each([
  ["D", "de"],
  ["A", "at"],
  ["F", "fr"],
  ["I", "it"],
  ["FL", "li"],
  ["SLO", "si"],
  // Where ISO has a meaning, it counts.
  ["CH", "ch"],
  ["IS", "is"],
])("the sign of a car is a country: %s", (sign, code) => {
  expect(readCountry(sign)).toBe(code);
});

it.each(["X", "d", "a"])("another letter is no country: %s", (cell) => {
  expect(readCountry(cell)).not.toEqual(expect.any(String));
});

it("an id of an address that a spreadsheet has rounded is no slot, with a warning", async () => {
  const mapping = { M: "email", Id: "address_1_id", S: "address_1_address_1" };
  const { rows } = await readAll(lines("M,Id,S", "a@x.io,8.81E+12,1 St", "b@x.io,8814,1 St"), { mapping });
  expect(rows.map(({ customer }) => customer?.addresses?.[0].slot?.split(":").at(-1))).toEqual([undefined, "8814"]);
  expect(rows.map(({ errors }) => errors?.map(({ level, field }) => [level, field]))).toEqual([
    [["warning", "address_1_id"]],
    undefined,
  ]);
});
