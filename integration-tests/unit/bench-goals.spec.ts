import { readArguments } from "../../bench/arguments";
import { assertReached, httpVerdicts, verdicts } from "../../bench/goals";
import type { OperationResult } from "../../bench/report";

const RETRIEVE: OperationResult = {
  ...{ name: "retrieve", core_ms: 3, ours_ms: 1, raw_ms: 1, vs_core: 3, vs_raw: 1 },
  ...{ p95_ms: 1, rounds: 7, notes: [] },
};

const missed = (change: Partial<OperationResult>) =>
  verdicts(100_000, [{ ...RETRIEVE, ...change }]).map(({ isMissed }) => isMissed);

describe("the goals of the benchmark", () => {
  it.each<[string, Partial<OperationResult>, boolean[]]>([
    ["ours is quick", {}, [false]],
    ["ours is slower than core", { vs_core: 0.5 }, [true]],
    ["ours misses by less than a fifth", { vs_core: 1.4 }, [false]],
    ["ours is far from SQL alone", { vs_raw: 3 }, [true]],
    ["ours failed", { ours_ms: null, vs_core: null, vs_raw: null }, [true]],
    ["all sides failed", { core_ms: null, ours_ms: null, raw_ms: null, vs_core: null, vs_raw: null }, [true]],
    ["core failed and ours is near SQL alone", { core_ms: null, vs_core: null }, [false]],
    ["core failed and ours is far from SQL alone", { core_ms: null, vs_core: null, vs_raw: 3 }, [true]],
    ["SQL alone failed", { raw_ms: null, vs_raw: null }, [false]],
    ["it was not run", { core_ms: null, ours_ms: null, raw_ms: null, vs_core: null, vs_raw: null, rounds: 0 }, []],
  ])("are missed or not when %s", (_, change, expected) => {
    expect(missed(change)).toEqual(expected);
  });

  it("of requests are missed when ours answers too few, or none", () => {
    const request = { name: "GET /store/customers/me", core: 100 };
    const found = httpVerdicts(100_000, [
      { ...request, ours: 150 },
      { ...request, ours: 100 },
      { ...request, ours: 0 },
      { ...request, core: 0, ours: 0 },
      { ...request, core: 0, ours: 100 },
    ]);
    expect(found.map(({ isMissed }) => isMissed)).toEqual([false, true, true, true]);
  });

  it("that are missed are an error with each of them", () => {
    expect(() => assertReached(verdicts(100_000, [{ ...RETRIEVE, ours_ms: null }, RETRIEVE]))).toThrow(
      /1 of 2 goals are missed by more than 20%:\n {2}retrieve: it failed; the goal is at least 1.5x core/,
    );
  });

  it.each(["--import", "--export"])("are none of %s, which refuses --check", (option) => {
    expect(() => readArguments(["--check", option])).toThrow(/--check has no goals/);
  });
});
