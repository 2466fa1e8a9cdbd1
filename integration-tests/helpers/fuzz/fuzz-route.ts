import fc from "fast-check";
import { type Fields, sample } from "../bodies";
import type { Store } from "../store";
import { StoredChanges } from "../stored-changes";
import { queries } from "./queries";
import type { RawAnswer, RawClient } from "./raw-client";
import type { FuzzRoute } from "./routes";
import type { FuzzStore, Slot } from "./slots";
import { changedTables, StoredState } from "./stored-state";

/** Parts of a path that are no id. */
const ODD_PARTS = [
  ...[
    "%",
    "%FF",
    "%E0%A4%A",
    "%ED%A0%80",
    "%00",
    "cus_%",
    "%2F",
    "..%2f",
    "%20",
    "__proto__",
    "constructor",
    "toString",
  ],
  ...["null", "undefined", "0", "-1", "%27%3B--", "%F0%9F%98%80", "a".repeat(2_000), "cus_none", "batch", "me", "$ne"],
];

const SLOWEST = 5_000;

type Sent = { query: string; body?: string; part?: string };

type Answered = { sent: Sent; answer: RawAnswer };

export type RouteReport = { accepted: number; refused: number; problems: object[] };

/** Sends one route so many wrong query strings and bodies, and odd paths, as many at once as there are slots. */
export class RouteFuzzer {
  private readonly stored: StoredChanges;
  private readonly state: StoredState;

  constructor(
    store: Store,
    private readonly client: RawClient,
    private readonly given: FuzzStore,
    private readonly seed: number,
  ) {
    this.stored = new StoredChanges(store);
    this.state = new StoredState(store);
  }

  /** The rows that are there now are those that every route starts from. */
  async keep(): Promise<void> {
    await this.stored.keep();
  }

  async fuzz(route: FuzzRoute, count: number): Promise<RouteReport> {
    const answered = await this.sendAll(route, this.requests(route, count));
    const problems = answered.filter(isWrong).map((one) => this.describe(route, one));
    await this.stored.putBack();
    const refused = answered.filter(({ answer }) => answer.status >= 400);
    if (route.method !== "GET") {
      problems.push(...(await this.strays(route, refused)));
    }
    return { accepted: answered.length - refused.length, refused: refused.length, problems };
  }

  private requests({ path, query, body }: FuzzRoute, count: number): Sent[] {
    const fields = body?.(this.given);
    const right = fields && JSON.stringify(first(fields, this.seed));
    const wrongQueries = fc.sample(queries(query), { numRuns: count, seed: this.seed });
    const wrongBodies = fields ? sample(fields, count, this.seed) : [];
    const parts = path.includes(":") ? ODD_PARTS : [];
    return [
      ...parts.map((part) => ({ query: "", body: right, part })),
      ...wrongQueries.map((text) => ({ query: text, body: right })),
      ...wrongBodies.map((text) => ({ query: "", body: JSON.stringify(text) })),
    ];
  }

  /** Each slot sends one request after the other. */
  private async sendAll(route: FuzzRoute, requests: readonly Sent[]): Promise<Answered[]> {
    const { slots } = this.given;
    const answered = slots.map(async (slot, index) => {
      const answers: Answered[] = [];
      for (let next = index; next < requests.length; next += slots.length) {
        answers.push({ sent: requests[next], answer: await this.send(route, slot, requests[next]) });
      }
      return answers;
    });
    return (await Promise.all(answered)).flat();
  }

  private send({ method, path, by }: FuzzRoute, slot: Slot, { query, body, part }: Sent): Promise<RawAnswer> {
    return this.client.send({ method, path: urlOf(path, { slot, query, part }), headers: slot.headers[by], body });
  }

  /**
   * Requests that were refused, sent again where nothing else writes: the tables must be as they were. One that is
   * accepted now says nothing, and the others are sent once more.
   */
  private async strays(route: FuzzRoute, refused: readonly Answered[]): Promise<object[]> {
    let requests = refused.map(({ sent }) => sent);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.state.read();
      const answered = await this.sendAll(route, requests);
      const changed = changedTables(before, await this.state.read());
      if (!changed.length) {
        return [];
      }
      const stillRefused = answered.filter(({ answer }) => answer.status >= 400);
      if (stillRefused.length === answered.length && (attempt === ATTEMPTS - 1 || !route.isAsync)) {
        return await this.culprits(route, requests);
      }
      requests = stillRefused.map(({ sent }) => sent);
      await this.stored.putBack();
    }
    return [];
  }

  /** The same one by one. */
  private async culprits(route: FuzzRoute, requests: readonly Sent[]): Promise<object[]> {
    const found: object[] = [];
    await this.stored.putBack();
    for (const sent of requests) {
      const before = await this.state.read();
      const answer = await this.send(route, this.given.slots[0], sent);
      const stored = changedTables(before, await this.state.read());
      if (stored.length && answer.status >= 400) {
        found.push({ ...this.describe(route, { sent, answer }), stored });
      }
    }
    return found.length
      ? found
      : [{ route: `${route.method} ${route.path}`, stored: "by several refused requests at once" }];
  }

  private describe({ method, path }: FuzzRoute, { sent: { query, body, part }, answer }: Answered): object {
    const url = urlOf(path, { slot: this.given.slots[0], query, part });
    const { status, milliseconds } = answer;
    return {
      ...{ seed: this.seed, method, path: url.slice(0, 1_000), query, body: body?.slice(0, 1_000) },
      ...{ status, answer: answer.body.slice(0, 300), milliseconds: Math.round(milliseconds) },
    };
  }
}

/** A request that writes in the background may do so while others are sent again. */
const ATTEMPTS = 4;

function isWrong({ answer: { status, milliseconds } }: Answered): boolean {
  return status >= 500 || milliseconds > SLOWEST;
}

function urlOf(path: string, { slot, query, part }: { slot: Slot; query: string; part?: string }): string {
  const url = path.replace(/:(\w+)/g, (_, name: keyof Slot["ids"]) => part ?? slot.ids[name]);
  return query ? `${url}?${query}` : url;
}

/** A body in which every field is right. */
function first(fields: Fields, seed: number): unknown {
  return fc.sample(fc.record(fields), { numRuns: 1, seed })[0];
}
