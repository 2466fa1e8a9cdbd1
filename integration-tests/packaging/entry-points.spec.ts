import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

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
      // The dashboard loads its part by name; nobody imports from it.
      (target) =>
        /\/index\.js$/.test(target) &&
        !target.includes("/admin/") &&
        !existsSync(join(ROOT, target.replace(/\.js$/, ".d.ts"))),
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

  describe("the part for the dashboard", () => {
    const admin = () => readFileSync(join(BUILT, "src/admin/index.mjs"), "utf8");

    it("imports only what the package declares: anything else would be missing, or a second copy, in a store", () => {
      const imported = [...admin().matchAll(/^(?:import|export) [^;]*?from "([^"]+)"|^import "([^"]+)"/gm)].map(
        ([, from, bare]) => from ?? bare,
      );
      const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
      const undeclared = imported.filter((name) => !declared.some((one) => name === one || name.startsWith(`${one}/`)));

      expect(imported).toContain("react-i18next");
      expect(undeclared).toEqual([]);
      expect(admin()).not.toMatch(/import\(|_chunks|node:|\brequire\(/);
    });

    it("has every page, widget and menu entry of the sources", () => {
      const folder = (name: string) =>
        readdirSync(join(ROOT, "src/admin", name), { recursive: true, encoding: "utf8" }).filter((file) =>
          file.endsWith(".tsx"),
        );
      const pages = folder("routes").map((file) => `/${file.replace(/\/page\.tsx$/, "").replace(/\[(\w+)\]/g, ":$1")}`);
      const entries = folder("routes").filter((file) =>
        readFileSync(join(ROOT, "src/admin/routes", file), "utf8").includes("label:"),
      );

      expect(pages.filter((path) => !admin().includes(`path: "${path}"`))).toEqual([]);
      expect(admin().match(/nested: "\/customers"/g)).toHaveLength(2 * entries.length);
      expect(admin().match(/zone: \[/g) ?? []).toHaveLength(folder("widgets").length);
    });

    it("is small: at most 150 KB gzipped", () => {
      expect(gzipSync(admin()).length).toBeLessThan(150 * 1024);
    });
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
