/** Returns the given fields: `undefined` means not given, `null` means clear. */
export function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  // as: removes only keys that are optional in the type.
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as Fields;
}
