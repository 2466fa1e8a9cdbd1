import type { CustomerFilters } from "./filters";

/** The filters as the user enters them. An empty text is no filter. */
export type FilterValues = {
  q: string;
  account: "any" | "registered" | "guest";
  from: string;
  to: string;
  /** The user wants all of them, without a filter. */
  isEveryone: boolean;
};

export const NO_FILTERS: FilterValues = { q: "", account: "any", from: "", to: "", isEveryone: false };

/** The last day that the fields accept: the routes read years of four digits. */
export const LAST_DAY = "9999-12-31";

/** Returns the filters for the routes. A day is one of the user's time zone; the last one counts as a whole. */
export function toFilters({ q, account, from, to }: FilterValues): CustomerFilters {
  const [first, end] = [startOf(from, 0), startOf(to, 1)];
  const created = { ...(first && { $gte: first }), ...(end && { $lt: end }) };
  return {
    ...(q.trim() && { q: q.trim() }),
    ...(account !== "any" && { has_account: account === "registered" }),
    ...(Object.keys(created).length > 0 && { created_at: created }),
  };
}

/** Whether a day is empty, or one that a filter can name. A browser accepts more digits while the user types. */
export const isDay = (day: string): boolean => day === "" || startOf(day, 0) !== null;

/** Whether the filters say who is meant: each day is one, and there is a filter, or the user wants all of them. */
export function isMeant(values: FilterValues): boolean {
  const isValid = isDay(values.from) && isDay(values.to);
  return isValid && (isNarrow(values) || values.isEveryone);
}

/** Whether there is a filter at all. */
export const isNarrow = (values: FilterValues): boolean => Object.keys(toFilters(values)).length > 0;

/** Null: no day, or none that the routes can read. */
function startOf(day: string, later: number): string | null {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString();
}
