import fc from "fast-check";
import { StartingRows } from "../databases/starting-rows";
import { rightBodies, sample } from "../http/bodies";
import type { Store } from "../stores/store";
import { until } from "../timing/until";
import { deleteFiles, fileIds } from "./files";
import { asForm, FORM } from "./form";
import { ODD_PARTS } from "./odd-parts";
import { queries } from "./queries";
import type { RawAnswer, RawClient } from "./raw-client";
import type { FuzzRoute } from "./routes";
import type { FuzzStore, Slot } from "./slots";
import { changedTables, StoredState } from "./stored-state";

/** Milliseconds. */
const SLOWEST = 5_000;

/** A request whose check was disturbed by work in the background is checked again so often. */
const ATTEMPTS = 5;

/** Requests with nothing wrong, so that what is accepted is seen at work. */
const LEAST_RIGHT = 5;

type Sent = { query: string; body?: string; part?: string };

type Answered = { sent: Sent; slot: Slot; answer: RawAnswer };

/** `refused` without 401 and 404; `commonest` is the refusal that came most. */
export type RouteReport = { accepted: number; refused: number; commonest: string; problems: object[] };

/** Sends one route so many wrong query strings and bodies, and odd paths, one after the other. */
export class RouteFuzzer {
  private readonly state: StoredState;
  /** Of all tables, since the last write that was accepted. */
  private known: Map<string, string> | undefined;
  private readonly files = new Set<string>();

  private constructor(
    private readonly store: Store,
    private readonly client: RawClient,
    private readonly given: FuzzStore,
    private readonly seed: number,
    private readonly rows: StartingRows,
    private readonly sendsAllQueries: boolean,
  ) {
    this.state = new StoredState(store);
  }

  /** The rows that are there now are those that the requests start from. */
  static async create(
    store: Store,
    client: RawClient,
    given: FuzzStore,
    { seed, sendsAllQueries }: { seed: number; sendsAllQueries: boolean },
  ): Promise<RouteFuzzer> {
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");
    const rows = new StartingRows(name, "fuzz_rows");
    await rows.keep();
    const fuzzer = new RouteFuzzer(store, client, given, seed, rows, sendsAllQueries);
    await fuzzer.state.prepare();
    return fuzzer;
  }

  /** Ends the connection and deletes the files that the requests brought. */
  async close(): Promise<void> {
    await this.rows.close();
    await deleteFiles(this.store, [...this.files]);
  }

  async fuzz(route: FuzzRoute, count: number): Promise<RouteReport> {
    const { slots } = this.given;
    const answered: Answered[] = [];
    const problems: object[] = [];
    let before = await this.state.nextTransaction();
    let hasWritten = false;
    for (const [index, sent] of this.requests(route, count).entries()) {
      const slot = slots[index % slots.length];
      const answer = await this.sendUntilFast(route, slot, sent);
      const after = await this.state.nextTransaction();
      const one = { sent, slot, answer };
      answered.push(one);
      if (answer.status >= 500 || answer.milliseconds > SLOWEST) {
        problems.push(this.describe(route, one));
      }
      if (after !== before) {
        const stored = answer.status >= 400 ? await this.storedBy(route, one) : [];
        problems.push(...(stored.length ? [{ ...this.describe(route, one), stored }] : []));
        if (answer.status < 400 || stored.length) {
          hasWritten = true;
          this.known = undefined;
        }
      }
      // After one request to each slot no row is used up.
      if (hasWritten && slot === slots.at(-1)) {
        await this.putBack();
        hasWritten = false;
        before = await this.state.nextTransaction();
      } else {
        before = after === before ? before : await this.state.nextTransaction();
      }
    }
    await this.putBack();
    const refused = answered.filter(({ answer }) => answer.status >= 400);
    return {
      accepted: answered.filter(({ answer }) => isAccepted(route, answer)).length,
      refused: refused.filter(({ answer }) => ![401, 404].includes(answer.status)).length,
      commonest: commonestOf(refused),
      problems,
    };
  }

