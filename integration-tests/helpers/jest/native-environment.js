const { ModuleMocker } = require("jest-mock");
const { kindOfSpec } = require("./spec-kinds");

/** Registries that Medusa's packages make when they are loaded, and look for later. */
const MEDUSAS = new Set([
  ...["MedusaModule", "MedusaWorkflow", "DistributedTransaction", "WorkflowManager", "WorkflowScheduler"],
  ...["Policy", "PolicyOperation", "PolicyResource"],
]);

/** Where `shared-store.ts` keeps the running store of this worker. */
const SHARED_STORE = Symbol.for("medusa-plugin-customers/shared-store");

/**
 * Runs spec files in the worker's own global scope, so that they share loaded packages with the files before them (see
 * native-runtime.js). What a file adds to the global object or changes in the process is taken back after it.
 */
class NativeEnvironment {
  constructor({ projectConfig }, { testPath }) {
    this.kind = kindOfSpec(testPath, projectConfig.rootDir);
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = null;
  }

  async setup() {
    if (this.kind !== "store") {
      await globalThis[SHARED_STORE]?.close();
      Reflect.deleteProperty(globalThis, SHARED_STORE);
    }
    if (this.kind === "none" || (this.kind === "store" && !globalThis[SHARED_STORE])) {
      deleteGlobals((key) => MEDUSAS.has(key));
    }
    this.before = {
      globals: new Set(Reflect.ownKeys(globalThis)),
      console: globalThis.console,
      environment: { ...process.env },
      directory: process.cwd(),
      exit: process.exit,
      listeners: new Map(process.eventNames().map((event) => [event, process.rawListeners(event)])),
    };
  }

  async teardown() {
    const { globals, environment, directory, exit, listeners } = this.before;
    const isShared = (key) => this.kind !== "none" && (MEDUSAS.has(key) || key === SHARED_STORE);
    deleteGlobals((key) => !globals.has(key) && !isShared(key));
    globalThis.console = this.before.console;
    for (const name of Object.keys(process.env)) {
      if (!(name in environment)) {
        delete process.env[name];
      }
    }
    Object.assign(process.env, environment);
    process.chdir(directory);
    process.exit = exit;
    for (const event of process.eventNames()) {
      for (const listener of process.rawListeners(event)) {
        if (!listeners.get(event)?.includes(listener)) {
          process.removeListener(event, listener);
        }
      }
    }
  }

  exportConditions() {
    return ["node", "node-addons"];
  }

  getVmContext() {
    return globalThis;
  }
}

function deleteGlobals(isDeleted) {
  for (const key of Reflect.ownKeys(globalThis).filter(isDeleted)) {
    Reflect.deleteProperty(globalThis, key);
  }
}

module.exports = NativeEnvironment;
