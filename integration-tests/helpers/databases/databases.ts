import { Client } from "pg";

function server(): { host: string; port: number; user: string; password: string } {
  return {
    host: process.env.DB_HOST ?? "localhost",
    port: Number(process.env.DB_PORT ?? 5432),
    user: process.env.DB_USERNAME ?? "postgres",
    password: process.env.DB_PASSWORD ?? "",
  };
}

/** The URL of a database on the PostgreSQL server that the tests run against. */
export function databaseUrl(database: string): string {
  const { host, port, user, password } = server();
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

/** A connection that the caller ends. */
export async function connectTo(database: string): Promise<Client> {
  const client = new Client({ ...server(), database });
  await client.connect();
  return client;
}

/** Runs one piece of work on a separate connection. */
export async function withConnection<Result>(database: string, work: (client: Client) => Promise<Result>) {
  const client = await connectTo(database);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An empty database of that name, whatever was there before. */
export async function createDatabase(database: string): Promise<void> {
  await dropDatabase(database);
  await withConnection("postgres", (client) => client.query(`create database "${database}"`));
}

export async function dropDatabase(database: string): Promise<void> {
  await withConnection("postgres", (client) => client.query(`drop database if exists "${database}" with (force)`));
}
