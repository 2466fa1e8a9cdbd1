import { CellError, shown } from "./cell-error";

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?(Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/;

/** The year first, which can be read in one way only: `2024/1/5 9:07`, `2024.01.05`, `20240105`, `2024-01-05 09:07:00 PM`. */
const YEAR_FIRST = [
  String.raw`(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})`,
  String.raw`(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})`,
];

/** RFC 2822 (3.3), and as people write dates with the English name of a month: `Jan 15, 2024 at 9:07 AM`, `15 January 2024 10:30`. */
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const CLOCK = String.raw`(?:,? (?:at )?(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?[\s\u202f]?(?<half>[AaPp]\.?[Mm]\.?)?(?: ?(?:GMT|UTC)?(?<zone>[+-]\d{2}:?\d{2}|GMT|UTC|UT|Z))?(?: \([^)]*\))?)?`;
const NAMED = [
  ...YEAR_FIRST,
  // No country writes the month first with dots.
  String.raw`(?<day>\d{1,2})\. ?(?<month>\d{1,2})\. ?(?<year>\d{4})`,
  String.raw`(?:[A-Za-z]{3,9},? )?(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?<month>[A-Za-z]{3,9})\.?,?[ -](?<year>\d{4})`,
  String.raw`(?:[A-Za-z]{3,9},? )?(?<month>[A-Za-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})`,
].map((date) => new RegExp(`^${date}${CLOCK}$`));

/** Seconds, or milliseconds, since 1970: ten digits are dates of 2001 to 2286, thirteen the same. */
const EPOCH = /^(\d{10})(\d{3})?$/;

/** Days since 1899-12-30 and a part of a day, as Excel stores dates: cells that lost their format. Of 2000 to 2099. */
const EXCEL_DAYS = /^([3-7]\d{4})(?:[.,](\d{1,15}))?$/;
const [FIRST_EXCEL_DAY, LAST_EXCEL_DAY] = [36_526, 73_050];
/** 1970-01-01. */
const EXCEL_DAY_OF_EPOCH = 25_569;
const SECONDS_PER_DAY = 86_400;

/** Month 0 has no days, the others as many as in a leap year. */
const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Nothing that is a time is longer. */
const LONGEST = 60;

type Calendar = { year: number; month: number; day: number; hour: number; minute: number; second: number };

/**
 * A time as ISO 8601, RFC 2822 or with the English name of its month writes it, in seconds or milliseconds since 1970, or in
 * days as Excel counts them. Without a time zone it is UTC; a date alone begins in UTC.
 *
 * @returns the text as PostgreSQL takes it, with the time zone; undefined for MySQL's date of zeros, which is none.
 */
export function readTimestamp(cell: string): string | CellError | undefined {
  const text = cell.trim();
  if (text.startsWith("0000-00-00")) {
    return undefined;
  }
  const time =
    text.length > LONGEST ? undefined : (readIso(text) ?? readNamed(text) ?? readEpoch(text) ?? readExcelDays(text));
  return (
    time ??
    new CellError(
      `${shown(cell)} is not a time. Write it as 2026-01-31T12:30:00Z (ISO 8601) or as 2026-01-31, or give the option ` +
        `"date_format", such as ${likelyFormat(text)}`,
    )
  );
}

/** A format with the signs of the text. */
function likelyFormat(text: string): string {
  const [, sign = "/", year = "    "] = /^\d{1,2}([-/.])\d{1,2}\1(\d{4}|\d{2})(?!\d)/.exec(text) ?? [];
  return ["DD", "MM", year.length === 2 ? "YY" : "YYYY"].join(sign);
}

/** A time in UTC as PostgreSQL takes it; undefined where the calendar has none such. PostgreSQL knows no year 0. */
export function isoTime({ year, month, day, hour, minute, second }: Calendar): string | undefined {
  const exists =
    year > 0 && day > 0 && day <= daysOf(year, month) && hour < 24 && minute < 60 && second < 60 && hour >= 0;
  const two = (part: number): string => String(part).padStart(2, "0");
  return exists
    ? `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`
    : undefined;
}

/** February 30 and hour 25 have the right form and are no time. PostgreSQL's offsets are below 16 hours. */
function readIso(text: string): string | undefined {
  const [, year, month, day, separator, hour = "0", minute = "0", second = "0", zone] = TIME.exec(text) ?? [];
  const parts = { year: Number(year), month: Number(month), day: Number(day) };
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (isoTime({ ...parts, ...clock }) === undefined || !isOffset(zone)) {
    return undefined;
  }
  if (separator === undefined) {
    return `${text}T00:00:00Z`;
  }
  const time = text
    .replace(" ", "T")
    .replace(/ ?UTC$/, "Z")
    .replace(" ", "");
  return zone ? time : `${time}Z`;
}

function readNamed(text: string): string | undefined {
  const groups = NAMED.map((pattern) => pattern.exec(text)?.groups).find((found) => found !== undefined);
  if (!groups) {
    return undefined;
  }
  const { year, month, day, hour = "0", minute = "0", second = "0", half, zone = "Z" } = groups;
  const number = monthOf(month.toLowerCase());
  const time = isoTime({
    ...{ year: Number(year), month: number, day: Number(day) },
    ...{ hour: hourOf(Number(hour), half), minute: Number(minute), second: Number(second) },
  });
  return time && isOffset(/^[+-]/.test(zone) ? zone : "Z")
    ? time.slice(0, -1) + (/^[+-]/.test(zone) ? zone : "Z")
    : undefined;
}

function monthOf(month: string): number {
  if (/^\d/.test(month)) {
    return Number(month);
  }
  return month.startsWith("sept") ? 9 : MONTHS.indexOf(month.slice(0, 3)) + 1;
}

function readEpoch(text: string): string | undefined {
  const [, seconds, thousandths = "000"] = EPOCH.exec(text) ?? [];
  return seconds && new Date(Number(`${seconds}${thousandths}`)).toISOString();
}

function readExcelDays(text: string): string | undefined {
  const [, whole, part = "0"] = EXCEL_DAYS.exec(text) ?? [];
  const day = Number(whole);
  if (!(day >= FIRST_EXCEL_DAY && day <= LAST_EXCEL_DAY)) {
    return undefined;
  }
  const seconds = (day - EXCEL_DAY_OF_EPOCH) * SECONDS_PER_DAY + Math.round(Number(`0.${part}`) * SECONDS_PER_DAY);
  return new Date(seconds * 1000).toISOString();
}

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && !isLeap ? 28 : (DAYS[month] ?? 0);
}

function isOffset(zone: string | undefined): boolean {
  if (zone === undefined || zone === "Z" || zone === "UTC") {
    return true;
  }
  return Number(zone.slice(1, 3)) < 16 && Number(zone.slice(3).replace(":", "")) < 60;
}

/** Hour 12 of the morning is 0; one beyond 12 is none. */
export function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) {
    return hour;
  }
  const isAfternoon = half.toLowerCase().startsWith("p");
  return hour >= 1 && hour <= 12 ? (hour % 12) + (isAfternoon ? 12 : 0) : Number.NaN;
}
