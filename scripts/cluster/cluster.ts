import { appendFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabaseIfMissing } from "../dev-database/connection";
import { type RunningPostgres, startPostgres } from "../dev-database/start-postgres";
import { findFreePort } from "../ports";
import { runMedusa, startMedusa } from "../start/medusa";
import { readSampleStore, type SampleStore } from "../start/sample-store";
import { Session } from "../start/session";
import { DATABASE_NAME, REPOSITORY_ROOT, STORE_DIRECTORY } from "../start/settings";
import { sql } from "./database";
import { Part } from "./part";
import { startPgBouncer } from "./pgbouncer";
import { startRedis } from "./redis";
import { RoundRobin } from "./round-robin";

export type ClusterOptions = {
  redisServer: string;
  /** The program of PgBouncer, if the servers and workers are to reach PostgreSQL through it. */
  pgBouncer?: string;
  notice: (line: string) => void;
  /** Another folder for the store of a server, by the name of the part: a rolling upgrade. */
  storeOf?: (name: string) => string | undefined;
};

/** What the processes write, of the last run. */
const LOGS = join(REPOSITORY_ROOT, ".data", "cluster");

const ADVICE = "Its output is above.";

/** Of a process of the store: PostgreSQL has room for four of them. */
const MAX_CONNECTIONS = 200;

/** Two servers and two workers of the example store on PostgreSQL and Redis, behind a proxy. */
export class Cluster {
  readonly parts = new Map<string, Part>();
  private readonly session = new Session();
  private postgres: RunningPostgres | undefined;
  private folder = "";
  private postgresPort = 0;
  redisPort = 0;
  private poolerPort: number | undefined;
  private ports: Record<string, number> = {};
  private sample_: SampleStore | undefined;
  private origin_ = "";
  private proxy: RoundRobin | undefined;

  constructor(private readonly options: ClusterOptions) {}

  /** The URL of the proxy. */
  get origin(): string {
    return this.origin_;
  }

  get databaseUrl(): string {
    return this.urlOn(this.postgresPort);
  }

  get redisUrl(): string {
    return `redis://127.0.0.1:${this.redisPort}`;
  }

  get sample(): SampleStore {
    if (this.sample_ === undefined) {
      throw new Error("The cluster has not started yet.");
    }
    return this.sample_;
  }

  get servers(): string[] {
    return [...this.parts.keys()].filter((name) => name.startsWith("server"));
  }

  /** The number of requests through the proxy that a server has carried out. */
  successesOf(name: string): number {
    return this.proxy?.successes(this.ports[name]) ?? 0;
  }

  originOf(name: string): string {
    return `http://localhost:${this.ports[name]}`;
  }

  part(name: string): Part {
    const part = this.parts.get(name);
    if (part === undefined) {
      throw new Error(`There is no part "${name}".`);
    }
    return part;
  }

  sql<Row extends object>(statement: string, bindings?: unknown[]): Promise<Row[]> {
    return sql<Row>(this.databaseUrl, statement, bindings);
  }

