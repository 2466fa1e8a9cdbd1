import fc from "fast-check";
import { orderBySurvival, registeredThenOlder } from "../merge-policy";

const candidate = fc.record({
  id: fc.string({ minLength: 1, maxLength: 5 }),
  has_account: fc.boolean(),
  created_at: fc.date({ min: new Date("2020-01-01"), max: new Date("2020-01-03"), noInvalidDate: true }),
});
const pair = fc.tuple(candidate, candidate).filter(([one, other]) => one.id !== other.id);

const at = (id: string, has_account: boolean, created_at: string) => ({ id, has_account, created_at });

describe("who survives a merge", () => {
  it("the registered one, then the older one, then the lower id", () => {
    const early = "2020-01-01T00:00:00Z";
    const late = "2021-01-01T00:00:00Z";

    expect(registeredThenOlder([at("a", false, early), at("b", true, late)]).id).toBe("b");
    expect(registeredThenOlder([at("b", true, late), at("a", true, early)]).id).toBe("a");
    expect(registeredThenOlder([at("b", false, early), at("a", false, early)]).id).toBe("a");
  });

  it("does not hang on the order in which the two are given, and is one of them", () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const survivor = registeredThenOlder([one, other]);
        expect(registeredThenOlder([other, one])).toBe(survivor);
        expect([one, other]).toContain(survivor);
        expect(survivor.has_account).toBe(one.has_account || other.has_account);
      }),
    );
  });

  it("the given one, whatever the strategy chooses; no third customer", () => {
    fc.assert(
      fc.property(pair, fc.boolean(), ([one, other], first) => {
        const wanted = first ? one : other;
        const [survivor, merged] = orderBySurvival([one, other], wanted.id);
        expect(survivor).toBe(wanted);
        expect(merged).toBe(first ? other : one);
      }),
    );
    expect(() => orderBySurvival([at("a", true, "2020"), at("b", true, "2020")], "c")).toThrow('"survivor_id"');
  });
});
