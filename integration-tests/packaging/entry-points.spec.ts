import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const BUILT = join(ROOT, ".medusa/server");
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  exports: Record<string, string | Record<string, string>>;
  dependencies?: Record<string, string>;
  peerDependencies: Record<string, string>;
};

function builtFiles(): string[] {
  return readdirSync(BUILT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
}

describe("the package", () => {
  it("exports only targets that the build writes, with types beside them", () => {
    const modules = readdirSync(join(BUILT, "src/modules"));
    const targets = Object.values(manifest.exports)
      .flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)))
      .flatMap((target) =>
        target.includes("/modules/*/") ? modules.map((name) => target.replace("*", name)) : [target],
      )
      .filter((target) => !target.includes("*"));

    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
    const withoutTypes = targets.filter(
      (target) => /\/index\.js$/.test(target) && !existsSync(join(ROOT, target.replace(/\.js$/, ".d.ts"))),
    );
    expect(withoutTypes).toEqual([]);
  });

  it("imports nothing at run time that it does not declare", () => {
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const imported = new Set(
      builtFiles()
        .filter((file) => !file.startsWith(join("src", "admin")))
        .flatMap((file) =>
          [...readFileSync(join(BUILT, file), "utf8").matchAll(/(?:require|import)\(["']([^"'.][^"']*)["']\)/g)].map(
            ([, name]) => name,
          ),
        ),
    );
    const undeclared = [...imported].filter(
      (name) =>
        !name.startsWith("node:") &&
        !builtinModules.includes(name) &&
        !declared.some((one) => name === one || name.startsWith(`${one}/`)),
    );

    expect(imported.size).toBeGreaterThan(0);
    expect(undeclared).toEqual([]);
  });

  it("holds no test and no source file", () => {
    expect(builtFiles().filter((file) => /__tests__|\.spec\./.test(file))).toEqual([]);
  });

  it("passes publint without a message", () => {
    const output = execFileSync(join(ROOT, "node_modules/.bin/publint"), ["--strict", "--pack", "npm", ROOT], {
      encoding: "utf8",
      // Packing would build again, under the specs that run beside this one.
      env: { ...process.env, npm_config_ignore_scripts: "true" },
    });

    expect(output).toContain("All good!");
  });
});
