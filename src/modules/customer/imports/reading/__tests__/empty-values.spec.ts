import { isNothing } from "../values/no-value";
import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

it.each([...["-", "--", " — ", "N/A", "n/a", "(null)"], ...["nan", "NaN", "None", "null", "undefined", "<NA>", "NaT"]])(
  "a sign for no value is none: %s",
  async (cell) => {
    expect(isNothing(cell, "phone")).toBe(true);
    const { rows } = await readAll(lines("Mail,Phone,Town", `a@x.io,${cell},${cell}`), {
      mapping: { Mail: "email", Phone: "phone", Town: "address_1_city" },
    });
    expect(rows[0]).toMatchObject({ customer: { email: "a@x.io" } });
    expect(rows[0].customer).not.toHaveProperty("phone");
    expect(rows[0].customer).not.toHaveProperty("addresses");
  },
);

it.each(["Null", "Na", "Nan", "- Nord", "-1"])("a name or a number is a value: %s", (cell) => {
  expect(isNothing(cell, "phone")).toBe(false);
});

it.each(["id", "email", "has_account"])("a sign in the place of %s is a fault", async (target) => {
  const { rows } = await readAll(lines("Nr,A", "7,-"), { mapping: { Nr: "external_id", A: target } });
  expect(rows[0]).toMatchObject({ errors: [{ field: target }] });
});

it("a sign for no value is none where databases write it", () => {
  expect(isNothing("NULL", "email")).toBe(true);
});

it("our own files keep such signs", async () => {
  const { rows } = await readAll(lines("email,last_name,phone", "a@x.io,-,N/A"));
  expect(rows[0].customer).toEqual({ email: "a@x.io", last_name: "-", phone: "N/A" });
});

it("what programs write for no value is no name, and a phone without a digit is none, with a warning", async () => {
  const mapping = { Mail: "email", First: "first_name", Last: "last_name", Phone: "phone" };
  const { rows } = await readAll(
    lines("Mail,First,Last,Phone", "a@x.io,nan,None,undefined", "b@x.io,Nan,Null,none", "c@x.io,Ida,Ek,1-800-BOATS"),
    { mapping },
  );
  expect(rows.map(({ customer }) => customer)).toEqual([
    { email: "a@x.io" },
    { email: "b@x.io", first_name: "Nan", last_name: "Null" },
    { email: "c@x.io", first_name: "Ida", last_name: "Ek", phone: "1-800-BOATS" },
  ]);
  expect(rows.map(({ errors }) => errors)).toEqual([
    undefined,
    [{ level: "warning", field: "phone", reason: 'has no digit: "none"' }],
    undefined,
  ]);
});
