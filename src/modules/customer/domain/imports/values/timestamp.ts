import { Refusal, shown } from "./refusal";

const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

const STRICT = "is not a time. Write it as 2026-01-31T12:30:00Z (ISO 8601 with the time zone)";

/**
 * ISO 8601: a date with time and time zone, or a date alone, which begins in UTC.
 *
 * @returns the text as PostgreSQL takes it, with the time zone.
 */
export function readTimestamp(cell: string): string | Refusal {
  const [all, , , , separator, , , , zone] = TIME.exec(cell) ?? [];
  if (all === undefined || !isOnCalendar(cell) || (separator !== undefined && (separator !== "T" || !zone))) {
    return new Refusal(`${shown(cell)} ${STRICT}`);
  }
  return separator === undefined ? `${cell}T00:00:00Z` : cell;
}

/** For files of other systems: a space for the T, and no time zone, which is taken for UTC. */
export function readLooseTimestamp(cell: string): string | Refusal | undefined {
  const text = cell.trim();
  if (text.startsWith("0000-00-00")) {
    // MySQL's way to say that there is none.
    return undefined;
  }
  const [all, , , , separator, , , , zone] = TIME.exec(text) ?? [];
  if (all === undefined || !isOnCalendar(text)) {
    return new Refusal(`${shown(cell)} is not a time. Write it as 2026-01-31 or 2026-01-31 12:30:00`);
  }
  const iso = text.replace(" ", "T");
  return `${separator === undefined ? `${iso}T00:00:00` : iso}${zone ? "" : "Z"}`;
}

/** February 30 and hour 25 have the right form and are no time. PostgreSQL knows no year 0 and offsets below 16 hours. */
function isOnCalendar(text: string): boolean {
  const [, year, month, day, , hour = "0", minute = "0", second = "0", zone = "Z"] = TIME.exec(text) ?? [];
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const [, offset = "0", minutes = "0"] = zone.match(/^[+-](\d{2}):?(\d{2})?$/) ?? [];
  return (
    Number(year) > 0 &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(offset) < 16 &&
    Number(minutes) < 60
  );
}
