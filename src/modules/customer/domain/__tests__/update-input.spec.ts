import fc from "fast-check";
import { updateInput, withoutUndefined } from "../update-input";

const keys = fc.constantFrom("first_name", "last_name", "email", "metadata");
const fields = fc.dictionary(keys, fc.option(fc.oneof(fc.string(), fc.constant(null)), { nil: undefined }));

describe("withoutUndefined", () => {
  it("keeps every field that was given, null included, and drops those that are undefined", () => {
    fc.assert(
      fc.property(fields, (given) => {
        const kept = withoutUndefined(given);

        expect(Object.values(kept)).not.toContain(undefined);
        expect({ ...kept }).toEqual({ ...given });
        expect(Object.keys(kept)).toEqual(Object.keys(given).filter((key) => given[key] !== undefined));
      }),
    );
  });

  it("does not change its input", () => {
    const given = Object.freeze({ first_name: undefined, last_name: null });

    expect(withoutUndefined(given)).toStrictEqual({ last_name: null });
    expect(given).toStrictEqual({ first_name: undefined, last_name: null });
  });
});

describe("updateInput", () => {
  it("makes one row of an id, rows of ids, and a selector of a filter", () => {
    const data = { first_name: "Ann" };

    expect(updateInput("cus_1", data)).toEqual({ first_name: "Ann", id: "cus_1" });
    expect(updateInput(["cus_1", "cus_2"], data)).toEqual([
      { first_name: "Ann", id: "cus_1" },
      { first_name: "Ann", id: "cus_2" },
    ]);
    expect(updateInput([], data)).toEqual([]);
    expect(updateInput({ email: "ann@x.io" }, data)).toEqual({ selector: { email: "ann@x.io" }, data });
  });

  it("lets no id in the data take the place of the id that was asked for", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (ids, other) => {
        const rows = updateInput(ids, { id: other });
        expect(rows).toEqual(ids.map((id) => ({ id })));
      }),
    );
    expect(updateInput("cus_1", { id: "cus_2" })).toEqual({ id: "cus_1" });
  });
});
