const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/** Their specs run the module alone. */
const MODULE_FOLDERS = ["src", "integration-tests/memory", "integration-tests/plans"];

/**
 * What a spec file may share with the files before it in its worker, by its path and text:
 *
 * - `module`: the loaded packages. These specs run the module alone.
 * - `store`: the running example store as well.
 * - `none`: Medusa's packages are loaded again.
 */
function kindOfSpec(path, rootDir) {
  if (MODULE_FOLDERS.some((folder) => path.startsWith(join(rootDir, folder)))) {
    return "module";
  }
  const text = readFileSync(path, "utf8");
  return /\bdescribe(Store|Feature|Fuzz)\(/.test(text) && !text.includes(OWN_STORE) ? "store" : "none";
}

/** In the first comment of a spec: its tests change the process in a way that no `afterEach` undoes, such as a hook. */
const OWN_STORE = "@own-store";

module.exports = { kindOfSpec };
