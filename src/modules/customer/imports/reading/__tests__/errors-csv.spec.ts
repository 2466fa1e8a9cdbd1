import { errorsCsvLine } from "../../errors-csv";

const lineOf = (raw: string) =>
  errorsCsvLine({ line: 2, level: "error", field: "email", reason: "is not an email address", raw });

describe("a line of the errors CSV", () => {
  it.each([
    ["a;=1+1", "a;'=1+1"],
    ["a\t@SUM(1)", "a\t'@SUM(1)"],
    ["a\n-1", "a\n'-1"],
    ['a;"=1"', `a;""'=1""`],
    ["a; +1", "a; '+1"],
  ])("guards a formula inside of the original: %j", (raw, shown) => {
    expect(lineOf(raw)).toBe(`2,error,email,"is not an email address","${shown}"\n`);
  });

  it("guards one at the beginning, and leaves what is none", () => {
    expect(lineOf("=1")).toContain(",'=1");
    expect(lineOf("a-b@x.io,c=d")).toContain('"a-b@x.io,c=d"');
  });
});
