import { dirname, join, resolve } from "node:path";
import type { ICustomerModuleService } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import type CustomerModuleService from "../../src/modules/customer/service";

const OURS = resolve(__dirname, "../../src/modules/customer");

/**
 * Where the module under test lies. `CUSTOMER_MODULE=core` runs the same specs against core's module: what core passes
 * too is its contract, what core fails is a fault that only ours has put right.
 */
export const runsAgainstCore = process.env.CUSTOMER_MODULE === "core";

const skipsFaultsOfCore = runsAgainstCore && process.env.CORE_FAULTS !== "run";

/** A test that core fails. `CUSTOMER_MODULE=core CORE_FAULTS=run` runs it there all the same, to see that it does. */
export const itOnOurs: jest.It = skipsFaultsOfCore ? it.skip : it;

function moduleFolder(): string {
  // Core's package has no folder export: its entry file tells where it lies.
  return runsAgainstCore ? dirname(require.resolve("@medusajs/customer")) : OURS;
}

function loadModels(folder: string): object[] {
  const names = runsAgainstCore
    ? ["address", "customer", "customer-group", "customer-group-customer"]
    : ["customer-address", "customer", "customer-group", "customer-group-customer"];
  return names.map((name) => require(join(folder, "models", name)).default);
}

type Runner = Parameters<typeof moduleIntegrationTestRunner<ICustomerModuleService>>[0];
type SuiteOptions = Parameters<Runner["testSuite"]>[0];

/** Runs a suite on the service over a real PostgreSQL whose schema the module's own migrations made. */
export function describeCustomerModule(
  testSuite: (options: Omit<SuiteOptions, "service"> & { service: CustomerModuleService }) => void,
  moduleOptions: Record<string, unknown> = {},
  injectedDependencies: Record<string, unknown> = {},
): void {
  jest.setTimeout(60_000);
  const folder = moduleFolder();
  moduleIntegrationTestRunner<CustomerModuleService>({
    moduleName: Modules.CUSTOMER,
    resolve: folder,
    moduleModels: loadModels(folder),
    pathToMigrations: join(folder, "migrations"),
    moduleOptions,
    injectedDependencies,
    testSuite,
  });
}
