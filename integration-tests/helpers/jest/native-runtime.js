const { readFileSync } = require("node:fs");
const { Module, createRequire } = require("node:module");
const { join, sep } = require("node:path");
const { Script } = require("node:vm");
const { default: Runtime } = require("jest-runtime");

/** The packages that keep state of a running Medusa. Only specs that share them find them loaded (see spec-kinds.js). */
const STATEFUL = `node_modules${sep}@medusajs${sep}`;

/** Node never loads twice what these `import()`: they would get the packages of the spec file before. */
const IMPORTS_PACKAGES_OF_MEDUSA = /node_modules.@medusajs.(medusa|test-utils).dist/;

/** Of which kind the specs were that loaded what is loaded now. */
let loadedBy;

const loadJavaScript = Module._extensions[".js"];

/**
 * Loads specs with Node's own `require` instead of jest's, which costs about two seconds per file for Medusa's packages and as
 * much memory again. A worker keeps what it has loaded; our own files are loaded again for each spec file, but for those
 * that a shared store runs. In return `jest.mock` does not work: our specs mock no modules.
 */
class NativeRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    this.rootDir = config.rootDir + sep;
    this.kind = environment.kind;
    this.inStore = [join(config.rootDir, ".medusa") + sep, join(config.rootDir, "examples") + sep];
    Module._extensions[".js"] = (module, filename) => {
      if (IMPORTS_PACKAGES_OF_MEDUSA.test(filename)) {
        const source = readFileSync(filename, "utf8");
        module._compile(source.replace(/\bimport\(("@medusajs[^"]*")\)/g, "Promise.resolve(require($1))"), filename);
      } else {
        loadJavaScript(module, filename);
      }
    };
    for (const extension of [".ts", ".tsx"]) {
      Module._extensions[extension] = (module, filename) => module._compile(this.transformFile(filename), filename);
    }
  }

  requireModule(from, moduleName, options, isRequireActual) {
    if (options?.isInternalModule) {
      return super.requireModule(from, moduleName, options, isRequireActual);
    }
    this.forgetOtherKinds();
    this._environment.global.jest ??= this._createJestObjectFor(from);
    return createRequire(from)(moduleName ?? from);
  }

  /** Before the first file of a kind is loaded, and before every file that shares nothing. */
  forgetOtherKinds() {
    if (!this.isPrepared && (this.kind === "none" || loadedBy !== this.kind)) {
      this.forget((filename) => filename.includes(STATEFUL) || this.isOurs(filename));
    }
    this.isPrepared = true;
    loadedBy = this.kind;
  }

  /** Jest's own modules run in the worker's scope too. */
  createScriptFromCode(source, filename) {
    const script = new Script(this.wrapCodeInModuleWrapper(source), { filename });
    return { runInContext: () => script.runInThisContext() };
  }

  teardown() {
    super.teardown();
    Object.assign(Module._extensions, { ".js": loadJavaScript });
    const isInStore = (filename) => this.inStore.some((folder) => filename.startsWith(folder));
    this.forget((filename) => this.isOurs(filename) && !(this.kind === "store" && isInStore(filename)));
  }

  forget(isForgotten) {
    for (const [filename, module] of Object.entries(require.cache)) {
      if (isForgotten(filename)) {
        delete require.cache[filename];
        module.children = [];
      }
    }
  }

  isOurs(filename) {
    return (
      filename.startsWith(this.rootDir) && !filename.startsWith(__dirname) && !filename.includes(`node_modules${sep}`)
    );
  }
}

module.exports = { __esModule: true, default: NativeRuntime };
