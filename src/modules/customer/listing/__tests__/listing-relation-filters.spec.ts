import fc from "fast-check";
import { matchLiveRelationsOnly } from "../match-live-relations-only";

describe("liveRelationFilters", () => {
  const live = { deleted_at: null };
  const cases: [string, object, object][] = [
    ["an id", { groups: "g1" }, { groups: { id: ["g1"], ...live } }],
    ["ids", { groups: ["g1", "g2"] }, { groups: { id: ["g1", "g2"], ...live } }],
    ["no ids", { groups: [] }, { groups: { id: [], ...live } }],
    ["an operator", { groups: { $in: ["g1"] } }, { groups: { id: { $in: ["g1"] }, ...live } }],
    ["conditions", { customers: { email: "a@x.io" } }, { customers: { email: "a@x.io", ...live } }],
    ["an empty condition", { groups: {} }, { groups: { ...live } }],
    ["$or inside", { groups: { $or: [{ name: "a" }] } }, { groups: { $or: [{ name: "a" }], ...live } }],
    [
      "$and and $or around",
      { $or: [{ $and: [{ groups: "g1" }] }, { email: "a@x.io" }] },
      { $or: [{ $and: [{ groups: { id: ["g1"], ...live } }] }, { email: "a@x.io" }] },
    ],
    [
      "a relation of a relation",
      { groups: { customers: "c1" } },
      { groups: { customers: { id: ["c1"], ...live }, ...live } },
    ],
    ["$not", { $not: { groups: "g1" } }, { $not: { groups: { id: ["g1"], ...live } } }],
  ];

  it.each(cases)("asks for live relations: %s", (_, filter, expected) => {
    expect(matchLiveRelationsOnly(filter)).toEqual(expected);
  });

  it("leaves a condition that says what it wants of deleted ones as it is", () => {
    const filter = { groups: { id: "g1", deleted_at: { $ne: null } } };
    expect(matchLiveRelationsOnly(filter)).toEqual(filter);
  });

  it("leaves other fields as they are, metadata with such a key, dates and null too", () => {
    const filter = { email: "a@x.io", metadata: { groups: "g1" }, created_at: { $gt: new Date(0) }, groups: null };
    expect(matchLiveRelationsOnly(filter)).toEqual(filter);
    expect(matchLiveRelationsOnly("cus_1")).toBe("cus_1");
    expect(matchLiveRelationsOnly(["cus_1"])).toEqual(["cus_1"]);
    expect(matchLiveRelationsOnly(undefined)).toBeUndefined();
  });

  it("does not change its input, and leaves its own answer as it is", () => {
    const relation = fc.oneof(fc.string(), fc.array(fc.string()), fc.record({ name: fc.string() }));
    const filters = fc.record({ groups: relation, customers: relation, name: fc.string() }, { requiredKeys: [] });

    fc.assert(
      fc.property(filters, (filter) => {
        const before = structuredClone(filter);
        const once = matchLiveRelationsOnly(filter);

        expect(filter).toEqual(before);
        expect(matchLiveRelationsOnly(once)).toEqual(once);
      }),
    );
  });
});