  /** Starts all parts. The database is migrated and has the sample of the example store. */
  async start(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), "customers-cluster-"));
    // Root runs PgBouncer as another user.
    await chmod(this.folder, 0o755);
    await this.session.add(() => rm(this.folder, { recursive: true, force: true }));
    await rm(LOGS, { recursive: true, force: true });
    await mkdir(LOGS, { recursive: true });
    this.postgresPort = await findFreePort();
    this.redisPort = await findFreePort();
    await this.add(
      "postgres",
      () => this.startDatabase(),
      () => this.serversAnswer(),
    );
    const { program, folder } = { program: this.options.redisServer, folder: join(this.folder, "redis") };
    await this.add(
      "redis",
      () => startRedis({ program, folder, port: this.redisPort }),
      () => this.serversAnswer(),
    );
    this.options.notice("Migrating the database");
    await createDatabaseIfMissing(this.databaseUrl.replace(/[^/]*$/, "postgres"), DATABASE_NAME);
    await this.run(["db:migrate", "--execute-safe-links"]);
    this.sample_ = readSampleStore(await this.run(["exec", "./src/scripts/seed.ts"]));
    await this.addPooler();
    this.options.notice("Starting two servers and two workers");
    await Promise.all(["server-1", "server-2", "worker-1", "worker-2"].map((name) => this.addMedusa(name)));
    const proxy = new RoundRobin(this.servers.map((name) => this.ports[name]));
    this.proxy = proxy;
    this.origin_ = `http://127.0.0.1:${await proxy.listen()}`;
    await this.session.add(() => proxy.close());
  }

  async stop(): Promise<void> {
    const files = await this.sql<{ file_id: string }>(
      "select file_id from customer_import union select file_id from customer_export",
    ).catch(() => []);
    await this.session.stop();
    await Promise.all(
      files.map(({ file_id }) => file_id && rm(join(STORE_DIRECTORY, "static", file_id), { force: true })),
    );
  }

  private async add(name: string, begin: ConstructorParameters<typeof Part>[1], works: () => Promise<boolean>) {
    const part = new Part(name, begin, works);
    await part.start();
    this.parts.set(name, part);
    await this.session.add(() => part.stop());
  }

  private async addPooler(): Promise<void> {
    const { pgBouncer: program } = this.options;
    if (program !== undefined) {
      const port = await findFreePort();
      const folder = join(this.folder, "pgbouncer");
      const to = { postgresPort: this.postgresPort, database: DATABASE_NAME };
      const begin = () => startPgBouncer({ program, folder, port, ...to });
      await this.add("pgbouncer", begin, () => this.serversAnswer());
      this.poolerPort = port;
    }
  }

  private async addMedusa(name: string): Promise<void> {
    const port = await findFreePort();
    this.ports[name] = port;
    const command = (): Parameters<typeof startMedusa>[1] => ({
      commandArguments: ["start", "--port", String(port)],
      workingDirectory: this.options.storeOf?.(name) ?? STORE_DIRECTORY,
      environment: { ...this.environment(name), MEDUSA_WORKER_MODE: name.replace(/-\d+$/, "") },
      advice: ADVICE,
    });
    // A new session: a part that was killed is stopped by the part, not by the session of its first start.
    const log = join(LOGS, `${name}.log`);
    const begin = async () => {
      const group = await startMedusa(new Session(), command(), this.originOf(name));
      group.onLine((line) => appendFileSync(log, `${new Date().toISOString()} ${line}\n`));
      return group;
    };
    await this.add(name, begin, () => this.answersRequests(name));
  }

  private urlOn(port: number): string {
    return `postgres://postgres:postgres@localhost:${port}/${DATABASE_NAME}`;
  }

  private async startDatabase(): Promise<RunningPostgres> {
    this.postgres = await startPostgres({
      dataDirectory: join(this.folder, "postgres"),
      port: this.postgresPort,
      persistent: true,
      // What is killed is PostgreSQL, not the machine: what it has given to the system is on the disk in the end.
      postgresFlags: ["-c", "fsync=off", "-c", `max_connections=${MAX_CONNECTIONS}`],
    });
    return this.postgres;
  }

  private async serversAnswer(): Promise<boolean> {
    return (await Promise.all(this.servers.map((name) => this.answersRequests(name)))).every(Boolean);
  }

  /** Logs in, which reads the database and emits no event. A worker has no routes but that of its health. */
  private async answersRequests(name: string): Promise<boolean> {
    const origin = this.originOf(name);
    const signal = AbortSignal.timeout(5_000);
    if (!name.startsWith("server")) {
      return (await fetch(`${origin}/health`, { signal })).ok;
    }
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(this.sample.admin);
    return (await fetch(`${origin}/auth/user/emailpass`, { method: "POST", headers, body, signal })).ok;
  }

  private async run(commandArguments: string[]): Promise<string[]> {
    const environment = this.environment();
    return await runMedusa(this.session, {
      commandArguments,
      workingDirectory: STORE_DIRECTORY,
      environment,
      advice: ADVICE,
    });
  }

  /** PostgreSQL lists the connections of a part by its name. */
  private environment(name = "command"): NodeJS.ProcessEnv {
    // What jest sets is for jest alone.
    const { NODE_OPTIONS: _, JEST_WORKER_ID: __, LOG_LEVEL: ___, PORT: ____, ...rest } = process.env;
    return {
      ...rest,
      NODE_ENV: "development",
      DATABASE_URL: `${this.urlOn(this.poolerPort ?? this.postgresPort)}?application_name=${name}`,
      REDIS_URL: this.redisUrl,
      JWT_SECRET: "of-this-cluster-alone",
      COOKIE_SECRET: "of-this-cluster-alone",
      STOREFRONT_URL: "http://localhost:8000",
      DISABLE_MEDUSA_ADMIN: "true",
      MEDUSA_DISABLE_TELEMETRY: "true",
      TS_NODE_TRANSPILE_ONLY: "true",
    };
  }
}
