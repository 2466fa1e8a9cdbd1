import { MetadataStorage } from "@medusajs/framework/mikro-orm/core";
import { MedusaApp, MedusaModule } from "@medusajs/framework/modules-sdk";
import type { IEventBusModuleService, Message } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules, ModulesSdkUtils, mikroORMEntityBuilder } from "@medusajs/framework/utils";
import { limitedUrl } from "./databases/database";
import { QUIET_LOGGER } from "./databases/migrate";

/** Drops every message, and knows how many there were. */
export class EventCounter implements IEventBusModuleService {
  count = 0;

  async emit<T>(data: Message<T> | Message<T>[]): Promise<void> {
    this.count += Array.isArray(data) ? data.length : 1;
  }

  subscribe(): this {
    return this;
  }

  unsubscribe(): this {
    return this;
  }

  async releaseGroupedEvents(): Promise<void> {}

  async clearGroupedEvents(): Promise<void> {}

  addInterceptor(): this {
    return this;
  }

  removeInterceptor(): this {
    return this;
  }
}

export type RunningService<Service> = {
  service: Service;
  events: EventCounter;
  stop(): Promise<void>;
};

/** The same for both services. */
const POOL = { min: 2, max: 4 };

/**
 * Boots a customer module as a store does, on its own connection pool. Medusa keeps modules, and the entities made
 * of their models, globally by name; two modules of one name live in one process because each forgets what the other
 * left there. What a booted service works with it has by then.
 */
export async function bootService<Service>(
  moduleFolder: string,
  url: string,
  { isLimited = true }: { isLimited?: boolean } = {},
): Promise<RunningService<Service>> {
  MedusaModule.clearInstances();
  mikroORMEntityBuilder.clear();
  MetadataStorage.clear();
  const database = { clientUrl: isLimited ? limitedUrl(url) : url, schema: "public" };
  const connection = ModulesSdkUtils.createPgConnection({ ...database, pool: POOL });
  const events = new EventCounter();
  const app = await MedusaApp({
    modulesConfig: { [Modules.CUSTOMER]: { resolve: moduleFolder, options: { database } } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: QUIET_LOGGER,
      [Modules.EVENT_BUS]: events,
    },
  });
  await app.onApplicationStart();
  // as: the app keeps its modules untyped; the folder says which one it is.
  const service = app.modules[Modules.CUSTOMER] as Service;
  return { service, events, stop: () => connection.destroy() };
}
