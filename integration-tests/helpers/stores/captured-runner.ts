import type { medusaIntegrationTestRunner } from "@medusajs/test-utils";

export type RunnerOptions = Parameters<Parameters<typeof medusaIntegrationTestRunner>[0]["testSuite"]>[0];

const HOOKS = ["beforeAll", "beforeEach", "afterEach", "afterAll"] as const;

/** The hooks that Medusa's runner registers for a spec file, and what it gives to the tests. */
export type CapturedRunner = Record<(typeof HOOKS)[number], () => Promise<void>> & { options: RunnerOptions };

/** Makes Medusa's runner without registering its hooks with jest: the caller calls them. */
export function captureRunner(run: (testSuite: (options: RunnerOptions) => void) => void): CapturedRunner {
  const captured: Partial<CapturedRunner> = {};
  const stand = Object.fromEntries(
    HOOKS.map((hook) => [
      hook,
      (work: () => Promise<void>) => {
        captured[hook] = work;
      },
    ]),
  );
  const jests = Object.fromEntries(["describe", ...HOOKS].map((name) => [name, Reflect.get(globalThis, name)]));
  Object.assign(globalThis, stand, { describe: (_title: string, work: () => void) => work() });
  try {
    run((options) => {
      captured.options = options;
    });
  } finally {
    Object.assign(globalThis, jests);
  }
  // as: the runner registers each hook and calls the suite before it returns.
  return captured as CapturedRunner;
}
