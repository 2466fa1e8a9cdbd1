import fc from "fast-check";
import {
  addFormulaGuard,
  addressColumn,
  formatGroups,
  parseAddressColumn,
  parseGroups,
  removeFormulaGuard,
} from "../formats/own-columns";

/** Texts full of the signs that matter here. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "|", "\\", "a") }),
);

describe("our own format", () => {
  it("the guard is gone after the import for every text, and nothing guarded begins like a formula", () => {
    fc.assert(
      fc.property(text, (cell) => {
        const guarded = addFormulaGuard(cell);
        expect(removeFormulaGuard(guarded)).toBe(cell);
        expect(guarded).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });

  it("group names come back from one cell as they were, whatever signs they hold", () => {
    fc.assert(
      fc.property(fc.array(text.filter((name) => name !== "")), (names) => {
        expect(parseGroups(removeFormulaGuard(formatGroups(names)))).toEqual(names);
      }),
    );
  });

  it("knows the columns of addresses by number and field, and no others", () => {
    expect(parseAddressColumn(addressColumn(12, "postal_code"))).toEqual({ number: 12, field: "postal_code" });
    for (const header of ["address_0_city", "address_1", "address_1_town", "address_1000_city", "address_1_id"]) {
      expect(parseAddressColumn(header)).toBeUndefined();
    }
  });
});
