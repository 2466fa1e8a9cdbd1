import { MedusaError } from "@medusajs/framework/utils";
import { assertCondition } from "../assert-condition";

const nothing: object[] = [
  { email: undefined },
  { $or: [] },
  { $and: [] },
  { $and: [{}] },
  { $or: [{ email: undefined }] },
  { $or: [{ email: "a@x.io" }, {}] },
  { $and: [{ $or: [] }, { email: undefined }] },
  { $not: {} },
  { groups: {} },
  { groups: { $or: [] } },
  { addresses: { city: undefined } },
  { email: { $in: undefined } },
  { q: "" },
  { q: " " },
  { q: undefined },
];

const something: object[] = [
  { email: "a@x.io" },
  { email: null },
  { id: [] },
  { has_account: false },
  { groups: "g1" },
  { addresses: { city: "Bern" } },
  { $or: [{ email: "a@x.io" }, { phone: "1" }] },
  { $and: [{}, { email: "a@x.io" }] },
  { created_at: { $gt: new Date(0) } },
  { created_at: new Date(0) },
  { q: "ada" },
];

describe("assertCondition", () => {
  const refusal = expect.objectContaining({
    type: MedusaError.Types.INVALID_DATA,
    message: expect.stringContaining("would name every row"),
  });

  it.each(nothing)("refuses %j, also where an empty filter may stand for all", (filter) => {
    for (const all of [false, true]) {
      expect(() => assertCondition(filter, { all })).toThrow(refusal);
    }
  });

  it.each(something)("accepts %j", (filter) => {
    expect(() => assertCondition(filter, { all: false })).not.toThrow();
  });

  it("accepts a filter without keys only where it may stand for all", () => {
    expect(() => assertCondition({}, { all: true })).not.toThrow();
    expect(() => assertCondition({}, { all: false })).toThrow(refusal);
  });
});
