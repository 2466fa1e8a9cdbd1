import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { type Browser, chromium } from "playwright-core";

const ROOT = resolve(__dirname, "..");

/** The package brings Chromium for bare machines: the program, the libraries that it needs, and fonts, all compressed. */
const PACKED = join(ROOT, "node_modules/@sparticuz/chromium");

const SYSTEM_PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export type Chromium = { program: string; environment: NodeJS.ProcessEnv };

/**
 * Finds a Chromium that starts on this machine: the one that CHROMIUM_PATH names, the one of the package, or the
 * system's. Undefined when none does.
 */
export function findChromium(): Chromium | undefined {
  const candidates = [
    () => (process.env.CHROMIUM_PATH ? { program: process.env.CHROMIUM_PATH, environment: process.env } : undefined),
    () => (process.platform === "linux" && process.arch === "x64" ? unpacked() : undefined),
    ...SYSTEM_PROGRAMS.map((program) => () => ({ program, environment: process.env })),
  ];
  for (const candidate of candidates) {
    const found = candidate();
    if (found && starts(found)) {
      return found;
    }
  }
  return undefined;
}

export async function launchChromium({ program, environment }: Chromium): Promise<Browser> {
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  const env = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return await chromium.launch({ executablePath: program, env, args: [...flags, "--lang=en-US"], timeout: 300_000 });
}

function starts({ program, environment }: Chromium): boolean {
  return existsSync(program) && spawnSync(program, ["--no-sandbox", "--version"], { env: environment }).status === 0;
}

/** Unpacks the package once for each of its versions. */
function unpacked(): Chromium | undefined {
  if (!existsSync(join(PACKED, "bin/chromium.br"))) {
    return undefined;
  }
  // as: the manifest of a package.
  const { version } = JSON.parse(readFileSync(join(PACKED, "package.json"), "utf8")) as { version: string };
  const folder = join(ROOT, "node_modules/.cache", `chromium-${version}`);
  if (!existsSync(folder)) {
    unpackInto(folder);
  }
  const libraries = [join(folder, "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return {
    program: join(folder, "chromium"),
    environment: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: folder },
  };
}

/** Two workers may do this at the same time: the first one to have finished gives its folder the name. */
function unpackInto(folder: string): void {
  const own = `${folder}-${process.pid}`;
  const unpack = (name: string) => brotliDecompressSync(readFileSync(join(PACKED, "bin", name)));
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "chromium"), unpack("chromium.br"), { mode: 0o755 });
  for (const name of ["al2023.tar.br", "fonts.tar.br"]) {
    execFileSync("tar", ["-x", "--no-same-owner", "-C", own], { input: unpack(name) });
  }
  const config = join(own, "fonts.conf");
  // It names the folder in which the package itself would unpack it.
  writeFileSync(
    config,
    readFileSync(config, "utf8").replace(/<dir>[^<]*<\/dir>/, `<dir>${join(folder, "fonts")}</dir>`),
  );
  try {
    renameSync(own, folder);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
}
