import { FIRST_SIGN, WINDOWS_1252_SIGNS as SIGNS } from "../windows-1252";

/** The first byte of a character of UTF-8 and its next, both read as Windows-1252. */
const SUSPICIOUS = new RegExp(`[\\u00c2-\\u00f4][\\u0080-\\u00bf${SIGNS}]`);
const RUNS = new RegExp(`[\\u0080-\\u00ff${SIGNS}]{2,}`, "g");

const decoder = new TextDecoder("utf-8", { fatal: true });

/** What stands for bytes that no letter was found for. */
const REPLACEMENT = "\ufffd";

const MOJIBAKE =
  "looks like UTF-8 read as Windows-1252 (JosÃ© for José). Save the file as UTF-8 again, from its source";
const LOST = "holds a sign for a letter that was lost (\ufffd). Save the file as UTF-8 again, from its source";

/** Whether a look at each cell is worth it; costs a thousandth of what reading the row does. */
export const maybeMojibake = (text: string): boolean => SUSPICIOUS.test(text) || text.includes(REPLACEMENT);

/** Why a cell does not hold the letters that it had; undefined where it does. */
export function mojibakeOf(cell: string): string | undefined {
  return cell.includes(REPLACEMENT) ? LOST : isMojibake(cell) ? MOJIBAKE : undefined;
}

/** Whether a run of letters is UTF-8 that was read as Windows-1252: `JosÃ©`. */
function isMojibake(cell: string): boolean {
  return (cell.match(RUNS) ?? []).some((run) => {
    const bytes = Uint8Array.from(run, (letter) =>
      SIGNS.includes(letter) ? SIGNS.indexOf(letter) + FIRST_SIGN : letter.charCodeAt(0),
    );
    try {
      return decoder.decode(bytes).length < run.length;
    } catch {
      return false;
    }
  });
}
