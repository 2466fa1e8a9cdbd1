import { CellError, shown } from "./cell-error";

const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Month 0 has no days, the others as many as in a leap year. */
const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What is written of a time. `separator`: between date and time, undefined for a date alone. */
type Written = { separator: string | undefined; zone: string | undefined };

/**
 * ISO 8601: a date with time and time zone, or a date alone, which begins in UTC.
 *
 * @returns the text as PostgreSQL takes it, with the time zone.
 */
export function readTimestamp(cell: string): string | CellError {
  const written = readCalendar(cell);
  if (!written || (written.separator !== undefined && (written.separator !== "T" || !written.zone))) {
    return new CellError(
      `${shown(cell)} is not a time. Write it as 2026-01-31T12:30:00Z (ISO 8601 with the time zone) or as 2026-01-31`,
    );
  }
  return written.separator === undefined ? `${cell}T00:00:00Z` : cell;
}

/** For files of other systems: also a space for the T, and no time zone, which is taken for UTC. */
export function readLooseTimestamp(cell: string): string | CellError | undefined {
  const text = cell.trim();
  if (text.startsWith("0000-00-00")) {
    // MySQL's way to say that there is none.
    return undefined;
  }
  const written = readCalendar(text);
  if (!written) {
    return new CellError(`${shown(cell)} is not a time. Write it as 2026-01-31 or 2026-01-31 12:30:00`);
  }
  const time = written.separator === undefined ? `${text}T00:00:00` : text.replace(" ", "T");
  return written.zone ? time : `${time}Z`;
}

/** February 30 and hour 25 have the right form and are no time. PostgreSQL knows no year 0, and offsets below 16 hours. */
function readCalendar(text: string): Written | undefined {
  const [, year, month, day, separator, hour = "0", minute = "0", second = "0", zone] = TIME.exec(text) ?? [];
  const exists =
    Number(year) > 0 &&
    Number(day) > 0 &&
    Number(day) <= daysOf(Number(year), Number(month)) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    isOffset(zone);
  return exists ? { separator, zone } : undefined;
}

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && !isLeap ? 28 : (DAYS[month] ?? 0);
}

function isOffset(zone: string | undefined): boolean {
  if (zone === undefined || zone === "Z") {
    return true;
  }
  return Number(zone.slice(1, 3)) < 16 && Number(zone.slice(3).replace(":", "")) < 60;
}
