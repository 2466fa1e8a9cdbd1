/** The fields that were given: `undefined` says "leave as it is", `null` says "clear". */
export function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  // as: only keys that the type already lets be absent are left out.
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as Fields;
}

/** What the internal service's `update` takes, from the three ways in which the contract names the rows. */
export function updateInput(idsOrSelector: string | string[] | object, data: object): object {
  if (typeof idsOrSelector === "string") {
    return { ...data, id: idsOrSelector };
  }
  if (Array.isArray(idsOrSelector)) {
    return idsOrSelector.map((id) => ({ ...data, id }));
  }
  return { selector: idsOrSelector, data };
}
