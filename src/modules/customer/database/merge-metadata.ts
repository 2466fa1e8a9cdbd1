/**
 * Returns the SQL of metadata with other metadata on top, key by key at the top level, as Medusa merges it.
 *
 * @param removed SQL of an array of keys that are taken away.
 */
export function mergeMetadata(current: string, given: string, removed?: string): string {
  const merged = `coalesce(${current}, '{}') || ${given}`;
  return removed === undefined ? `(${merged})` : `((${merged}) - ${removed})`;
}

/** Splits given metadata into values that are stored and keys that are taken away: those with an empty string. */
export function splitMetadata(given: object): { kept: Record<string, unknown>; removed: string[] } {
  const entries = Object.entries(given);
  return {
    kept: Object.fromEntries(entries.filter(([, value]) => value !== "" && value !== undefined)),
    removed: entries.filter(([, value]) => value === "").map(([key]) => key),
  };
}
