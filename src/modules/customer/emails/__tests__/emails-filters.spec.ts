import fc from "fast-check";
import { type EmailNormalization, emailNormalizations, normalizeEmailFilters } from "../normalize-email";
import { anyEmail } from "./any-email";

const strategies = Object.keys(emailNormalizations) as EmailNormalization[];

describe("normalizing the emails in a filter", () => {
  const anyFilter = fc.letrec<{ filter: unknown; value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      anyEmail,
      fc.constantFrom(null, undefined, true, 7),
      fc.date({ noInvalidDate: true }),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom("$eq", "$in", "$nin", "$ne", "$not", "$or", "$like", "$ilike", "$gt"),
        tie("value"),
        {
          maxKeys: 2,
        },
      ),
    ),
    filter: fc.dictionary(
      fc.constantFrom("email", "id", "name", "$and", "$or", "groups", "customers", "created_at"),
      fc.oneof({ depthSize: "small" }, tie("value"), tie("filter"), fc.array(tie("filter"), { maxLength: 3 })),
      { maxKeys: 4 },
    ),
  })).filter;

  const deepFreeze = (value: unknown): void => {
    if (typeof value === "object" && value !== null && !(value instanceof Date)) {
      Object.values(value).forEach(deepFreeze);
      Object.freeze(value);
    }
  };

  it("does not change its input, and leaves its own answer as it is", () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom(...strategies), (filter, strategy) => {
        const before = structuredClone(filter);
        deepFreeze(filter);

        const once = normalizeEmailFilters(filter, strategy);

        expect(filter).toEqual(before);
        expect(normalizeEmailFilters(once, strategy)).toEqual(once);
      }),
    );
  });

  it("changes nothing but what is compared with an email", () => {
    const withoutEmails = (value: unknown, underEmail = false): unknown => {
      if (typeof value === "string") {
        return underEmail ? "an email" : value;
      }
      if (Array.isArray(value)) {
        return value.map((inner) => withoutEmails(inner, underEmail));
      }
      if (typeof value !== "object" || value === null || value instanceof Date) {
        return value;
      }
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, withoutEmails(inner, underEmail || key === "email")]),
      );
    };

    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(withoutEmails(normalizeEmailFilters(filter, "lowercase"))).toEqual(withoutEmails(filter));
      }),
    );
  });

  it("leaves patterns, ranges, dates, nulls and other keys alone, by identity where they are objects", () => {
    const since = new Date();
    const pattern = /A@X/;
    const filter = {
      email: { $like: "A@X%", $ilike: "A@X%", $gt: "A@X", $eq: null, $ne: "A@X" },
      first_name: "A@X",
      created_at: { $gt: since },
      deleted_at: null,
      last_name: pattern,
      $or: [{ name: "A@X" }, { groups: { name: { $in: ["A@X"] } } }],
    };

    const normalized = normalizeEmailFilters(filter, "lowercase");

    expect(normalized).toEqual({ ...filter, email: { ...filter.email, $ne: "a@x" } });
    expect(normalized.created_at.$gt).toBe(since);
    expect(normalized.last_name).toBe(pattern);
  });

  it("reaches every email, however deep", () => {
    const filter = {
      email: "A@X",
      $or: [{ email: ["A@X", "B@X"] }, { $and: [{ email: { $in: ["A@X"] } }, { email: { $nin: ["A@X", null] } }] }],
      $not: { email: { $eq: ["A@X"] } },
      $and: [{ email: { $not: { $in: ["A@X"] }, $or: [{ $eq: "A@X" }, { $and: [{ $ne: "B@X" }] }] } }],
      customers: { email: "A@X", groups: { customers: { email: { $eq: "A@X" } } } },
    };

    expect(JSON.stringify(normalizeEmailFilters(filter, "lowercase"))).toBe(
      JSON.stringify(filter).replace(/[AB]@X/g, (one) => one.toLowerCase()),
    );
  });

  it("takes a filter without a prototype, as some query parsers make them", () => {
    const filter = Object.assign(Object.create(null), { email: "A@X" });

    expect({ ...normalizeEmailFilters(filter, "lowercase") }).toEqual({ email: "a@x" });
  });

  it("gives back what is no filter as it is", () => {
    for (const value of ["A@X", ["A@X"], undefined, null, 7]) {
      expect(normalizeEmailFilters(value, "lowercase")).toEqual(value);
    }
  });
});
