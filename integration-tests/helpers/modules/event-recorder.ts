import { BusListener } from "../stores/bus-listener";
import type { Store } from "../stores/store";

/** Notes the names of what the store's event bus delivers, internal events included, between `start` and `stop`. */
export class EventRecorder {
  private readonly listener: BusListener;

  constructor(store: Store) {
    this.listener = new BusListener(store);
  }

  async start(): Promise<void> {
    await this.listener.settle();
    this.listener.start();
  }

  /**
   * Releases the events that the bus still holds for the group (a failed run must have cleared them) and ends.
   *
   * @returns the names of the events that were delivered, each once and sorted.
   */
  async stop(group: string): Promise<string[]> {
    const { bus, messages } = this.listener;
    await bus.releaseGroupedEvents(group);
    await this.listener.settle();
    this.listener.stop();
    return [...new Set(messages.map(({ name }) => name))].sort();
  }
}
