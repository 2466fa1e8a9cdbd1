import type { Message } from "@medusajs/framework/types";
import { MockEventBusService } from "@medusajs/test-utils";

/** An event bus that records what a service emits. */
export class EventLog extends MockEventBusService {
  /** The messages of each call, with its options. */
  readonly calls: { messages: Message[]; options?: Record<string, unknown> }[] = [];
  /** Runs before each call returns, as a subscriber would. */
  whileEmitting: () => Promise<void> = async () => {};

  override async emit<T>(data: Message<T> | Message<T>[], options?: Record<string, unknown>): Promise<void> {
    this.calls.push({ messages: [data].flat(), options });
    await this.whileEmitting();
  }

  get messages(): Message[] {
    return this.calls.flatMap(({ messages }) => messages);
  }

  /** Returns how often an event was emitted. */
  count(name: string): number {
    return this.messages.filter((message) => message.name === name).length;
  }

  /** Clears the recorded calls. @returns their messages. */
  takeMessages(): Message[] {
    return this.calls.splice(0).flatMap(({ messages }) => messages);
  }

  /** Clears the recorded calls. @returns `name {data}` of each message, sorted. */
  take(): string[] {
    return this.takeMessages()
      .map(({ name, data }) => `${name} ${JSON.stringify(data)}`)
      .sort();
  }
}
