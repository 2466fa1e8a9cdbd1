/** Checks the language of the documentation: short sentences, and none of the words that readers stumbled over. */
import { type Sentence, sentences, withoutCode } from "./markdown";

export const MOST_WORDS = 30;

const UNCLEAR = /\b(whoever|somebody|nobody|told|tells|anew|lest|as ever|taken up)\b/i;

/** Decision records keep the words of their time. */
export function isChecked(page: string): boolean {
  return !page.startsWith("docs/decisions/");
}

export function unclearWords(page: string): string[] {
  return withoutCode(page).flatMap((line, index) => {
    const found = UNCLEAR.exec(line);
    return found ? [`${page}:${index + 1}: "${found[0]}"`] : [];
  });
}

export function longSentences(pages: string[]): { all: number; long: Sentence[] } {
  const all = pages.flatMap(sentences);
  return { all: all.length, long: all.filter(({ words }) => words > MOST_WORDS) };
}
