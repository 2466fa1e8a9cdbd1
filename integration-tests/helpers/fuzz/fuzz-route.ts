import fc from "fast-check";
import { rightBodies, sample } from "../bodies";
import type { Store } from "../store";
import { KeptRows } from "./kept-rows";
import { ODD_PARTS } from "./odd-parts";
import { queries } from "./queries";
import type { RawAnswer, RawClient } from "./raw-client";
import type { FuzzRoute } from "./routes";
import type { FuzzStore, Slot } from "./slots";
import { changedTables, StoredState } from "./stored-state";

/** Milliseconds. On a busy machine one of many requests at once may take longer; then it is sent again alone. */
const SLOWEST = 5_000;

/** Query strings, and as many bodies, after which the rows are put back. */
const CHUNK = 100;

type Sent = { query: string; body?: string; part?: string };

type Answered = { sent: Sent; answer: RawAnswer };

/** `refused` without 401 and 404; `commonest` is the refusal that came most. */
export type RouteReport = { accepted: number; refused: number; commonest: string; problems: object[] };

/** Sends one route so many wrong query strings and bodies, and odd paths, as many at once as there are slots. */
export class RouteFuzzer {
  private readonly rows: KeptRows;
  private readonly state: StoredState;

  constructor(
    store: Store,
    private readonly client: RawClient,
    private readonly given: FuzzStore,
    private readonly seed: number,
  ) {
    this.rows = new KeptRows(store);
    this.state = new StoredState(store);
  }

  /** The rows that are there now are those that every route starts from. */
  async keep(): Promise<void> {
    await this.rows.keep();
  }

  async fuzz(route: FuzzRoute, count: number): Promise<RouteReport> {
    const report: RouteReport = { accepted: 0, refused: 0, commonest: "", problems: [] };
    for (let sent = 0; sent < count; sent += CHUNK) {
      const requests = this.requests(route, Math.min(CHUNK, count - sent), this.seed + sent);
      const answered = await this.sendAll(route, requests);
      const refused = answered.filter(({ answer }) => answer.status >= 400);
      const strays = route.method === "GET" ? [] : await this.strays(route, refused);
      report.accepted += answered.filter(({ answer }) => isAccepted(route, answer)).length;
      report.refused += refused.filter(({ answer }) => ![401, 404].includes(answer.status)).length;
      report.commonest = commonestOf(refused);
      report.problems.push(...(await this.wrong(route, answered)), ...strays);
    }
    return report;
  }

  private requests({ path, query, body }: FuzzRoute, count: number, seed: number): Sent[] {
    const fields = body?.(this.given);
    const right = fields ? rightBodies(fields, count, seed).map((one) => JSON.stringify(one)) : [];
    const wrongQueries = fc.sample(queries(query), { numRuns: count, seed });
    const wrongBodies = fields ? sample(fields, count, seed) : [];
    const parts = path.includes(":") ? ODD_PARTS : [];
    return [
      ...parts.map((part) => ({ query: "", body: right[0], part })),
      ...wrongQueries.map((text, index) => ({ query: text, body: right[index] })),
      ...wrongBodies.map((value) => ({ query: "", body: JSON.stringify(value) })),
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
      await this.rows.putBack();
      const before = await this.state.read();
      const answered = await this.sendAll(route, requests);
      if (!changedTables(before, await this.state.read()).length) {
        return [];
      }
      const stillRefused = answered.filter(({ answer }) => answer.status >= 400);
      if (stillRefused.length === answered.length && !route.isAsync) {
        break;
      }
      requests = stillRefused.map(({ sent }) => sent);
    }
    return await this.culprits(route, requests);
  }

  /** The same one by one. */
  private async culprits(route: FuzzRoute, requests: readonly Sent[]): Promise<object[]> {
    const found: object[] = [];
    await this.rows.putBack();
    for (const sent of requests) {
      const before = await this.state.read();
      const answer = await this.send(route, this.given.slots[0], sent);
      const stored = changedTables(before, await this.state.read());
      if (stored.length && answer.status >= 400) {
        found.push({ ...this.describe(route, { sent, answer }), stored });
      }
    }
    await this.rows.putBack();
    return found.length
      ? found
      : [{ route: `${route.method} ${route.path}`, stored: "by several refused requests at once" }];
  }

  /** A 5xx, or an answer that takes too long alone, too. */
  private async wrong(route: FuzzRoute, answered: readonly Answered[]): Promise<object[]> {
    const wrong = answered.filter(({ answer }) => answer.status >= 500);
    for (const { sent } of answered.filter(({ answer }) => answer.milliseconds > SLOWEST)) {
      const answer = await this.send(route, this.given.slots[0], sent);
      wrong.push(...(answer.milliseconds > SLOWEST ? [{ sent, answer }] : []));
    }
    return wrong.map((one) => this.describe(route, one));
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

/** Beside those of the odd paths. */
function commonestOf(refused: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { answer } of refused.filter(({ sent }) => sent.part === undefined)) {
    const text = `${answer.status} ${answer.body.slice(0, 200)}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

function isAccepted({ reached }: FuzzRoute, { status, body }: RawAnswer): boolean {
  return status < 300 || (status < 500 && reached?.test(body) === true);
}

function urlOf(path: string, { slot, query, part }: { slot: Slot; query: string; part?: string }): string {
  const url = path.replace(/:(\w+)/g, (_, name: keyof Slot["ids"]) => part ?? slot.ids[name]);
  return query ? `${url}?${query}` : url;
}
