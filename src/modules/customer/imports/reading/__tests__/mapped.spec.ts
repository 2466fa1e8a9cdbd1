import { readAll, said } from "./read-all";

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
    const { rows } = await readAll("Mail,Land,Since,Tel,Ort\na@example.com,Germany,2020-01-02 03:04,'+49 30,Bonn\n", {
      mapping: {
        Mail: "email",
        Land: "address_1_country_code",
        Since: "created_at",
        Tel: "phone",
        Ort: "address_1_city",
      },
    });
    expect(rows.map(said)).toEqual([
      {
        email: "a@example.com",
        addresses: [{ city: "Bonn", country_code: "de" }],
        created_at: "2020-01-02T03:04Z",
        phone: "+49 30",
      },
    ]);
  });

  it.each<[string, Record<string, string | null>, RegExp]>([
    ["a column that is not there", { Email: "email" }, /not in the file: "Email"\. None of its \d+ columns/],
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