  /**
   * Wrong bodies go without a query string, and wrong query strings with a right body: what is refused first would hide the
   * other. The query string of a write says only which fields the answer has: of these a fifth is sent, unless all are asked for.
   */
  private requests({ path, query, body, isCores }: FuzzRoute, requested: number): Sent[] {
    const count = isCores ? Math.ceil(requested / 5) : requested;
    const numRuns = body && !this.sendsAllQueries ? Math.ceil(count / 5) : count;
    const wrongQueries = fc.sample(queries(query), { numRuns, seed: this.seed });
    const parts = path.includes(":") ? ODD_PARTS : [];
    if (!body) {
      return [...parts.map((part) => ({ query: "", part })), ...wrongQueries.map((text) => ({ query: text }))];
    }
    const fields = body(this.given);
    const right = rightBodies(fields, numRuns + LEAST_RIGHT, this.seed).map((one) => JSON.stringify(one));
    const wrong = sample(fields, count, this.seed).map((one) => JSON.stringify(one));
    return [
      ...parts.map((part) => ({ query: "", body: right[0], part })),
      ...wrongQueries.map((text, index) => ({ query: text, body: right[index] })),
      ...wrong.map((one) => ({ query: "", body: one })),
      ...right.slice(-LEAST_RIGHT).map((one) => ({ query: "", body: one })),
    ];
  }

  /** On a busy machine one answer may take long: it is asked for once more. */
  private async sendUntilFast(route: FuzzRoute, slot: Slot, sent: Sent): Promise<RawAnswer> {
    const answer = await this.send(route, slot, sent);
    const isSlowOnly = answer.milliseconds > SLOWEST && answer.status < 500;
    return isSlowOnly ? await this.send(route, slot, sent) : answer;
  }

  private send({ method, path, by, isForm }: FuzzRoute, slot: Slot, { query, body, part }: Sent): Promise<RawAnswer> {
    const content = isForm && body !== undefined ? { body: asForm(body), type: FORM } : { body };
    return this.client.send({
      method,
      path: urlOf(path, { slot, query, part }),
      headers: slot.headers[by],
      ...content,
    });
  }

  /**
   * The tables that a request changes though it is refused. While it was answered, a transaction began that could write: its own,
   * perhaps rolled back, or one in the background. So the tables are compared with the last state that is known; if they differ, the
   * request is sent again when all is quiet.
   */
  private async storedBy(route: FuzzRoute, { slot, sent }: Answered): Promise<string[]> {
    let stored = this.known && (await this.changesSince(this.known, route));
    for (let attempt = 0; attempt < ATTEMPTS && stored?.length !== 0; attempt++) {
      await this.putBack();
      const before = await this.state.read();
      const { status } = await this.send(route, slot, sent);
      stored = status >= 400 ? await this.changesSince(before, route) : [];
    }
    return stored ?? [];
  }

  /** The tables that have changed since a state was read. The state of now is the known one until something is stored. */
  private async changesSince(before: Map<string, string>, route: FuzzRoute): Promise<string[]> {
    await this.quiet();
    const now = await this.state.read();
    this.known = now;
    return changedTables(before, now).filter((table) => !route.leaves?.includes(table));
  }

  /** Waits until nothing has written for a while: imports, exports and subscribers work in the background. */
  private async quiet(): Promise<void> {
    let last: string | undefined;
    await until(async () => {
      const before = last;
      last = await this.state.nextTransaction();
      await new Promise((resolve) => setTimeout(resolve, 5));
      return last === before;
    });
  }

  private async putBack(): Promise<void> {
    this.known = undefined;
    await this.quiet();
    for (const id of await fileIds(this.store)) {
      this.files.add(id);
    }
    await this.rows.putBack().catch(async (error: unknown) => {
      if (!isDeadlock(error)) {
        throw error;
      }
      await this.putBack();
    });
  }

  private describe({ method, path }: FuzzRoute, { sent, slot, answer }: Answered): object {
    const { query, body, part } = sent;
    const { status, milliseconds } = answer;
    return {
      ...{ seed: this.seed, method, path: urlOf(path, { slot, query, part }).slice(0, 1_000) },
      ...{ body: body?.slice(0, 1_000), status, answer: answer.body.slice(0, 300) },
      milliseconds: Math.round(milliseconds),
    };
  }
}

const isDeadlock = (error: unknown): boolean => error instanceof Error && Reflect.get(error, "code") === "40P01";

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
  return status < 300 || (status < 500 && reached?.test(body) === true && !body.includes("Invalid request"));
}

function urlOf(path: string, { slot, query, part }: { slot: Slot; query: string; part?: string }): string {
  const url = path.replace(/:(\w+)/g, (_, name: keyof Slot["ids"]) => part ?? slot.ids[name]);
  return query ? `${url}?${query}` : url;
}
