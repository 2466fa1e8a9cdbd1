import { readAll } from "./read-all";

const mapping = { Nr: "external_id", Mail: "email", Name: "last_name" };
const read = async (nr: string, mail: string) => {
  const { rows } = await readAll(`Nr|Mail|Name\n${nr}|${mail}|Ann\n`, { mapping, delimiter: "|" });
  return [rows[0].customer?.email, rows[0].errors?.map(({ level, reason }) => [level, reason])];
};

describe("an email of a file", () => {
  it.each([
    ["Ann <ann@x.io>", "ann@x.io"],
    ["<ann@x.io>", "ann@x.io"],
    ["mailto:ann@x.io", "ann@x.io"],
    ["MAILTO:ann@x.io?subject=x", "ann@x.io"],
  ])("is taken out of what mail programs put around it, with a warning: %s", async (cell, email) => {
    expect(await read("", cell)).toEqual([email, [["warning", `is taken out of "${cell}"`]]]);
  });

  it.each([
    ["-", 'is not an email address: "-". Write it as ann@example.com'],
    ["a@x.io; b@x.io", 'holds 2 email addresses: "a@x.io; b@x.io". Keep one of them'],
    ["a@x.io,b@x.io", 'holds 2 email addresses: "a@x.io,b@x.io". Keep one of them'],
    ["Ann <ann>", 'is not an email address: "ann". Write it as ann@example.com'],
  ])("that is none costs the field where the row has another key, else the row: %s", async (cell, reason) => {
    expect(await read("7201", cell)).toEqual([undefined, [["warning", reason]]]);
    expect(await read("", cell)).toEqual([undefined, [["error", reason]]]);
    expect(await read("0", cell)).toEqual([undefined, [["error", reason]]]);
  });

  it("that is none is an error in our own format, and where the other key is wrong", async () => {
    const own = await readAll("external_id,email\n7201,-\n");
    expect(own.rows[0].errors).toMatchObject([{ level: "error", field: "email" }]);
    expect((await read("7.2E+12", "-"))[1]).toMatchObject([
      ["error", expect.anything()],
      ["error", expect.anything()],
    ]);
  });
});
