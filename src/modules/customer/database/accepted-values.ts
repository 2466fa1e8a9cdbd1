import { withoutUndefined } from "../../../shared/without-undefined";

/**
 * Returns the values that the columns of a row may hold after an update with `written`, and after core's attempt to undo
 * it.
 *
 * That is the new value of each field; for metadata, which updates merge, also the old one merged over the new one.
 */
export function acceptedValues(
  before: { metadata: Record<string, unknown> | null },
  written: object,
): Record<string, unknown[]> {
  const accepted: Record<string, unknown[]> = {};
  for (const [field, value] of Object.entries(written)) {
    accepted[field] = [value ?? null];
    if (field === "metadata" && typeof value === "object" && value !== null) {
      const merged = mergeMetadata(before.metadata ?? {}, value);
      accepted[field].push(merged, mergeMetadata(merged, before.metadata ?? {}));
    }
  }
  return accepted;
}

/** Merges metadata as Medusa does: key by key at the top level; an empty string takes the key away, undefined keeps it. */
function mergeMetadata(current: object, given: object): Record<string, unknown> {
  const changes = withoutUndefined(given);
  return Object.fromEntries(
    Object.entries({ ...current, ...changes }).filter(([key, value]) => !(key in changes) || value !== ""),
  );
}
