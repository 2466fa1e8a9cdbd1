import { Client } from "pg";

/** A statement of the services or of the raw side that takes longer is cancelled, and counts as failed. */
export const STATEMENT_LIMIT_SECONDS = 60;

/** The URL with which every connection gets the limit. */
export function limitedUrl(url: string): string {
  const limited = new URL(url);
  limited.searchParams.set("options", `-c statement_timeout=${STATEMENT_LIMIT_SECONDS * 1000}`);
  return limited.href;
}

/** A connection. Ctrl-C stops the server: the statement under way rejects, and an idle connection does not throw. */
export async function openClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** One of the two databases: a connection for the work around the measurements, and one for what is measured. */
export class BenchDatabase {
  private readonly columns = new Map<string, string[]>();

  private constructor(
    readonly url: string,
    private readonly unlimited: Client,
    private readonly limited: Client,
  ) {}

  static async open(url: string): Promise<BenchDatabase> {
    return new BenchDatabase(url, await openClient(url), await openClient(limitedUrl(url)));
  }

  async close(): Promise<void> {
    await Promise.all([this.unlimited.end(), this.limited.end()]);
  }

  /** Preparation and cleaning up: without a time limit. */
  async rows<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.unlimited.query<Row>(statement, [...values]);
    return rows;
  }

  /** What the raw side measures: sent with its values, planned each time, as the services' own statements are. */
  async measured<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.limited.query<Row>(statement, [...values]);
    return rows;
  }

  /**
   * Works off what the search index has put aside, so that no call pays for the writes of the one before it, least of all
   * one side for another's.
   */
  async emptyPendingLists(): Promise<void> {
    await this.rows(`select gin_clean_pending_list(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid = 'customer'::regclass and relam = (select oid from pg_am where amname = 'gin')`);
  }

  /** The columns of a table that can be written: generated ones cannot. */
  async writableColumns(table: string): Promise<string[]> {
    const known = this.columns.get(table);
    if (known !== undefined) {
      return known;
    }
    const found = await this.rows<{ column_name: string }>(
      `select column_name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    );
    const columns = found.map(({ column_name }) => column_name);
    this.columns.set(table, columns);
    return columns;
  }

  /** The definitions of a table's indexes, as PostgreSQL spells them. */
  async indexes(table: string): Promise<{ definition: string; firstColumn: string }[]> {
    return await this.rows(
      `select pg_get_indexdef(indexrelid) as definition, pg_get_indexdef(indexrelid, 1, true) as "firstColumn"
       from pg_index where indrelid = $1::regclass and indisvalid`,
      [table],
    );
  }
}
