const [QUOTE, COMMA, CLOSE] = [...'",)'].map((sign) => sign.charCodeAt(0));

/**
 * Parses rows that PostgreSQL wrote as text, `row(...)::text`, one after the other.
 *
 * Each is in parentheses, with commas between its values, nothing for null, and quotes where needed, in which a quote and
 * a backslash are doubled (manual, "Composite Type Input and Output Syntax"). One text costs the driver far less than
 * many columns.
 */
export function readRecords(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let record: (string | null)[] = [];
  for (let start = 1; start < text.length; start++) {
    let stop = start;
    if (text.charCodeAt(start) === QUOTE) {
      stop = text.indexOf('"', start + 1);
      while (text.charCodeAt(stop + 1) === QUOTE) {
        stop = text.indexOf('"', stop + 2);
      }
      record.push(withoutDoubles(text.slice(start + 1, stop)));
      stop++;
    } else {
      while (text.charCodeAt(stop) !== COMMA && text.charCodeAt(stop) !== CLOSE) {
        stop++;
      }
      record.push(stop === start ? null : text.slice(start, stop));
    }
    start = stop;
    if (text.charCodeAt(stop) === CLOSE) {
      records.push(record);
      record = [];
      start++;
    }
  }
  return records;
}

function withoutDoubles(quoted: string): string {
  return quoted.includes('"') || quoted.includes("\\") ? quoted.replace(/(["\\])\1/g, "$1") : quoted;
}
