import { MedusaError } from "@medusajs/framework/utils";
import fc from "fast-check";
import { assertLength, assertStorable, EMAIL_MAX_LENGTH } from "../assert-storable";

const NUL = "a\u0000b";
const HALF = "a\ud800b";

function refusal(work: () => void): { type: string; message: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof MedusaError) {
      return { type: error.type, message: error.message };
    }
    throw error;
  }
  throw new Error("Nothing was refused");
}

describe("assertStorable", () => {
  const refused: [string, unknown, string][] = [
    ["NUL in a field", { first_name: NUL }, "first_name"],
    ["half of a surrogate pair", { first_name: HALF }, "first_name"],
    ["the other half", { first_name: "\udc00" }, "first_name"],
    ["deep in metadata", { metadata: { a: { b: ["fine", NUL] } } }, "metadata.a.b.1"],
    ["in a key of metadata", { metadata: { [NUL]: 1 } }, "metadata"],
    ["in the second of several rows", [{ email: "a@x.io" }, { email: NUL }], "1.email"],
    ["in a list of ids", ["cus_1", NUL], "1"],
    ["in a filter", { $or: [{ email: { $in: [NUL] } }] }, "$or.0.email.$in.0"],
  ];

  it.each(refused)("refuses %s, and names the field and not its content", (_, value, field) => {
    const { type, message } = refusal(() => assertStorable(value));
    expect(type).toBe(MedusaError.Types.INVALID_DATA);
    expect(message).toMatch(`The field "${field}" holds a character that cannot be stored`);
    expect(message).not.toContain("\u0000");
    expect(message.isWellFormed()).toBe(true);
  });

  it("refuses a bare text and the key of a bare object with a message as well", () => {
    expect(refusal(() => assertStorable(NUL)).type).toBe(MedusaError.Types.INVALID_DATA);
    expect(refusal(() => assertStorable({ [HALF]: 1 })).message).toMatch('The field "key"');
  });

  it("accepts whole surrogate pairs, letters of any script, control characters, dates, numbers, null", () => {
    const row = { name: "😀 Zoë 李 \u0001\n", at: new Date(0), count: 1, none: null, gone: undefined, yes: true };
    expect(() => assertStorable([row, [], {}, ""])).not.toThrow();
  });

  it("refuses exactly what PostgreSQL cannot keep, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("\u0000", "\ud83d", "\ude00", "a", "é", "😀") }), (text) => {
        const storable = text.isWellFormed() && !text.includes("\u0000");
        const check = () => assertStorable({ metadata: [text] });
        return storable ? check() === undefined : refusal(check).type === MedusaError.Types.INVALID_DATA;
      }),
    );
  });
});

describe("assertLength", () => {
  it("accepts up to the maximum, an empty text, null and undefined", () => {
    for (const value of ["a".repeat(EMAIL_MAX_LENGTH), "", null, undefined]) {
      expect(() => assertLength(value, "email", EMAIL_MAX_LENGTH)).not.toThrow();
    }
  });

  it("refuses one letter more, and names field, length and limit", () => {
    expect(refusal(() => assertLength("a".repeat(321), "email", EMAIL_MAX_LENGTH))).toEqual({
      type: MedusaError.Types.INVALID_DATA,
      message: 'The field "email" has 321 characters; at most 320 can be stored.',
    });
  });
});
