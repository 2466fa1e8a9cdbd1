import { assertNarrowFilter } from "../assert-narrow-filter";

describe("assertNarrowFilter", () => {
  it("lets filters pass whose every part narrows", () => {
    for (const filter of [
      { email: "a@x.io" },
      { email: [] },
      { q: "ada" },
      { has_account: false },
      { groups: ["cusgroup_1"] },
      { created_at: { $gte: "2026-01-01", $lt: undefined } },
      { $and: [{ q: "ada" }, { $or: [{ id: "1" }, { id: ["2"] }] }] },
    ]) {
      expect(() => assertNarrowFilter(filter, "filter")).not.toThrow();
    }
  });

  it("refuses a filter or a part of it that would name everybody, and names the part", () => {
    const refused: [object, string][] = [
      [{}, '"filter" has no condition'],
      [{ email: undefined }, '"filter" has no condition'],
      [{ q: " \t" }, '"filter.q" is blank'],
      [{ email: "a", $or: [] }, '"filter.$or" is empty'],
      [{ $or: [{ email: "a" }, {}] }, '"filter.$or.1" has no condition'],
      [{ $and: [{ created_at: {} }] }, '"filter.$and.0.created_at" has no condition'],
    ];
    for (const [filter, message] of refused) {
      expect(() => assertNarrowFilter(filter, "filter")).toThrow(message);
    }
  });

  it("refuses more values than one statement takes", () => {
    expect(() => assertNarrowFilter({ id: Array(10_000).fill("x") }, "filter")).not.toThrow();
    expect(() => assertNarrowFilter({ id: Array(10_001).fill("x") }, "filter")).toThrow("more than 10000 values");
  });
});
