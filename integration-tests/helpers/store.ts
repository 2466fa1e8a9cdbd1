import { resolve } from "node:path";
import type { ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { medusaIntegrationTestRunner } from "@medusajs/test-utils";
import { ApiClient } from "./api-client";
import { CallRecorder } from "./call-recorder";

const STORE = resolve(__dirname, "../../examples/store");
const CORE_STORE = resolve(__dirname, "core-store");
const SEARCH_STORE = resolve(__dirname, "search-store");
const RBAC_STORE = resolve(__dirname, "rbac-store");

type Runner = Parameters<typeof medusaIntegrationTestRunner>[0];
type SuiteOptions = Parameters<Runner["testSuite"]>[0];

/** The running example store. What it gives is there once the first test runs, not before. */
export class Store {
  constructor(private readonly options: SuiteOptions) {}

  get container(): MedusaContainer {
    return this.options.getContainer();
  }

  /** The very service that the store's routes, workflows and Query work with. */
  get customers(): ICustomerModuleService {
    return this.container.resolve(Modules.CUSTOMER);
  }

  get client(): ApiClient {
    return new ApiClient(this.options.api);
  }

  /** Where it listens. */
  get origin(): string {
    return this.options.api.defaults.baseURL;
  }

  recordCalls(): CallRecorder {
    return new CallRecorder(this.customers);
  }

  /** Runs SQL on the store's database. */
  async sql<Row>(statement: string, bindings: readonly string[] = []): Promise<Row[]> {
    const { rows } = await this.options.dbConnection.raw(statement, bindings);
    return rows;
  }

  /** Every row of the module's four tables, deleted ones included: equal before and after says that nothing changed. */
  async customerTables(): Promise<Record<string, unknown[]>> {
    const tables = ["customer", "customer_address", "customer_group", "customer_group_customer"];
    const rows = tables.map(async (table) => [table, await this.sql(`select * from "${table}" order by id`)] as const);
    return Object.fromEntries(await Promise.all(rows));
  }
}

/** Boots examples/store on a database of its own; every test starts from the empty store again. */
export function describeStore(testSuite: (store: Store) => void): void {
  describeStoreIn({ cwd: STORE }, testSuite);
}

/**
 * Boots a store on core's module over the database of this name, which `prepare` makes and fills before; every test
 * starts from what it filled in.
 */
export function describeCoreStore(
  { database, prepare }: { database: string; prepare: () => Promise<void> },
  testSuite: (store: Store) => void,
): void {
  describeStoreIn({ cwd: CORE_STORE, dbName: database, hooks: { beforeServerStart: prepare } }, testSuite);
}

/** Boots a store that has defined the plugin's index for Medusa's Search Module. */
export function describeSearchStore(testSuite: (store: Store) => void): void {
  describeStoreIn({ cwd: SEARCH_STORE }, testSuite);
}

/** Boots a store that has switched Medusa's roles on. */
export function describeRbacStore(testSuite: (store: Store) => void): void {
  describeStoreIn({ cwd: RBAC_STORE }, testSuite);
}

function describeStoreIn(settings: Omit<Runner, "testSuite">, testSuite: (store: Store) => void): void {
  jest.setTimeout(60_000);
  medusaIntegrationTestRunner({
    ...settings,
    testSuite: (options) => {
      afterEach(() => {
        jest.restoreAllMocks();
      });
      testSuite(new Store(options));
    },
  });
}
