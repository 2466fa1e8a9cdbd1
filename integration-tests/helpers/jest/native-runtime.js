const { readFileSync } = require("node:fs");
const { Module, createRequire } = require("node:module");
const { sep } = require("node:path");
const { Script } = require("node:vm");
const { default: Runtime } = require("jest-runtime");

/** The packages that keep state of a running Medusa. Only specs beside the sources share them: those run the module alone. */
const STATEFUL = `node_modules${sep}@medusajs${sep}`;

/** Node never loads twice what these `import()`: they would get the packages of the spec file before. */
const IMPORTS_PACKAGES_OF_MEDUSA = /node_modules.@medusajs.(medusa|test-utils).dist/;

const loadJavaScript = Module._extensions[".js"];

/**
 * Loads specs with Node's own `require` instead of jest's, which costs about two seconds per file for Medusa's packages and as
 * much memory again. A worker keeps what it has loaded; our own files are loaded again for each spec file. In return
 * `jest.mock` does not work: our specs mock no modules.
 */
class NativeRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    this.rootDir = config.rootDir + sep;
    this.sharesMedusa = environment.sharesMedusa;
    if (!this.sharesMedusa) {
      this.forget((filename) => filename.includes(STATEFUL));
    }
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
    this._environment.global.jest ??= this._createJestObjectFor(from);
    return createRequire(from)(moduleName ?? from);
  }

  /** Jest's own modules run in the worker's scope too. */
  createScriptFromCode(source, filename) {
    const script = new Script(this.wrapCodeInModuleWrapper(source), { filename });
    return { runInContext: () => script.runInThisContext() };
  }

  teardown() {
    super.teardown();
    Object.assign(Module._extensions, { ".js": loadJavaScript });
    this.forget((filename) => this.isOurs(filename) || (!this.sharesMedusa && filename.includes(STATEFUL)));
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
