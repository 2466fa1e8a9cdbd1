/**
 * A filter or a record as callers write it; query parsers make some without a prototype. Not a Date, not a class. An object
 * of another realm is one too: `structuredClone` makes such objects in a test runner that has its own globals.
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A copy with each value changed. */
export function mapEntries(
  source: Record<string, unknown>,
  change: (key: string, value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, change(key, value)]));
}

/**
 * A copy of a filter with the conditions on some fields changed, however deep they lie (`$and`, `$or`, relations).
 * `metadata` is the shop's own and is left as it is.
 */
export function mapConditions(filter: unknown, change: (field: string, condition: unknown) => unknown): unknown {
  if (Array.isArray(filter)) {
    return filter.map((one) => mapConditions(one, change));
  }
  if (!isPlainObject(filter)) {
    return filter;
  }
  return mapEntries(filter, (field, condition) => {
    const changed = change(field, condition);
    return changed === condition && field !== "metadata" ? mapConditions(condition, change) : changed;
  });
}
