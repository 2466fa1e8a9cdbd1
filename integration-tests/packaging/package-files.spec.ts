import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

type Packed = { size: number; files: { path: string }[] };

const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
  cwd: ROOT,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "ignore"],
});
const [{ size, files }] = JSON.parse(output) as Packed[];
const paths = new Set(files.map(({ path }) => path));

type Link = { from: string; to: string; heading?: string };

/** The links of a page to files, outside of code. */
function linksOf(from: string): Link[] {
  const text = readFileSync(join(ROOT, from), "utf8").replace(/^```[\s\S]*?^```/gm, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file, heading] = target.split("#");
      return { from, to: file ? normalize(join(dirname(from), file)) : from, heading };
    });
}

function headingsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8").replace(/^```[\s\S]*?^```/gm, "");
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replace(/ /g, "-"),
  );
}

describe("the files of the package", () => {
  const pages = [...paths].filter((path) => path.endsWith(".md"));
  const links = pages.flatMap(linksOf);

  it("are the build, the docs with the reference, README, CHANGELOG and licence", () => {
    const folders = new Set([...paths].map((path) => path.split("/").slice(0, -1)[0] ?? path));

    expect([...folders].sort()).toEqual([
      ...[".medusa", "CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "docs", "package.json"],
    ]);
    expect([...paths]).toEqual(expect.arrayContaining(["docs/reference/service.md", "docs/reference/openapi.yaml"]));
  });

  it("are small: at most 2 MB as npm sends them; npm run size prints it", () => {
    expect(size).toBeLessThan(2 * 1024 ** 2);
  });

  it("link to each other only: every link of README and docs works in node_modules", () => {
    const broken = links.filter(({ to }) => !paths.has(to) && ![...paths].some((path) => path.startsWith(`${to}/`)));

    expect(links.length).toBeGreaterThan(50);
    expect(broken).toEqual([]);
  });

  it("link to headings that exist", () => {
    const named = links.filter(({ to, heading }) => heading && paths.has(to) && to.endsWith(".md"));

    expect(named.filter(({ to, heading }) => !headingsOf(to).includes(heading ?? ""))).toEqual([]);
  });
});
