/** The fields that were given: `undefined` says "leave as it is", `null` says "clear". */
export function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  // as: only keys that the type already lets be absent are left out.
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as Fields;
}
