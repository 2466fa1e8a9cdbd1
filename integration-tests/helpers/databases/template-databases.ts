import type { Client } from "pg";
import { countMigration } from "../run/run-counts";
import { connectTo, createDatabase, dropDatabase } from "./databases";
import { migrateCore, migrateOurSchema, migrateOurs } from "./migrations";

/** Set by the global set-up: a hash of all that a migrated database depends on. */
export const TEMPLATE_KEY = "TEMPLATE_KEY";

/** What migrates a database that holds the tables of the module alone. */
const MIGRATIONS = {
  /** As `medusa db:migrate` does it: migrations, repairs, search index. */
  module: migrateOurs,
  /** The migrations alone. */
  schema: migrateOurSchema,
  /** The migrations of core's module. */
  "core-schema": migrateCore,
} as const;

export type ModuleKind = keyof typeof MIGRATIONS;

/** Makes a database of this name as a copy of the migrated one of its kind: see `copyOf`. */
export async function copyTemplate(kind: ModuleKind, database: string): Promise<void> {
  await copyOf(kind, database, MIGRATIONS[kind]);
}

/**
 * Makes a database of this name as a copy of the one of its kind. A database of this name is dropped. The first spec of a run that
 * asks for a kind fills an empty one with `make`, once; the next run on the same server finds it, if no source has changed.
 */
export async function copyOf(
  kind: string,
  database: string,
  make: (database: string) => Promise<unknown>,
): Promise<void> {
  const lock = await TemplateLock.acquire(kind);
  try {
    if (!(await lock.copyTo(database))) {
      await createDatabase(database);
      await make(database);
      await lock.keep(database);
    }
  } finally {
    await lock.release();
  }
}

/** The same for a whole store, which Medusa's runner migrates while it boots. */
export class StoreTemplate {
  private lock: TemplateLock | undefined;

  constructor(
    private readonly kind: string,
    readonly database: string,
  ) {}

  /** Before the boot: makes a database that is migrated already, or an empty one and returns false. */
  async prepare(): Promise<boolean> {
    this.lock = await TemplateLock.acquire(this.kind);
    try {
      if (await this.lock.copyTo(this.database)) {
        await this.release();
        return true;
      }
      countMigration(this.kind);
      await createDatabase(this.database);
      return false;
    } catch (error) {
      await this.release();
      throw error;
    }
  }

  /** After the boot: what was migrated becomes the template. Other workers wait for this. */
  async keep(): Promise<void> {
    try {
      await this.lock?.keep(this.database);
    } finally {
      await this.release();
    }
  }

  /** After a boot that failed: the next spec may try. */
  async release(): Promise<void> {
    const { lock } = this;
    this.lock = undefined;
    await lock?.release();
  }
}

/** One worker at a time looks for a template and makes it. The lock goes with the connection, so that no crash leaves it. */
class TemplateLock {
  private constructor(
    private readonly client: Client,
    private readonly prefix: string,
  ) {}

  static async acquire(kind: string): Promise<TemplateLock> {
    const prefix = `customers-template-${kind}/`;
    const client = await connectTo("postgres");
    await client.query("select pg_advisory_lock(hashtext($1))", [prefix]);
    return new TemplateLock(client, prefix);
  }

  /** Returns false when there is no template yet. */
  async copyTo(database: string): Promise<boolean> {
    const { rowCount } = await this.client.query("select 1 from pg_database where datname = $1", [this.template]);
    if (!rowCount) {
      return false;
    }
    await dropDatabase(database);
    await this.client.query(`create database "${database}" template "${this.template}"`);
    return true;
  }

  /** A copy of the database becomes the template. Templates of older sources are dropped. */
  async keep(database: string): Promise<void> {
    await this.copyWithoutConnections(database);
    const { rows } = await this.client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1) and datname <> $2",
      [this.prefix, this.template],
    );
    for (const { datname } of rows) {
      await dropDatabase(datname);
    }
  }

  /** PostgreSQL copies a database only while no one is connected to it. The store's pool connects again when it is asked. */
  private async copyWithoutConnections(database: string): Promise<void> {
    await this.client.query(`alter database "${database}" allow_connections false`);
    try {
      await this.client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [database]);
      await this.client.query(`create database "${this.template}" template "${database}"`);
    } finally {
      await this.client.query(`alter database "${database}" allow_connections true`);
    }
  }

  async release(): Promise<void> {
    await this.client.end();
  }

  private get template(): string {
    return `${this.prefix}${process.env[TEMPLATE_KEY]}`;
  }
}
