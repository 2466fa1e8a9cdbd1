import fc from "fast-check";
import { readPageOrder } from "../read-page-order";

describe("pageOrder", () => {
  it("is by id where nothing else is asked for", () => {
    const byId = [{ column: "id", direction: "asc" }];

    expect(readPageOrder(undefined)).toEqual(byId);
    expect(readPageOrder(null)).toEqual(byId);
    expect(readPageOrder({})).toEqual(byId);
  });

  it("puts the id behind, in the direction of the last column", () => {
    expect(readPageOrder({ last_name: "ASC", created_at: "desc" })).toEqual([
      { column: "last_name", direction: "asc" },
      { column: "created_at", direction: "desc" },
      { column: "id", direction: "desc" },
    ]);
  });

  it("leaves an id where it was put", () => {
    expect(readPageOrder({ id: "DESC" })).toEqual([{ column: "id", direction: "desc" }]);
    expect(readPageOrder({ id: "DESC", email: "ASC" })).toEqual([
      { column: "id", direction: "desc" },
      { column: "email", direction: "asc" },
    ]);
  });

  it("puts has_account behind the email, and nothing between an email and an id that is asked for", () => {
    expect(readPageOrder({ email: "DESC", created_at: "ASC" })).toEqual([
      { column: "email", direction: "desc" },
      { column: "has_account", direction: "desc" },
      { column: "created_at", direction: "asc" },
      { column: "id", direction: "asc" },
    ]);
    expect(readPageOrder({ email: "ASC", id: "ASC" })).toEqual([
      { column: "email", direction: "asc" },
      { column: "id", direction: "asc" },
    ]);
    expect(readPageOrder({ has_account: "DESC", email: "ASC" })?.map(({ column }) => column)).toEqual([
      ...["has_account", "email", "id"],
    ]);
  });

  it("leaves relations, unknown columns and unknown directions to the ORM", () => {
    expect(readPageOrder({ groups: { name: "ASC" } })).toBeUndefined();
    expect(readPageOrder({ email: "ASC", addresses: { city: "ASC" } })).toBeUndefined();
    expect(readPageOrder({ metadata: "ASC" })).toBeUndefined();
    expect(readPageOrder({ search_text: "ASC" })).toBeUndefined();
    expect(readPageOrder({ email: "ASC NULLS LAST" })).toBeUndefined();
    expect(readPageOrder({ email: { name: "ASC" } })).toBeUndefined();
    expect(readPageOrder({ 'id"; drop table customer; --': "ASC" })).toBeUndefined();
  });

  it("names the id once and only columns and directions that can stand in a statement, whatever it is given", () => {
    const column = fc.oneof(fc.constantFrom("id", "email", "created_at", "first_name", "phone"), fc.string());
    const direction = fc.oneof(fc.constantFrom("ASC", "asc", "DESC", "desc"), fc.anything());
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(column, direction, { maxKeys: 4 }), fc.anything()), (given) => {
        const order = readPageOrder(given) ?? [];
        expect(order.filter((one) => one.column === "id")).toHaveLength(order.length ? 1 : 0);
        for (const one of order) {
          expect(one.column).toMatch(/^[a-z_]+$/);
          expect(["asc", "desc"]).toContain(one.direction);
        }
      }),
    );
  });
});
