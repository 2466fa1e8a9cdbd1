/**
 * Returns the SQL that merges metadata as Medusa does, key by key at the top level.
 *
 * @param removed SQL of an array of keys to remove.
 */
export function mergeMetadata(current: string, given: string, removed?: string): string {
  const merged = `coalesce(${current}, '{}') || ${given}`;
  return removed === undefined ? `(${merged})` : `((${merged}) - ${removed})`;
}

/** Splits given metadata into values to store and keys to remove: those with an empty string. */
export function splitMetadata(given: object): { kept: Record<string, unknown>; removed: string[] } {
  const entries = Object.entries(given);
  return {
    kept: Object.fromEntries(entries.filter(([, value]) => value !== "" && value !== undefined)),
    removed: entries.filter(([, value]) => value === "").map(([key]) => key),
  };
}
