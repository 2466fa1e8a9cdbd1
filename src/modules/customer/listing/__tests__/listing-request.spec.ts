import { readOwnListRequest } from "../read-list-request";

describe("readOwnListRequest", () => {
  it("reads what statements of the module honour, with has_account and the id behind the email", () => {
    const config = {
      select: ["id"],
      relations: ["groups"],
      order: { email: "DESC" },
      take: 5,
      skip: 2,
      withDeleted: true,
    };
    expect(readOwnListRequest({ q: "ada", groups: "x", $or: [{ email: "a@x.io" }] }, config)).toEqual({
      order: [
        { column: "email", direction: "desc" },
        { column: "has_account", direction: "desc" },
        { column: "id", direction: "desc" },
      ],
      take: 5,
      skip: 2,
    });
  });

  it.each([
    ["filters on other modules", {}, { __internal: { crossModuleJoins: [{}] } }],
    ["filters of the ORM's", {}, { filters: { softDeletable: { withDeleted: true } } }],
    ["options of the ORM's", {}, { options: { orderBy: { id: "desc" } } }],
    ["an order by a relation", {}, { order: { addresses: { city: "ASC" } } }],
    ["a config that is not known", {}, { cursor: "x" }],
    ["a filter that is not known", { orders: { id: "x" } }, {}],
    ["words that are no text", { q: 5 }, {}],
  ])("leaves %s to the ORM", (_, filters, config) => {
    expect(readOwnListRequest(filters, config)).toBeUndefined();
  });

  it("passes over what Query adds to every list, and what is not given", () => {
    expect(readOwnListRequest({ q: undefined }, { args: {}, __internal: undefined, select: undefined })).toBeDefined();
  });

  it("takes what is no whole number for no limit, as core's module does", () => {
    for (const value of [null, undefined, "3", 2.5, Number.NaN]) {
      expect(readOwnListRequest({}, { take: value, skip: value })).toMatchObject({ take: undefined, skip: undefined });
    }
  });
});
