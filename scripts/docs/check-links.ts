/** Checks that links lead somewhere: in a checkout, and in the published package. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { anchors, links, namedPaths, ROOT } from "./markdown";

/** Pages for those who work on the plugin, and so have a checkout: they may link to its sources. */
const FOR_CONTRIBUTORS = /^docs\/(contributing|architecture|adding-a-field|new-medusa-version|decisions\/.*)\.md$/;

const IN_PACKAGE = /^(README\.md|SECURITY\.md|CHANGELOG\.md|LICENSE|docs\/.*)$/;

export function linkProblems(page: string): string[] {
  return links(page).flatMap(({ line, target }) => {
    const problem = problemOf(page, target);
    return problem === undefined ? [] : [`${page}:${line}: ${target} ${problem}`];
  });
}

/**
 * Paths of the repository, written as code, that do not exist. On pages for users `src` is the shop's own; decision records name
 * what was there at their time.
 */
export function pathProblems(page: string): string[] {
  return !FOR_CONTRIBUTORS.test(page) || page.startsWith("docs/decisions/")
    ? []
    : namedPaths(page)
        .filter(({ target }) => !existsSync(join(ROOT, target)))
        .map(({ line, target }) => `${page}:${line}: ${target} does not exist`);
}

function problemOf(page: string, target: string): string | undefined {
  if (/^https?:/.test(target)) {
    return undefined;
  }
  const [path, anchor] = target.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(ROOT, file))) {
    return "does not exist";
  }
  if (!FOR_CONTRIBUTORS.test(page) && !IN_PACKAGE.test(file)) {
    return "is not in the package";
  }
  if (anchor === undefined || statSync(join(ROOT, file)).isDirectory()) {
    return undefined;
  }
  return anchors(file).includes(anchor) ? undefined : "has no such heading";
}
