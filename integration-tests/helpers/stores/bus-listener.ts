import type { IEventBusModuleService, Message } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { Store } from "./store";

/** Keeps what the store's event bus delivers, internal events included, between `start` and `stop`. */
export class BusListener {
  readonly bus: IEventBusModuleService;
  readonly messages: Message[] = [];
  private readonly note = async (message: Message): Promise<void> => {
    this.messages.push(message);
  };

  constructor(store: Store) {
    this.bus = store.container.resolve(Modules.EVENT_BUS);
  }

  start(): void {
    this.messages.length = 0;
    this.bus.addInterceptor?.(this.note);
  }

  stop(): void {
    this.bus.removeInterceptor?.(this.note);
  }

  /** The bus delivers in promise callbacks of the current turn; the next turn comes after all of them. */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}
