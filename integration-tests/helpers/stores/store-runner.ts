import { MedusaAppLoader } from "@medusajs/framework";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { medusaIntegrationTestRunner } from "@medusajs/test-utils";
import * as runnerDatabase from "@medusajs/test-utils/dist/database";
import { StartingRows } from "../databases/starting-rows";
import { countBoot } from "../run/run-counts";
import { captureRunner } from "./captured-runner";
import { SharedStore, sharesStore } from "./shared-store";
import { STORES, type StoreKind } from "./stores";

type TestSuite = Parameters<typeof medusaIntegrationTestRunner>[0]["testSuite"];

export type SuiteOptions = Parameters<TestSuite>[0];

type Database = {
  name: string;
  /** Makes the database; true when it is migrated already. */
  prepare: () => Promise<boolean>;
};

/**
 * Boots a store with Medusa's runner, which is made faster here in ways that no test can see.
 *
 * @param afterBoot runs after each boot, before the rows of the store are kept for the tests
 */
export function runStore(
  kind: StoreKind,
  database: Database,
  { afterBoot = async () => {}, testSuite }: { afterBoot?: () => Promise<void>; testSuite: TestSuite },
): void {
  const beforeServerStart = async (container: MedusaContainer) => {
    countBoot(kind);
    hashPasswordsFast(container);
    if (await database.prepare()) {
      skipMigrations();
    }
  };
  const run = (suite: TestSuite) =>
    medusaIntegrationTestRunner({
      ...{ cwd: STORES[kind], dbName: database.name, hooks: { beforeServerStart }, testSuite: suite },
    });
  if (sharesStore()) {
    onSharedStore(
      SharedStore.of(database.name, () => captureRunner(run)),
      afterBoot,
      testSuite,
    );
  } else {
    withRestoredRows(database.name, () => {
      run((options) => {
        beforeAll(() => jest.restoreAllMocks());
        afterEach(() => jest.restoreAllMocks());
        // Jest runs this hook also after a boot that failed.
        beforeAll(async () => {
          if (options.getContainer()) {
            await afterBoot();
          }
        });
        testSuite(options);
      });
    });
  }
}

function onSharedStore(store: SharedStore, afterBoot: () => Promise<void>, testSuite: TestSuite): void {
  describe("", () => {
    beforeAll(() => store.beginFile(afterBoot));
    beforeAll(() => jest.restoreAllMocks());
    beforeEach(() => store.beginTest());
    afterEach(() => store.endTest());
    afterEach(() => jest.restoreAllMocks());
    testSuite(store.options);
  });
}

/** A hash as slow as a shop wants it takes 0.1 s of a processor, and many tests register dozens of customers. */
function hashPasswordsFast(container: MedusaContainer): void {
  const { modules } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE);
  // as: Medusa types the options of no module.
  const auth = modules?.[Modules.AUTH] as { options: { providers: { id: string; options?: object }[] } } | undefined;
  for (const provider of auth?.options.providers.filter(({ id }) => id === "emailpass") ?? []) {
    provider.options = { ...provider.options, hashConfig: { logN: 1, r: 8, p: 1 } };
  }
}

/** To find that all tables and links are there takes the runner three seconds. Until the next `restoreAllMocks`. */
function skipMigrations(): void {
  jest.spyOn(MedusaAppLoader.prototype, "runModulesMigrations").mockResolvedValue(undefined);
  const planner = { createPlan: async () => [], executePlan: async () => {} };
  jest.spyOn(MedusaAppLoader.prototype, "getLinksExecutionPlanner").mockResolvedValue(planner);
}

type Names = { databaseName: string; templateName: string };

/**
 * Medusa's runner copies the whole database before each test, which takes half a second for the 800 files of a store. The
 * runners made within `work` put back the rows instead, and copy only after a test that changed the schema.
 */
function withRestoredRows(database: string, work: () => void): void {
  const makeUtilities = runnerDatabase.dbTestUtilFactory;
  const spy = jest.spyOn(runnerDatabase, "dbTestUtilFactory").mockImplementation(() => {
    const utilities = makeUtilities();
    const rows = new StartingRows(database);
    return {
      ...utilities,
      snapshot: async (names: Names) => {
        await rows.keep();
        await utilities.snapshot(names);
      },
      restore: async (names: Names) => {
        if (!(await rows.restore())) {
          await utilities.restore(names);
        }
      },
      shutdown: async (name: string) => {
        await rows.close();
        await utilities.shutdown(name);
      },
    };
  });
  try {
    work();
  } finally {
    spy.mockRestore();
  }
}
