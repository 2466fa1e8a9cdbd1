import { refused } from "./read-all";

describe("a file that is no CSV of customers", () => {
  it.each<[string, string | Buffer, RegExp]>([
    ["nothing", "", /^The file is empty/],
    ["a mark alone", "\ufeff", /^The file is empty/],
    ["line ends alone", "\n\r\n\r", /^The file is empty/],
    ["a zip", Buffer.from("PK\x03\x04\x14\x00rest"), /zip archive or an Excel workbook.*CSV UTF-8/],
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0]), /gzip/],
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /\.xls\)/],
    ["a PDF", "%PDF-1.7", /PDF/],
    ["JSON Lines", '{"email":"a@example.com"}\n', /JSON.*format csv/],
    ["HTML", "<!doctype html>", /HTML/],
    ["NUL bytes", Buffer.alloc(100_000), /control characters/],
    ["bytes of a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), /control characters/],
    ["half of a surrogate pair in the header", Buffer.from("\ufeffemail,na\ud83dme", "utf16le"), /control characters/],
    ["an unknown header", "Mail;Vorname\na;b\n", /^The header is not known: its 2 columns .*mapping/],
    ["one long line", "x".repeat(3_000_000), /^The header \(line 1\) is longer than 1,000,000 characters/],
    ["an open quote", `"email,first_name\n${"a,b\n".repeat(10)}`, /^The header \(line 1\) opens a quote/],
    ["a spoilt quote", `email,"first"_name\na,b\n`, /^The header \(line 1\) has text behind a closing quote/],
    [
      "10,000 columns",
      Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(","),
      /10000 columns; at most 1,000/,
    ],
    ["two columns of one name", "email,first_name,first_name\n", /^Columns 2 and 3 of the file have one name/],
    ["no key", "first_name,last_name\n", /The header is not known/],
    ["a password", "email,password_hash\n", /Passwords.*not imported: "password_hash".*invited/],
    ["the password of WordPress", "email,user_pass\n", /"user_pass"/],
    [
      "columns of our own that there are not",
      "email,frist_name,address_51_city\n",
      /^The header is not known: its 3 columns/,
    ],
    ["metadata in two ways", "email,metadata,metadata.tier\n", /metadata.KEY/],
    ["names in two ways", "email,name,last_name\n", /one of first_name and last_name/],
  ])("is refused for what it is: %s", async (_name, bytes, message) => {
    expect(await refused(bytes)).toMatch(message);
  });

  it("has a message with no character that cannot be stored, and with a few names only", async () => {
    const message = await refused(`email,${Array.from({ length: 900 }, (_, index) => `column ${index}`).join(",")}`, {
      mapping: Object.fromEntries([
        ["email", "email"],
        ...Array.from({ length: 900 }, (_, index) => [`column ${index}`, "x"]),
      ]),
    });
    expect(message).toMatch(/not known: ("x", ){9}"x" and 890 more/);
    const half = await refused(Buffer.from("\ufeffmail\ud83d,name\n", "utf16le"));
    expect(half.isWellFormed()).toBe(true);
  });

  it("without a header is refused without showing the customer in its first line", async () => {
    const first = "Lovelace,ada@example.com,Ada,Ada\n";
    for (const message of [
      await refused(first),
      await refused(first.replace("Ada,", "Zoe,")),
      await refused(first.replace("Ada,", "Zoe,"), { mapping: { Email: "email" } }),
    ]) {
      expect(message).not.toMatch(/Lovelace|example|Ada|Zoe/);
    }
  });
});
