import { Client, type ClientConfig } from "pg";
import { errorCode, SetupError } from "../setup-error";

/** Where a database is, taken apart. `url` is whole, ready for DATABASE_URL. */
export type Connection = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  url: string;
};

/** DATABASE_URL taken apart; undefined when it is not set. It wins over an embedded server wherever both could serve. */
export function connectionFromEnvironment(): Connection | undefined {
  const url = process.env.DATABASE_URL?.trim();
  return url ? parseConnection(url) : undefined;
}

/**
 * Takes a PostgreSQL URL apart, decoding the percent escapes that a password with `@`, `/` or `#` needs.
 *
 * A loopback address becomes the word `localhost`: Medusa's tools turn SSL on for any host they do not take for local,
 * and some of them know only that word; the tests then hang without a message.
 */
export function parseConnection(text: string): Connection {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["postgres:", "postgresql:"].includes(url.protocol)) {
    // The value itself is not shown: it holds a password.
    throw new SetupError(
      "DATABASE_URL is not a PostgreSQL URL. It looks like this: postgres://user:password@localhost:5432/database\n" +
        "In the password, write @ as %40, / as %2F, : as %3A and # as %23.",
    );
  }
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === "") {
    throw new SetupError(
      "DATABASE_URL names no database: add it at the end, as in postgres://...:5432/medusa_customers",
    );
  }
  if (["127.0.0.1", "[::1]", ""].includes(url.hostname)) {
    url.hostname = "localhost";
  }
  url.port ||= "5432";
  return {
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    url: url.href,
  };
}

/**
 * Creates the database unless it exists, and says whether it did. By SQL, because `medusa db:create` reads only a .env
 * file and not the environment.
 *
 * @param adminUrl a URL of the same server; the database it names is used only to send the command
 */
export async function createDatabaseIfMissing(adminUrl: string, name: string): Promise<boolean> {
  // Asked first, since a hosted PostgreSQL may let its user into this one database and no other.
  if (await canConnect(withDatabase(adminUrl, name))) {
    return false;
  }
  const client = new Client(clientConfig(adminUrl));
  await connect(client, adminUrl);
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return true;
  } catch (error) {
    // 42P04 duplicate_database, 23505 when two creations race: another process has just created it.
    if (errorCode(error) === "42P04" || errorCode(error) === "23505") {
      return false;
    }
    if (errorCode(error) === "42501") {
      throw new SetupError(
        `The PostgreSQL user may not create the database "${name}". As an administrator, run: ` +
          `CREATE DATABASE ${client.escapeIdentifier(name)}; or: ALTER ROLE "<user>" CREATEDB;`,
      );
    }
    throw error;
  } finally {
    await client.end();
  }
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

async function canConnect(url: string): Promise<boolean> {
  const client = new Client(clientConfig(url));
  try {
    await connect(client, url);
    return true;
  } catch (error) {
    // 3D000 invalid_catalog_name: the server answers, the database is not there.
    if (errorCode(error) === "3D000") {
      return false;
    }
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(client: Client, url: string): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    if (errorCode(error) === "3D000") {
      throw error;
    }
    const { hostname, port } = new URL(url);
    const reason = error instanceof Error ? error.message || errorCode(error) : String(error);
    throw new SetupError(`PostgreSQL at ${hostname}:${port} cannot be used: ${reason}\n${adviceFor(error)}`);
  }
}

/** SSL as Medusa decides it: off for this machine or where the URL says so, else on without checking the certificate. */
function clientConfig(url: string): ClientConfig {
  const isPlain = /localhost|127\.0\.0\.1|ssl_?mode=(disable|false)/i.test(url);
  const bare = new URL(url);
  bare.searchParams.delete("sslmode");
  bare.searchParams.delete("ssl_mode");
  return {
    connectionString: bare.href,
    ssl: isPlain ? false : { rejectUnauthorized: false },
    connectionTimeoutMillis: 10_000,
  };
}

function adviceFor(error: unknown): string {
  const code = errorCode(error);
  if (code === "28P01" || code === "28000") {
    return "Check the user and the password in DATABASE_URL.";
  }
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "ETIMEDOUT") {
    return "Check that it runs and that DATABASE_URL has the right host and port, or leave DATABASE_URL empty to use the embedded one.";
  }
  if (error instanceof Error && /does not support SSL/i.test(error.message)) {
    return "It has no SSL, which Medusa uses for every host but localhost: add ?sslmode=disable to DATABASE_URL.";
  }
  return "Check DATABASE_URL, or leave it empty to use the embedded PostgreSQL.";
}

/** The comment on the database that a URL names: a short note that goes when the database goes. */
export async function readDatabaseComment(url: string): Promise<string | null> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ comment: string | null }>(
      "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = current_database()",
    ),
  );
  return rows[0].comment;
}

export async function writeDatabaseComment(url: string, comment: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>("select current_database() as name");
    const name = client.escapeIdentifier(rows[0].name);
    await client.query(`comment on database ${name} is ${client.escapeLiteral(comment)}`);
  });
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(clientConfig(url));
  await connect(client, url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
