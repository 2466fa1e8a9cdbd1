import { comparableEmail } from "../../src/admin/lib/emails";
import { inTurns } from "../../src/admin/lib/in-turns";
import { isDay, isMeant, isNarrow, LAST_DAY, NO_FILTERS, toFilters } from "../../src/admin/lib/member-filters";

describe("the filters of the members of a group", () => {
  it("name days of the user's time zone, the last one as a whole", () => {
    expect(toFilters({ ...NO_FILTERS, q: " ada ", account: "guest", from: "2026-01-31", to: "2026-01-31" })).toEqual({
      q: "ada",
      has_account: false,
      created_at: {
        $gte: new Date(2026, 0, 31).toISOString(),
        $lt: new Date(2026, 1, 1).toISOString(),
      },
    });
    expect(toFilters(NO_FILTERS)).toEqual({});
  });

  it.each(["20266-01-01", "2026-99-01"])("mean no customer while the day is %s", (day) => {
    const values = { ...NO_FILTERS, q: "ada", from: day };
    expect(isDay(day)).toBe(false);
    expect(() => toFilters({ ...values, to: day })).not.toThrow();
    expect(isMeant(values)).toBe(false);
  });

  it("take the last day as no end, since there is no day after it", () => {
    expect(isDay(LAST_DAY)).toBe(true);
    expect(toFilters({ ...NO_FILTERS, to: LAST_DAY })).toEqual({});
  });

  it("mean everyone only if the user says so", () => {
    expect([NO_FILTERS, { ...NO_FILTERS, isEveryone: true }, { ...NO_FILTERS, q: "a" }].map(isMeant)).toEqual([
      false,
      true,
      true,
    ]);
    expect(isNarrow({ ...NO_FILTERS, isEveryone: true })).toBe(false);
  });
});

describe("requests in turns", () => {
  it("run a few at the same time, and keep the order of the results", async () => {
    let running = 0;
    let most = 0;
    const results = await inTurns([30, 1, 10, 5, 1, 1], 3, async (milliseconds) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      running--;
      return milliseconds;
    });
    expect(results).toEqual([30, 1, 10, 5, 1, 1]);
    expect(most).toBe(3);
  });

  it("end with the first error", async () => {
    const begun: number[] = [];
    const run = async (part: number) => {
      begun.push(part);
      await Promise.resolve();
      throw new Error("no answer");
    };
    await expect(inTurns([1, 2, 3, 4], 2, run)).rejects.toThrow("no answer");
    expect(begun).toEqual([1, 2]);
  });
});

describe("two spellings of an email", () => {
  it.each([
    ["Ada@X.io", "ada@x.io"],
    ["ada@xn--bcher-kva.example", "ada@b\u00fccher.example"],
    ["ada@bu\u0308cher.example", "ada@b\u00fccher.example"],
    ["ADA@B\u00dcCHER.example", "ada@xn--bcher-kva.example"],
  ])("%s and %s are equal", (one, other) => {
    expect(comparableEmail(one)).toBe(comparableEmail(other));
  });

  it("an email without a right domain is compared as a text", () => {
    expect(comparableEmail("Ada@a b")).toBe("ada@a b");
    expect(comparableEmail("ada@x.io")).not.toBe(comparableEmail("bob@x.io"));
  });
});
