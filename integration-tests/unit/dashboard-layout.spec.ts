import { isSameLayout, type Widgets } from "../../src/admin/lib/list-layout";

describe("isSameLayout", () => {
  it.each<[Widgets, Widgets]>([
    [{}, { list: { hidden: false } }],
    [{ a: { order: 1, hidden: true }, b: {} }, { a: { hidden: true, order: 1 } }],
    [
      { a: { order: 1 }, b: { order: 2 } },
      { b: { order: 2 }, a: { order: 1 } },
    ],
  ])("%j looks like %j", (one, other) => {
    expect(isSameLayout(one, other)).toBe(true);
  });

  it.each<[Widgets, Widgets]>([
    [{}, { list: { hidden: true } }],
    [{ a: { order: 1 } }, { a: { order: 2 } }],
    [{ a: { order: 1 } }, { b: { order: 1 } }],
  ])("%j differs from %j", (one, other) => {
    expect(isSameLayout(one, other)).toBe(false);
  });
});
