import { dirname, resolve } from "node:path";
import { Modules } from "@medusajs/framework/utils";
import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import type CustomerModuleService from "../../../src/modules/customer/service";
import { runSql } from "../databases/module-connection";
import { RestorableDatabase } from "../databases/restorable-database";

const OURS = resolve(__dirname, "../../../src/modules/customer");

/**
 * Where the module under test lies. `CUSTOMER_MODULE=core` runs the same specs against core's module: what core passes
 * too is its contract, what core fails is a fault that only ours has put right.
 */
export const runsAgainstCore = process.env.CUSTOMER_MODULE === "core";

const skipsFaultsOfCore = runsAgainstCore && process.env.CORE_FAULTS !== "run";

/** A test that core fails. `CUSTOMER_MODULE=core CORE_FAULTS=run` runs it there all the same, to see that it does. */
export const itOnOurs: jest.It = skipsFaultsOfCore ? it.skip : it;

function moduleFolder(): string {
  // Core's package has no folder export: its entry file is the way to its folder.
  return runsAgainstCore ? dirname(require.resolve("@medusajs/customer")) : OURS;
}

type Runner = Parameters<typeof moduleIntegrationTestRunner<CustomerModuleService>>[0];
type SuiteOptions = Omit<Parameters<Runner["testSuite"]>[0], "MikroOrmWrapper">;

/** Runs SQL past the service, as core's module or a person with psql would. */
type Sql = <Row>(statement: string) => Promise<Row[]>;

/** Runs a suite on the service over a real PostgreSQL whose schema the module's own migrations made. Each test finds it empty. */
export function describeCustomerModule(
  testSuite: (options: SuiteOptions & { sql: Sql }) => void,
  moduleOptions: Record<string, unknown> = {},
  injectedDependencies: Record<string, unknown> = {},
): void {
  const database = new RestorableDatabase(
    `customers-module-${process.env.JEST_WORKER_ID ?? 1}`,
    runsAgainstCore ? "core-schema" : "schema",
  );
  moduleIntegrationTestRunner<CustomerModuleService>({
    moduleName: Modules.CUSTOMER,
    resolve: moduleFolder(),
    // With models the runner would migrate an empty database for each test.
    moduleModels: [],
    dbName: database.name,
    hooks: { beforeModuleInit: () => database.restore() },
    moduleOptions,
    injectedDependencies,
    testSuite: (options) => {
      afterAll(() => database.close());
      testSuite({ ...options, sql: (statement) => runSql(options.dbConfig.clientUrl, statement) });
    },
  });
}
