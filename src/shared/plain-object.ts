/**
 * Whether the value is an object literal, and neither a Date nor an instance of a class. Query parsers make objects without
 * a prototype. Objects of another realm count too: `structuredClone` makes them in a test runner with its own globals.
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
 * `metadata` has free keys and is not changed.
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
