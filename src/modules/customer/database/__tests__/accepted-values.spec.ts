import { acceptedValues } from "../accepted-values";

describe("acceptedValues", () => {
  const none = { metadata: null };

  it("accepts for each written field its new value, `undefined` and `null` as null", () => {
    expect(acceptedValues(none, { phone: "1", email: null, city: undefined, is_default_billing: false })).toEqual({
      phone: ["1"],
      email: [null],
      city: [null],
      is_default_billing: [false],
    });
    expect(acceptedValues(none, {})).toEqual({});
  });

  it("accepts metadata as the update merges it, and as core leaves it when it merges the old one over that", () => {
    const before = { metadata: { keep: 1, drop: 2, change: "old" } };
    const [written, merged, undone] = acceptedValues(before, {
      metadata: { drop: "", change: "new", added: 3 },
    }).metadata;

    expect(written).toEqual({ drop: "", change: "new", added: 3 });
    expect(merged).toEqual({ keep: 1, change: "new", added: 3 });
    expect(undone).toEqual({ keep: 1, change: "old", added: 3, drop: 2 });
  });

  it("accepts metadata on a row that had none", () => {
    expect(acceptedValues(none, { metadata: { a: 1, b: "" } }).metadata).toEqual([{ a: 1, b: "" }, { a: 1 }, { a: 1 }]);
    expect(acceptedValues(none, { metadata: {} }).metadata).toEqual([{}, {}, {}]);
  });

  it("accepts cleared metadata", () => {
    expect(acceptedValues({ metadata: { a: 1 } }, { metadata: null }).metadata).toEqual([null]);
  });

  it("keeps an empty text that stood in the old metadata, and replaces nested values whole", () => {
    const before = { metadata: { blank: "", nested: { a: 1, b: 2 } } };
    const [, merged] = acceptedValues(before, { metadata: { nested: { b: 3 } } }).metadata;
    expect(merged).toEqual({ blank: "", nested: { b: 3 } });
  });
});
