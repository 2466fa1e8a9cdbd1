import { DECLARED_FORMATS } from "../formats/registry";
import { readAll, said } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const problems = (rows: Awaited<ReturnType<typeof readAll>>["rows"]) =>
  rows.flatMap(({ line, errors }) => (errors ?? []).map(({ level, field }) => [line, level, field]));

/** The columns that a format asks for, and its column of the customer's key. */
function fileOf({ needs, columns }: (typeof DECLARED_FORMATS)[number]): { header: string; key: string } {
  const [key] = columns.external_id;
  const asked = needs.flatMap(({ least, of }) => of.slice(0, least + 1));
  return { header: [...new Set([key, ...asked, ...columns.email])].map((name) => `"${name}"`).join(","), key };
}

describe.each(DECLARED_FORMATS.filter(({ columns }) => columns.external_id))(
  "a key in a file of $title",
  (declared) => {
    const { header } = fileOf(declared);
    const read = async (key: string) => {
      const { format, rows } = await readAll(
        lines(
          header,
          `${key},${header
            .split(",")
            .slice(1)
            .map(() => "")
            .join(",")}`,
        ),
        {
          external_id_prefix: "b-",
        },
      );
      expect(format).toBe(declared.format);
      return rows[0];
    };

    it("has the prefix before it", async () => {
      expect((await read("7")).customer?.external_id).toBe("b-7");
    });

    it.each(["7.02E+12", "9".repeat(500)])("is an error where it is rounded or too long", async (key) => {
      expect((await read(key)).errors?.[0]).toMatchObject({ level: "error", field: "external_id" });
    });
  },
);

it("groups of PrestaShop have commas between them, or what the import says, and no more than there may be", async () => {
  const header = "ID;Email *;First name *;Groups (x,y,z...);Active (0/1);Newsletter (0/1)";
  const file = lines(header, "2;a@x.io;A;Gold, Red;1;0");
  expect((await readAll(file)).rows[0].customer?.groups).toEqual(["Gold", "Red"]);
  const { rows } = await readAll(file, { groups_separator: "|" });
  expect(rows[0].customer?.groups).toEqual(["Gold, Red"]);
  const many = Array.from({ length: 1_001 }, (_, n) => `g${n}`).join(",");
  expect(problems((await readAll(lines(header, `2;a@x.io;A;${many};1;0`))).rows)).toEqual([[2, "warning", "groups"]]);
});

describe("a key of a guest", () => {
  const mapping = { Id: "external_id", Mail: "email" };

  it("is none where it is 0 and the row has an email, with a warning", async () => {
    const { rows } = await readAll(lines("Id,Mail", "0,a@x.io", "0,", "7,b@x.io"), {
      mapping,
      external_id_prefix: "b-",
    });
    expect(rows.map(said)).toEqual([
      { email: "a@x.io" },
      { external_id: "b-0" },
      { external_id: "b-7", email: "b@x.io" },
    ]);
    expect(problems(rows).slice(0, 1)).toEqual([[2, "warning", "external_id"]]);
  });

  it("is 0 in a file of our own", async () => {
    const { rows } = await readAll(lines("external_id,email", "0,a@x.io"));
    expect(rows).toMatchObject([{ customer: { external_id: "0" } }]);
    expect(problems(rows)).toEqual([]);
  });
});

it("a number with a fraction that spreadsheets and data frames add is read without it, with a warning", async () => {
  const mapping = { Id: "external_id", Mail: "email", Tel: "phone", Zip: "address_1_postal_code" };
  const { rows } = await readAll(
    lines("Id,Mail,Tel,Zip", "7201.0,a@x.io,17755550100.0,89501.0", "7.1,b@x.io,1.0,AB 1.0", '"9,0",,,'),
    { mapping },
  );
  expect(rows.map(({ customer }) => [customer?.external_id, customer?.phone, customer?.addresses?.[0]])).toEqual([
    ["7201", "17755550100", { postal_code: "89501" }],
    ["7.1", "1.0", { postal_code: "AB 1.0" }],
    ["9", undefined, undefined],
  ]);
  expect(rows[0].errors).toEqual(
    [
      ["external_id", "7201"],
      ["phone", "17755550100"],
      ["address_1_postal_code", "89501"],
    ].map(([field, read]) => ({
      level: "warning",
      field,
      reason: `is read as "${read}": a spreadsheet or a program has made "${read}.0" of it`,
    })),
  );
});

it("a postal code that has lost its zero has a warning, also with a fraction", async () => {
  const mapping = { Mail: "email", Zip: "address_1_postal_code", Land: "address_1_country_code" };
  const { rows } = await readAll(lines("Mail,Zip,Land", "a@x.io,2134.0,US"), { mapping });
  expect(rows[0].customer?.addresses).toMatchObject([{ postal_code: "2134" }]);
  expect(problems(rows).map(([, , field]) => field)).toEqual(["address_1_postal_code", "address_1_postal_code"]);
});

it.each(["1.234", "12,345,678"])("a key with separators of thousands is kept with a warning: %s", async (key) => {
  const { rows } = await readAll(lines("Id;Mail", `${key};a@x.io`), { mapping: { Id: "external_id", Mail: "email" } });
  expect(rows[0].customer?.external_id).toBe(key);
  expect(problems(rows)).toEqual([[2, "warning", "external_id"]]);
});

it("our own files keep such numbers", async () => {
  const { rows } = await readAll(lines("external_id,phone", "7201.0,17755550100.0"));
  expect(rows[0]).toMatchObject({ customer: { external_id: "7201.0", phone: "17755550100.0" } });
  expect(problems(rows)).toEqual([]);
});
