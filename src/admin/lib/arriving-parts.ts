/**
 * Divides ids into the parts that requests read, so that ids that are added later make no other part change.
 *
 * `known` are the parts of the call before: they stay, and new ids get parts of their own. Without any id in common with
 * `ids` they are of another list, and it begins again.
 */
export function arrivingParts(known: readonly string[][], ids: readonly string[], size: number): string[][] {
  const wanted = [...new Set(ids)];
  const kept = known.some((part) => part.some((id) => wanted.includes(id))) ? known : [];
  const there = new Set(kept.flat());
  const added = wanted.filter((id) => !there.has(id));
  const parts = Array.from({ length: Math.ceil(added.length / size) }, (_, part) =>
    added.slice(part * size, (part + 1) * size),
  );
  return [...kept, ...parts];
}

type Result = { isPending: boolean; error: Error | null };

/** What is known of a record: it was found, its part is loading or failed, or its part came without it. */
export type RecordState = "found" | "loading" | "failed" | "gone";

export function recordStateOf(
  id: string,
  {
    parts,
    results,
    found,
  }: { parts: readonly string[][]; results: readonly Result[]; found: { has(id: string): boolean } },
): RecordState {
  if (found.has(id)) {
    return "found";
  }
  const result = results[parts.findIndex((part) => part.includes(id))];
  return !result || result.isPending ? "loading" : result.error ? "failed" : "gone";
}
