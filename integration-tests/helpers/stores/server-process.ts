import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessGroup } from "../../../scripts/dev-database/process-group";
import { findFreePort } from "../../../scripts/ports";
import { runMedusa, startMedusa } from "../../../scripts/start/medusa";
import { Session } from "../../../scripts/start/session";
import { STORE_DIRECTORY } from "../../../scripts/start/settings";
import { CustomerDatabase } from "../databases/customer-database";
import { databaseUrl } from "../databases/databases";
import { StoreTemplate } from "../databases/template-databases";
import { ApiClient, type Transport } from "../http/api-client";
import { childEnvironment } from "../run/child-environment";
import { until } from "../timing/until";

const ADMIN = { email: "admin@example.com", password: "supersecret" };
const ADVICE = "Its output is above.";

/** Which store runs. It has the tables of the example store. */
type ServedStore = {
  /** Where its commands run. */
  directory: string;
  /** Where it is started, if it was built. */
  builtDirectory?: string;
  environment?: (origin: string) => NodeJS.ProcessEnv;
};

/**
 * A store (examples/store by default) as `medusa start` runs it: a separate process that speaks HTTP, on its own database,
 * which can be killed and started again.
 */
export class ServerProcess {
  readonly database: CustomerDatabase;
  private readonly session = new Session();
  private group: ProcessGroup | undefined;
  private origin = "";

  constructor(
    purpose: string,
    private readonly store: ServedStore = { directory: STORE_DIRECTORY },
  ) {
    this.database = new CustomerDatabase(`customers-server-${purpose}-${process.env.JEST_WORKER_ID ?? 1}`);
  }

  /** Makes the database, with all of Medusa's tables and an administrator, and starts. */
  async create(): Promise<void> {
    await this.fill("served", async () => {
      await this.fill("example", () => this.run(["db:migrate", "--execute-safe-links"]));
      await this.run(["user", "--email", ADMIN.email, "--password", ADMIN.password]);
    });
    await this.start();
  }

  /** The database becomes a copy of the template of this kind; the first time `make` fills an empty one. */
  private async fill(kind: string, make: () => Promise<void>): Promise<void> {
    const template = new StoreTemplate(kind, this.database.name);
    if (!(await template.prepare())) {
      try {
        await make();
        await template.keep();
      } finally {
        await template.release();
      }
    }
  }

  /** Returns once it answers. */
  async start(): Promise<void> {
    const port = await findFreePort();
    this.origin = `http://localhost:${port}`;
    this.group = await startMedusa(
      this.session,
      this.command(["start", "--port", String(port)], this.startDirectory),
      this.origin,
    );
  }

  /**
   * Ends it and all that it has started, as kill -9 does. Returns when no process of it lives, and PostgreSQL has ended what
   * they had begun.
   */
  async kill(): Promise<void> {
    await this.group?.kill();
    await until(async () => {
      const others = "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
      return !(await this.database.sql(`${others} and backend_type = 'client backend'`)).length;
    });
  }

  /** Whatever is running ends; the database goes, and with it the files that were imported. */
  async remove(): Promise<void> {
    await this.session.stop();
    const imports = "select file_id from customer_import where file_id is not null";
    const files = await this.database.sql<{ file_id: string }>(imports).catch(() => []);
    await Promise.all(files.map(({ file_id }) => rm(join(this.startDirectory, "static", file_id), { force: true })));
    await this.database.drop();
  }

  /** What it wrote lately. */
  get said(): string {
    return this.group?.recentOutput() ?? "";
  }

  get url(): string {
    return this.origin;
  }

  /** A client of the administrator, who has logged in. */
  async admin(): Promise<ApiClient> {
    return this.anybody().withToken(await this.token());
  }

  /** A token of the administrator. */
  async token(): Promise<string> {
    const { data } = await this.anybody().post<{ token: string }>("/auth/user/emailpass", ADMIN);
    return data.token;
  }

  private anybody(): ApiClient {
    return new ApiClient(transportTo(this.origin));
  }

  private get startDirectory(): string {
    return this.store.builtDirectory ?? this.store.directory;
  }

  private async run(commandArguments: string[]): Promise<void> {
    await runMedusa(this.session, this.command(commandArguments));
  }

  private command(commandArguments: string[], workingDirectory = this.store.directory) {
    const environment = {
      ...childEnvironment(),
      NODE_ENV: "development",
      DATABASE_URL: databaseUrl(this.database.name),
      JWT_SECRET: "of-this-spec-alone",
      COOKIE_SECRET: "of-this-spec-alone",
      MEDUSA_DISABLE_TELEMETRY: "true",
      // Types are checked elsewhere, and not at each start.
      TS_NODE_TRANSPILE_ONLY: "true",
      ...this.store.environment?.(this.origin),
    };
    return { commandArguments, workingDirectory, environment, advice: ADVICE };
  }
}

/** fetch, as the client asks for it: forms as they are, everything else as JSON. */
function transportTo(origin: string): Transport {
  return {
    request: async ({ method, url, data, headers }) => {
      const isForm = data instanceof FormData;
      const response = await fetch(`${origin}${url}`, {
        method,
        headers: isForm || data === undefined ? headers : { "content-type": "application/json", ...headers },
        body: isForm || data === undefined ? data : JSON.stringify(data),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return { status: response.status, data: isJson ? JSON.parse(text) : text };
    },
  };
}
