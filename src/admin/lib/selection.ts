import type { CustomerFilters } from "./filters";

/** The customers that a bulk action is for: those with these ids, or all that match the filters. */
export type Selection = { ids: string[] } | { filter: CustomerFilters };

/** Matches every customer. The routes refuse a filter that narrows nothing, so that none is sent by mistake. */
const EVERY_CUSTOMER = { created_at: { $gte: "1900-01-01T00:00:00.000Z" } };

/** Returns the selection as the routes of groups take it. */
export function toGroupChoice(selection: Selection): { ids: string[] } | { filter: CustomerFilters } {
  if ("ids" in selection) {
    return selection;
  }
  return Object.keys(selection.filter).length === 0 ? { filter: EVERY_CUSTOMER } : selection;
}

/** Divides a text into emails and ids, each once: separated by spaces, lines, commas or semicolons. */
export function parseMembers(text: string): { emails: string[]; ids: string[] } {
  const words = [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ""))];
  return { emails: words.filter((word) => word.includes("@")), ids: words.filter((word) => !word.includes("@")) };
}
