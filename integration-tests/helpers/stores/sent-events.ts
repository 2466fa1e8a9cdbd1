import type { IEventBusModuleService, Message } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { until } from "../timing/until";
import type { Store } from "./store";

/** Keeps the events that the store's bus delivers, with their data, as a subscriber would get them. */
export class SentEvents {
  private readonly bus: IEventBusModuleService;
  private readonly messages: Message[] = [];
  private readonly note = async (message: Message): Promise<void> => {
    this.messages.push(message);
  };

  constructor(store: Store) {
    this.bus = store.container.resolve(Modules.EVENT_BUS);
    this.bus.addInterceptor?.(this.note);
  }

  /** The data of each event of that name so far, in order. */
  async all<Data>(name: string): Promise<Data[]> {
    // The bus delivers in promise callbacks of the current turn; the next turn comes after all of them.
    await new Promise((resolve) => setImmediate(resolve));
    // as: the test knows what the event holds, and checks it.
    return this.messages.filter((message) => message.name === name).map(({ data }) => data as Data);
  }

  /** The data of the last event of that name, once there are so many. */
  async last<Data>(name: string, count = 1): Promise<Data> {
    let found: Data[] = [];
    const hasCome = async () => {
      found = await this.all<Data>(name);
      return found.length >= count;
    };
    await until(hasCome, () => `${count} of ${name}`);
    return found[found.length - 1];
  }

  stop(): void {
    this.bus.removeInterceptor?.(this.note);
  }
}

/** What the store's bus delivers while the work runs: names with their data, without the module's own events. */
export async function eventsOf(store: Store, work: () => Promise<unknown>): Promise<{ name: string; data: unknown }[]> {
  const bus = store.container.resolve(Modules.EVENT_BUS);
  const heard: { name: string; data: unknown }[] = [];
  const note = async ({ name, data }: Message): Promise<void> => {
    if (!name.startsWith("customer.customer")) {
      heard.push({ name, data });
    }
  };
  bus.addInterceptor?.(note);
  try {
    await work();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    bus.removeInterceptor?.(note);
  }
  return heard;
}
