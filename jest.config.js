const { resolve } = require("node:path");

// Medusa logs every migration of every boot, and jest would print each line with a stack.
process.env.LOG_LEVEL ??= "error";

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/integration-tests/helpers/jest/native-environment.js",
  runtime: "<rootDir>/integration-tests/helpers/jest/native-runtime.js",
  rootDir: resolve(__dirname),
  roots: ["<rootDir>/src", "<rootDir>/integration-tests"],
  testMatch: ["**/*.spec.ts"],
  moduleFileExtensions: ["ts", "js", "json"],
  modulePathIgnorePatterns: [
    "<rootDir>/.medusa/",
    "<rootDir>/examples/store/.medusa/",
    "<rootDir>/integration-tests/helpers/admin-store/.medusa/",
  ],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: "es2022",
        },
      },
    ],
  },
  setupFiles: ["<rootDir>/integration-tests/helpers/run/quiet-console.ts"],
  globalSetup: "<rootDir>/integration-tests/helpers/run/global-setup.ts",
  globalTeardown: "<rootDir>/integration-tests/helpers/run/global-teardown.ts",
  // Two files at a time: the test runners of Medusa name their databases after the worker, and so do our helpers.
  maxWorkers: 2,
  // Each file leaves its whole copy of Medusa in the worker's heap; one that grew is replaced before its next file.
  workerIdleMemoryLimit: "2GB",
  testSequencer: "<rootDir>/integration-tests/helpers/run/long-files-first.js",
  // Medusa leaves timers and pools behind when its runner closes; a finished run must not wait for them.
  forceExit: true,
  // Against hanging only: a machine with other work may take many times longer than a quiet one.
  testTimeout: 600_000,
  reporters: ["default", "<rootDir>/integration-tests/helpers/run/summary-reporter.js"],
};
