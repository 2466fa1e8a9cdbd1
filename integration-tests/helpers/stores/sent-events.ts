import { until } from "../timing/until";
import { BusListener } from "./bus-listener";
import type { Store } from "./store";

/** Keeps the events that the store's bus delivers, with their data, as a subscriber would get them. */
export class SentEvents {
  private readonly listener: BusListener;

  constructor(store: Store) {
    this.listener = new BusListener(store);
    this.listener.start();
  }

  /** The data of each event of that name so far, in order. */
  async all<Data>(name: string): Promise<Data[]> {
    await this.listener.settle();
    // as: the test knows what the event holds, and checks it.
    return this.listener.messages.filter((message) => message.name === name).map(({ data }) => data as Data);
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
    this.listener.stop();
  }
}

/** What the store's bus delivers while the work runs: names with their data, without the module's own events. */
export async function eventsOf(store: Store, work: () => Promise<unknown>): Promise<{ name: string; data: unknown }[]> {
  const listener = new BusListener(store);
  listener.start();
  try {
    await work();
    await listener.settle();
  } finally {
    listener.stop();
  }
  return listener.messages
    .filter(({ name }) => !name.startsWith("customer.customer"))
    .map(({ name, data }) => ({ name, data }));
}
