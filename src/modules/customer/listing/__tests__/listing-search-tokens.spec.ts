import fc from "fast-check";
import { readPhoneInPairs, readSearchTokens } from "../read-search-tokens";

describe("searchTokens", () => {
  it("splits at any white space, and finds no word in white space alone", () => {
    expect(readSearchTokens("  ann\tlee \n acme ").map(({ text }) => text)).toEqual(["ann", "lee", "acme"]);
    expect(readSearchTokens("")).toEqual([]);
    expect(readSearchTokens(" \t\n")).toEqual([]);
  });

  it("looks for one and two letters at the beginning of a word, for three anywhere", () => {
    const starts = ["a", "an", "ann", "é", "𝒜n", "𝒜nn"].map((word) => readSearchTokens(word)[0].wordStart);

    expect(starts).toEqual([true, true, false, true, true, false]);
  });

  it("counts what the index can look for: accents are no letters, a sign in between ends a word", () => {
    const cases: [string, boolean][] = [
      ["ne\u0301", true],
      ["ne\u0301e", false],
      ["김", true],
      ["김민수", false],
      ["j.-", true],
      ["jo.", false],
      ["o'b", false],
      ["-j", false],
    ];

    expect(cases.map(([word]) => [word, readSearchTokens(word)[0].wordStart])).toEqual(cases);
  });

  it("looks for signs without a letter or digit anywhere: they begin no word", () => {
    expect(["@", "--", "..."].map((word) => readSearchTokens(word)[0].wordStart)).toEqual([false, false, false]);
    expect(readSearchTokens("- an").map(({ wordStart }) => wordStart)).toEqual([false, true]);
  });

  it("looks for them anywhere beside a longer word", () => {
    expect(readSearchTokens("an ivan x").map(({ wordStart }) => wordStart)).toEqual([false, false, false]);
    expect(readSearchTokens("an iv x").map(({ wordStart }) => wordStart)).toEqual([true, true, true]);
  });

  it("takes short words of digits alone for a phone number in pairs", () => {
    const cases: [string, string | null][] = [
      ["06 12 34", "061234"],
      ["+3 16", "316"],
      ["06 123", null],
      ["06", null],
      ["0 6", null],
      ["06 an 34", null],
    ];

    expect(cases.map(([q]) => [q, readPhoneInPairs(q)])).toEqual(cases);
  });

  it("leaves the signs of LIKE as they are: the statement escapes them once they are folded", () => {
    expect(readSearchTokens("50% a_b c\\d").map(({ text }) => text)).toEqual(["50%", "a_b", "c\\d"]);
  });

  it("finds the digits of what looks like a phone number", () => {
    const cases: [string, string | null][] = [
      ["+3161234", "3161234"],
      ["(06)-1234", "061234"],
      ["06.12.34", "061234"],
      ["030/1234", "0301234"],
      // Digits alone are found as they stand: the search text holds the digits of the phone too.
      ["061234", null],
      // Two digits are a house number, no phone.
      ["+31", null],
      ["a-1234", null],
      ["ann", null],
      ["+-()", null],
    ];

    expect(cases.map(([word]) => [word, readSearchTokens(word)[0].digits])).toEqual(cases);
  });

  it("loses no word and adds none, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (q) => {
        const tokens = readSearchTokens(q);
        expect(tokens.map(({ text }) => text)).toEqual(q.match(/\S+/g) ?? []);
        for (const { digits } of tokens) {
          expect(digits ?? "000").toMatch(/^\d{3,}$/);
        }
      }),
    );
  });
});
