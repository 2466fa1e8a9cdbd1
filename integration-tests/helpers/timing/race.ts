import type { Client } from "pg";
import { CustomerDatabase, type Table } from "../databases/customer-database";
import { withConnection } from "../databases/databases";
import { copyTemplate } from "../databases/template-databases";
import { type EventLog, type RunningModule, runCoreModule, runOurModule } from "../modules/running-module";
import { until } from "./until";

/** `CUSTOMER_MODULE=core` runs the races on core's module, to see which of them it loses. */
const RUNS_CORE = process.env.CUSTOMER_MODULE === "core";

/** Behind the table's lock, or behind the row of one that is. */
const WAITING = `
  select count(*)::int as waiting from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

type Outcomes<Result> = { fulfilled: Result[]; rejected: Error[] };

type Barrier = {
  database: string;
  /** The tables that the racing statements touch first: no caller gets past them until all are there. */
  tables: readonly Table[];
  /** How many connections have to wait at the barrier before it opens. */
  connections: number;
};

/**
 * Starts all calls behind a lock on the tables, waits until as many connections as asked for wait for it, each inside
 * its own transaction, and releases them in one moment.
 */
export async function race<Result>(barrier: Barrier, calls: readonly (() => Promise<Result>)[]) {
  return await withConnection(barrier.database, async (gate) => {
    await gate.query(`begin; lock table ${barrier.tables.join(", ")} in access exclusive mode`);
    const running = Promise.allSettled(calls.map((call) => call()));
    try {
      await everyoneWaits(gate, barrier);
    } finally {
      await gate.query("commit");
    }
    return outcomes(await running);
  });
}

/** Polls until enough connections wait: only the database knows their number, and it notifies no client. */
export async function everyoneWaits(
  gate: Client,
  { tables, connections }: Pick<Barrier, "tables" | "connections">,
): Promise<void> {
  let waiting = 0;
  const haveCome = async () => {
    // Without this a transaction goes on seeing the activity that it saw first.
    await gate.query("select pg_stat_clear_snapshot()");
    const { rows } = await gate.query<{ waiting: number }>(WAITING);
    waiting = rows[0].waiting;
    return waiting >= connections;
  };
  await until(haveCome, () => `${connections} connections at the barrier at ${tables.join(", ")}; ${waiting} came`);
}

function outcomes<Result>(settled: PromiseSettledResult<Result>[]): Outcomes<Result> {
  return {
    fulfilled: settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
    rejected: settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : [])),
  };
}

type Service = RunningModule<Awaited<ReturnType<typeof runOurModule>>["service"]>["service"];

/** What a race spec works with; there once its first test runs. */
export class RaceTrack {
  private running: RunningModule<Service> | undefined;

  constructor(
    readonly database: CustomerDatabase,
    private readonly connections: number,
  ) {}

  get service(): Service {
    return this.module.service;
  }

  get events(): EventLog {
    return this.module.events;
  }

  /** Runs the calls, as many at once as there are connections, from a barrier at the tables they touch first. */
  race<Result>(table: Table | Table[], calls: readonly (() => Promise<Result>)[]): Promise<Outcomes<Result>> {
    const connections = Math.min(calls.length, this.connections);
    return race({ database: this.database.name, tables: [table].flat(), connections }, calls);
  }

  async open(): Promise<void> {
    await copyTemplate(RUNS_CORE ? "core-schema" : "module", this.database.name);
    const settings = { database: this.database.name, connections: this.connections };
    // as: on core's module the methods that it lacks fail their tests, which is what such a run is for.
    this.running = (await (RUNS_CORE ? runCoreModule(settings) : runOurModule(settings))) as RunningModule<Service>;
  }

  async empty(): Promise<void> {
    await this.database.run("truncate customer, customer_group cascade");
    this.events.sent.length = 0;
  }

  async close(): Promise<void> {
    await this.running?.stop();
    await this.database.drop();
  }

  private get module(): RunningModule<Service> {
    if (!this.running) {
      throw new Error("The race track opens before the first test.");
    }
    return this.running;
  }
}

/** The service over its own database and pool, empty for each test. */
export function describeRaces(name: string, connections: number, testSuite: (track: RaceTrack) => void): void {
  describe(name, () => {
    const database = new CustomerDatabase(`customers-races-${process.env.JEST_WORKER_ID ?? 1}`);
    const track = new RaceTrack(database, connections);
    beforeAll(() => track.open());
    beforeEach(() => track.empty());
    afterAll(() => track.close());
    testSuite(track);
  });
}

/** The same call so many times. */
export function times<Result>(count: number, call: (index: number) => Promise<Result>): (() => Promise<Result>)[] {
  return Array.from({ length: count }, (_, index) => () => call(index));
}
