import { MedusaError } from "@medusajs/framework/utils";
import fc from "fast-check";
import { assertLength, assertStorable } from "../assert-storable";
import { liveRelationFilters } from "../live-relation-filters";

describe("liveRelationFilters", () => {
  it("asks for live groups and customers, however they are written and however deep they lie", () => {
    expect(liveRelationFilters({ groups: "g" })).toEqual({ groups: { id: ["g"], deleted_at: null } });
    expect(liveRelationFilters({ groups: ["g", "h"] })).toEqual({ groups: { id: ["g", "h"], deleted_at: null } });
    expect(liveRelationFilters({ groups: { $in: ["g"] } })).toEqual({
      groups: { id: { $in: ["g"] }, deleted_at: null },
    });
    expect(
      liveRelationFilters({ $or: [{ $and: [{ customers: { groups: "g", email: "a@x" } }] }, { id: "c" }] }),
    ).toEqual({
      $or: [
        { $and: [{ customers: { groups: { id: ["g"], deleted_at: null }, email: "a@x", deleted_at: null } }] },
        { id: "c" },
      ],
    });
    expect(liveRelationFilters({ groups: { $or: [{ name: "a" }, { name: "b" }] } })).toEqual({
      groups: { $or: [{ name: "a" }, { name: "b" }], deleted_at: null },
    });
  });

  it("leaves a caller's own word on deleted rows, null, metadata and what is no filter", () => {
    const since = new Date();
    for (const filter of [
      { groups: { name: "a", deleted_at: { $ne: null } } },
      { groups: null },
      { groups: undefined },
      { metadata: { groups: "g", customers: ["c"] } },
      { created_at: { $gt: since } },
      "id",
      ["id"],
      undefined,
      null,
    ]) {
      expect(liveRelationFilters(filter)).toEqual(filter);
    }
  });

  it("does not change its input, and leaves its own answer as it is", () => {
    const relation = fc.oneof(fc.string(), fc.array(fc.string()), fc.record({ name: fc.string() }));
    const filters = fc.record({ groups: relation, customers: relation, name: fc.string() }, { requiredKeys: [] });

    fc.assert(
      fc.property(filters, (filter) => {
        const before = structuredClone(filter);
        const once = liveRelationFilters(filter);

        expect(filter).toEqual(before);
        expect(liveRelationFilters(once)).toEqual(once);
      }),
    );
  });
});

describe("assertStorable", () => {
  const messageOf = (value: unknown): string => {
    try {
      assertStorable(value);
    } catch (error) {
      expect(error).toMatchObject({ type: MedusaError.Types.INVALID_DATA });
      return error instanceof Error ? error.message : "";
    }
    return "accepted";
  };

  it("accepts any text that PostgreSQL keeps, at any depth, and values that are no text", () => {
    const text = fc.string({ unit: "binary" }).filter((one) => !one.includes("\u0000"));

    fc.assert(
      fc.property(fc.object({ key: text, values: [text, fc.integer(), fc.boolean(), fc.constant(null)] }), (value) => {
        expect(messageOf(value)).toBe("accepted");
      }),
    );
    expect(messageOf({ at: new Date(), none: undefined })).toBe("accepted");
  });

  it("refuses NUL and halves of surrogate pairs, in values and keys, naming the field and not its content", () => {
    for (const bad of ["\u0000", "\ud800", "\udfff", "\udc00\ud800"]) {
      expect(messageOf({ first_name: `secret${bad}` })).toMatch(/^The field "first_name" holds a character/);
      expect(messageOf({ metadata: { list: [{ note: `secret${bad}` }] } })).toMatch(
        /^The field "metadata.list.0.note"/,
      );
      expect(messageOf({ metadata: { [`secret${bad}`]: 1 } })).toMatch(/^The field "metadata" holds/);
      expect(messageOf({ first_name: `secret${bad}` })).not.toContain("secret");
    }
    expect(messageOf({ first_name: "😀 is a whole pair" })).toBe("accepted");
  });
});

describe("assertLength", () => {
  it("refuses what is longer than the maximum, and says both lengths", () => {
    expect(() => assertLength("abcd", "name", 3)).toThrow(
      'The field "name" has 4 characters; at most 3 can be stored.',
    );
    for (const fine of ["abc", "", null, undefined]) {
      expect(() => assertLength(fine, "name", 3)).not.toThrow();
    }
  });
});
