import { withoutUndefined } from "../../../shared/without-undefined";

/**
 * What the columns of a row may hold after an update with `written`, and after core's own attempt to undo it: the new
 * value of each field; of metadata, which updates merge, also what is left when the old one is merged over the new.
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

/** As Medusa merges metadata: key by key at the top level; an empty string takes the key away, undefined leaves it. */
function mergeMetadata(current: object, given: object): Record<string, unknown> {
  const changes = withoutUndefined(given);
  return Object.fromEntries(
    Object.entries({ ...current, ...changes }).filter(([key, value]) => !(key in changes) || value !== ""),
  );
}
