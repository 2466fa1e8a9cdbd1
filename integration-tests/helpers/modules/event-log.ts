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

  /** Clears the recorded calls. @returns how often each event was emitted. */
  takeCounts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { name } of this.takeMessages()) {
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  /** Clears the recorded calls. @returns `name id` of each message, sorted; its data where they are not an id alone. */
  takeIds(): string[] {
    return this.takeMessages()
      .map(({ name, data }) => `${name} ${idIn(data)}`)
      .sort();
  }

  /** Clears the recorded calls. @returns `name {data}` of each message, sorted. */
  take(): string[] {
    return this.takeMessages()
      .map(({ name, data }) => `${name} ${JSON.stringify(data)}`)
      .sort();
  }
}

/** Returns the id in the data of an event; the data itself where they are not an id alone. */
export function idIn(data: unknown): string {
  const isId = typeof data === "object" && data !== null && "id" in data && Object.keys(data).length === 1;
  return isId && typeof data.id === "string" ? data.id : JSON.stringify(data);
}
