import { duplicatesPath, mergePath, placeOfMerge } from "../../src/admin/components/duplicates/reason";
import { afterMerged, chosenSide } from "../../src/admin/components/merges/merge-choices";
import { arrivingParts, recordStateOf } from "../../src/admin/lib/arriving-parts";
import { mergeKeys, mergePreviewKeys } from "../../src/admin/lib/query-keys";
import { EMPTY_PAGES, readUntilFound } from "../../src/admin/lib/read-until-found";
import type { MergePlanJson } from "../../src/types/http/merges";

describe("the records of many ids", () => {
  it("are read in parts that stay when ids are added before, between and after the others", () => {
    const first = arrivingParts([], ["c", "a", "a", "b"], 2);
    expect(first).toEqual([["c", "a"], ["b"]]);
    expect(arrivingParts(first, ["x", "c", "y", "a", "b", "z"], 2)).toEqual([["c", "a"], ["b"], ["x", "y"], ["z"]]);
    expect(arrivingParts(first, ["c"], 2)).toEqual(first);
  });

  it("begin again with the ids of another list", () => {
    expect(arrivingParts([["a", "b"]], ["c"], 2)).toEqual([["c"]]);
    expect(arrivingParts([["a", "b"]], [], 2)).toEqual([]);
  });

  it("are loading, failed, found or gone: what is not loaded is not empty", () => {
    const loaded = { isPending: false, error: null };
    const about = {
      parts: [["a", "b"], ["c"], ["d"]],
      results: [loaded, { isPending: true, error: null }, { isPending: false, error: new Error("no answer") }],
      found: new Map([["a", 1]]),
    };
    const stateOf = (id: string) => recordStateOf(id, about);
    expect(["a", "b", "c", "d", "e"].map(stateOf)).toEqual(["found", "gone", "loading", "failed", "loading"]);
  });
});

describe("the search for duplicates", () => {
  type Page = { duplicates: string[]; next: string | null };
  const run = async (pages: Page[]) => {
    const asked: (string | undefined)[] = [];
    const page = await readUntilFound(async (after) => {
      asked.push(after);
      return pages[asked.length - 1];
    }, undefined);
    return { asked, page };
  };
  const empty = (number: number): Page => ({ duplicates: [], next: `page${number}` });

  it("reads on while pages are empty, and stops at the first one that is not, and at the end", async () => {
    const found = { duplicates: ["ada"], next: "page9" };
    expect(await run([empty(1), empty(2), found])).toEqual({ asked: [undefined, "page1", "page2"], page: found });
    const end = { duplicates: [], next: null };
    expect(await run([empty(1), end])).toEqual({ asked: [undefined, "page1"], page: end });
  });

  it("asks the user after a number of empty pages", async () => {
    const { asked, page } = await run(Array.from({ length: 50 }, (_, index) => empty(index + 1)));
    expect(asked).toHaveLength(EMPTY_PAGES);
    expect(page.next).toBe(`page${EMPTY_PAGES}`);
  });
});

describe("the dialog of a merge", () => {
  // as: the parts of a plan that are read.
  const plan = {
    survivor_id: "ada",
    merged_id: "king",
    fields: { email: "survivor", phone: "merged" },
  } as MergePlanJson;

  it("goes back to the list of duplicates with its filter, or to the customer", () => {
    const of = (path: string) => placeOfMerge(new URL(path, "http://x").searchParams);
    expect(of(mergePath("ada", "king", { reason: "phone" }))).toEqual({ reason: "phone" });
    expect(of(mergePath("ada", "king", {}))).toEqual({});
    expect(of(mergePath("ada", "king"))).toBeUndefined();
    expect(of("/?from=duplicates&reason=nothing")).toEqual({});
    expect([{}, { reason: "phone" as const }].map(duplicatesPath)).toEqual([
      "/customers/duplicates",
      "/customers/duplicates?reason=phone",
    ]);
  });

  it("shows what the user decided before the plan follows", () => {
    expect([chosenSide(plan, "email"), chosenSide(plan, "phone")]).toEqual(["ada", "king"]);
    expect(chosenSide(plan, "email", { email: "king" })).toBe("king");
  });

  it("leads from a customer who was merged to the survivor", () => {
    const merged = { code: "merged_already" as const, message: "", customer_id: "king", survivor_id: "ada" };
    expect(afterMerged(["bob", "king"], [merged])).toEqual(["bob", "ada"]);
    expect(afterMerged(["ada", "king"], [merged])).toEqual(["ada"]);
    expect(afterMerged(["ada", "bob"], [{ code: "two_logins", message: "" }])).toEqual(["ada", "bob"]);
  });

  it("is not read again after the merge: its key is not under the key of merges", () => {
    const key = mergePreviewKeys.list({ customer_ids: ["ada", "king"] });
    expect(mergeKeys.all.every((part, index) => part === key[index])).toBe(false);
  });
});
