import { dirname, resolve } from "node:path";
import type { ICustomerModuleService, Message } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules, ModulesSdkUtils } from "@medusajs/framework/utils";
import { initModules, MockEventBusService } from "@medusajs/test-utils";
import type CustomerModuleService from "../../../src/modules/customer/service";
import { databaseUrl } from "../databases/databases";

const OURS = resolve(__dirname, "../../../src/modules/customer");

/** Core's package has no folder export: its entry file is the way to its folder. */
const CORE = dirname(require.resolve("@medusajs/customer"));

type Settings = {
  database: string;
  /** How many connections the module may hold at once. */
  connections?: number;
  options?: Record<string, unknown>;
};

/** Keeps the names of the events that a service sends. */
export class EventLog extends MockEventBusService {
  readonly sent: Message[] = [];

  override async emit<T>(data: Message<T> | Message<T>[]): Promise<void> {
    this.sent.push(...[data].flat());
  }

  /** How often each event was sent. */
  count(name: string): number {
    return this.sent.filter((message) => message.name === name).length;
  }
}

export type RunningModule<Service> = { service: Service; events: EventLog; stop: () => Promise<void> };

async function run<Service>(folder: string, settings: Settings): Promise<RunningModule<Service>> {
  const database = { clientUrl: databaseUrl(settings.database), schema: "public" };
  const connection = ModulesSdkUtils.createPgConnection({
    ...database,
    pool: { min: 0, max: settings.connections ?? 4 },
  });
  const events = new EventLog();
  const { medusaApp, shutdown } = await initModules({
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: console,
      [Modules.EVENT_BUS]: events,
    },
    databaseConfig: database,
    modulesConfig: {
      [Modules.CUSTOMER]: {
        resolve: folder,
        // The symbol says: work on the connections above, not on a pool of the module's own.
        options: { database, ...settings.options, [ModulesSdkUtils.isSharedConnectionSymbol]: true },
      },
    },
    preventConnectionDestroyWarning: true,
  });
  const stop = async () => {
    await shutdown();
    await connection.destroy();
  };
  // as: the app keeps its modules untyped; the folder says which one it is.
  return { service: medusaApp.modules[Modules.CUSTOMER] as Service, events, stop };
}

/** This plugin's module over a database that is migrated already. One module at a time: Medusa keeps them globally. */
export function runOurModule(settings: Settings): Promise<RunningModule<CustomerModuleService>> {
  return run(OURS, settings);
}

/** Core's module over the same database, as after the plugin was taken out of the config. */
export function runCoreModule(settings: Settings): Promise<RunningModule<ICustomerModuleService>> {
  return run(CORE, settings);
}
