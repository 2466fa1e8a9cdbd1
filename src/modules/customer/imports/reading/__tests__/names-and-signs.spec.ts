import { readCountry } from "../values/country";
import { readAll, refused } from "./read-all";

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
    const mapping = {
      ...{ M: "email", W: "address_1_name", F: "address_1_first_name", L: "address_1_last_name" },
      S: "address_1_address_1",
    };
    const { rows } = await readAll(lines("M,W,F,L,S", "a@x.io,Ann Lee,Anna,,1 St", "b@x.io,Ann Lee,,,1 St"), {
      mapping,
    });
    expect(rows.map(({ customer }) => customer?.addresses)).toMatchObject([
      [{ first_name: "Anna" }],
      [{ first_name: "Ann", last_name: "Lee" }],
    ]);
  });

  it.each(["", "address_1_", "address_2_"])("is refused beside one half, as %sname", async (prefix) => {
    const mapping = { M: "email", W: `${prefix}name`, F: `${prefix}first_name` };
    const message = `Columns go to ${prefix}name and to one of ${prefix}first_name and ${prefix}last_name.`;
    expect(await refused("M,W,F\na@x.io,Ann Lee,Anna\n", { mapping })).toContain(message);
  });

  it("beside one half is left out with a warning in a file of Mailchimp, and counts where the mapping says so", async () => {
    const file = lines("Email Address,Name,First Name,MEMBER_RATING,LEID", "a@x.io,Ann Lee,Anna,2,9");
    const { warnings } = await readAll(file);
    expect(warnings.map(({ field, reason }) => [field, reason.slice(0, 70)])).toEqual([
      ["Name", "is left out: the file has one of first name and last name beside it. T"],
    ]);
    const mapping = { "First Name": null, Name: "name" };
    const { rows, warnings: none } = await readAll(file, { mapping, extend_format: true });
    expect([none, rows[0].customer]).toEqual([[], { email: "a@x.io", first_name: "Ann", last_name: "Lee" }]);
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
