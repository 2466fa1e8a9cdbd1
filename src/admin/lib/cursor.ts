/** Where a list by cursor is: at its beginning, or behind or before a row. */
export type CursorPlace = { after?: string; before?: string };

const PARAMETERS = ["after", "before", "list"] as const;

/** Returns a short text that differs for lists with other filters or another order. */
export function signatureOf(list: object): string {
  let hash = 0;
  for (const character of JSON.stringify(list)) {
    // A 32-bit hash (FNV-like): a cursor of another list is refused by the route anyway.
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

/** Reads the place from the URL. A cursor of a list with other filters is ignored: the list begins again. */
export function placeOf(search: URLSearchParams, signature: string): CursorPlace {
  if (search.get("list") !== signature) {
    return {};
  }
  const after = search.get("after");
  const before = search.get("before");
  return after !== null ? { after } : before !== null ? { before } : {};
}

/** Writes the place to the URL, beside its other parameters. */
export function withPlace(search: URLSearchParams, place: CursorPlace, signature: string): URLSearchParams {
  const changed = new URLSearchParams(search);
  for (const name of PARAMETERS) {
    changed.delete(name);
  }
  for (const [name, value] of Object.entries(place)) {
    changed.set(name, value);
    changed.set("list", signature);
  }
  return changed;
}
