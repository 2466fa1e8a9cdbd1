import type { ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { StoreTemplate } from "../databases/template-databases";
import { ApiClient } from "../http/api-client";
import { CallRecorder } from "./call-recorder";
import { stopScheduledJobs } from "./scheduled-jobs";
import { runStore, type SuiteOptions } from "./store-runner";
import type { StoreKind } from "./stores";

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

/** Boots examples/store on its own database; every test starts from the empty store again. */
export function describeStore(testSuite: (store: Store) => void): void {
  describeCopy("example", testSuite);
}

/**
 * Boots examples/store once for all parts of a feature, by their titles. The hooks of a part run for its own tests only, and
 * each test starts from the empty store.
 */
export function describeFeature(parts: Record<string, (store: Store) => void>): void {
  describeStore((store) => {
    for (const [title, part] of Object.entries(parts)) {
      describe(title, () => part(store));
    }
  });
}

/** Boots a store that has defined the plugin's index for Medusa's Search Module. */
export function describeSearchStore(testSuite: (store: Store) => void): void {
  describeCopy("search", testSuite);
}

/** Boots a store that has switched Medusa's roles on. */
export function describeRbacStore(testSuite: (store: Store) => void): void {
  describeCopy("rbac", testSuite);
}

/**
 * Boots a store on core's module over the database of this name, which `prepare` makes and fills before; every test
 * starts from what it filled in.
 */
export function describeCoreStore(
  { database, prepare }: { database: string; prepare: () => Promise<void> },
  testSuite: (store: Store) => void,
): void {
  const make = async () => {
    await prepare();
    return false;
  };
  runStore("core", { name: database, prepare: make }, { testSuite: (options) => testSuite(new Store(options)) });
}

/** On a copy of the migrated database of its kind; the first spec of a run that needs the kind migrates it. */
function describeCopy(kind: StoreKind, testSuite: (store: Store) => void): void {
  const template = new StoreTemplate(kind, `customers-store-${kind}-${process.env.JEST_WORKER_ID ?? 1}`);
  const prepare = () => template.prepare();
  const afterBoot = async () => {
    await stopScheduledJobs();
    await template.keep();
  };
  runStore(
    kind,
    { name: template.database, prepare },
    {
      afterBoot,
      testSuite: (options) => {
        afterAll(() => template.release());
        testSuite(new Store(options));
      },
    },
  );
}
