import type { IEventBusModuleService, Message } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { Store } from "../stores/store";

/** Notes what the store's event bus delivers, internal events included, between `start` and `stop`. */
export class EventRecorder {
  private readonly bus: IEventBusModuleService;
  private readonly messages: Message[] = [];
  private readonly note = async (message: Message): Promise<void> => {
    this.messages.push(message);
  };

  constructor(store: Store) {
    this.bus = store.container.resolve(Modules.EVENT_BUS);
  }

  async start(): Promise<void> {
    await this.settle();
    this.messages.length = 0;
    this.bus.addInterceptor?.(this.note);
  }

  /**
   * Releases the events that the bus still holds for the group (a failed run must have cleared them) and ends.
   *
   * @returns the names of the events that were delivered, each once and sorted.
   */
  async stop(group: string): Promise<string[]> {
    await this.bus.releaseGroupedEvents(group);
    await this.settle();
    this.bus.removeInterceptor?.(this.note);
    return [...new Set(this.messages.map(({ name }) => name))].sort();
  }

  /** The bus delivers in promise callbacks of the current turn; the next turn comes after all of them. */
  private settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}
