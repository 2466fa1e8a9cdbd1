/** `npm run docs`: prints what is wrong with README.md and docs, and the sentences that are too long. */
import { codeProblems } from "./docs/check-code";
import { linkProblems, pathProblems } from "./docs/check-links";
import { isChecked, longSentences, MOST_WORDS, unclearWords } from "./docs/check-prose";
import { pages } from "./docs/markdown";

const checked = pages().filter(isChecked);
const problems = [
  ...checked.flatMap(codeProblems),
  ...pages().flatMap(linkProblems),
  ...pages().flatMap(pathProblems),
  ...checked.flatMap(unclearWords),
];
const { all, long } = longSentences(checked);

for (const { page, line, words, text } of long) {
  console.log(`${page}:${line}: ${words} words: ${text}`);
}
for (const problem of problems) {
  console.log(problem);
}
const share = ((long.length / all) * 100).toFixed(1);
console.log(
  `${problems.length} problems. ${long.length} of ${all} sentences (${share}%) have more than ${MOST_WORDS} words.`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
