import { CellError, shown } from "./cell-error";
import { hourOf, isoTime } from "./timestamp";

const TOKEN = /YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|ss|A/g;

const PARTS: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<year>\\d{2})",
  MM: "(?<month>\\d{1,2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{1,2})",
  D: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{1,2})",
  H: "(?<hour>\\d{1,2})",
  hh: "(?<hour>\\d{1,2})",
  h: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
  A: "(?<half>[AaPp]\\.?[Mm]\\.?)",
};

const TIME_OF_DAY =
  "(?:[ T,]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:\\s?(?<half>[AaPp]\\.?[Mm]\\.?))?)?";

/** Two digits of a year are of the last hundred years, with some to come. */
const TURN_OF_CENTURY = 70;

/** Whether a format has a year, a month and a day, each once. */
export function isDateFormat(format: string): boolean {
  const tokens = (format.match(TOKEN) ?? []).map((token) => token[0]);
  const once = (...names: string[]) => tokens.filter((token) => names.includes(token)).length === 1;
  return once("Y") && once("D") && once("M") && new Set(tokens).size === tokens.length;
}

/** Reads dates as `date_format` writes them; a date alone may be followed by a time of the day. Times are UTC. */
export function dateFormatReader(format: string): (cell: string) => string | CellError | undefined {
  const hasTime = /[Hh]/.test(format);
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const parts: string[] = [];
  let end = 0;
  for (const { 0: token, index } of format.matchAll(TOKEN)) {
    parts.push(literal(format.slice(end, index)), PARTS[token]);
    end = index + token.length;
  }
  const pattern = new RegExp(`^${parts.join("")}${literal(format.slice(end))}${hasTime ? "" : TIME_OF_DAY}$`);
  return (cell) => {
    const groups = pattern.exec(cell)?.groups;
    return groups && (timeOf(groups) ?? new CellError(`${shown(cell)} is not a date, read as ${format}`));
  };
}

function timeOf(groups: Record<string, string | undefined>): string | undefined {
  const { year = "", month, day, hour = "0", minute = "0", second = "0", half } = groups;
  const century = year.length > 2 ? 0 : Number(year) < TURN_OF_CENTURY ? 2000 : 1900;
  return isoTime({
    year: Number(year) + century,
    month: Number(month),
    day: Number(day),
    hour: hourOf(Number(hour), half),
    minute: Number(minute),
    second: Number(second),
  });
}
