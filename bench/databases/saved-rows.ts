import type { Table } from "../operations/operation";
import type { BenchDatabase } from "./database";

/** Copies of rows as they were before a call, to put them back after it. */
export class SavedRows {
  private readonly made = new Set<Table>();

  constructor(private readonly database: BenchDatabase) {}

  /** Takes copies of the rows of these customers in the given tables; earlier copies are forgotten. */
  async save(customerIds: readonly string[], tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      await this.makeEmpty(table);
      const key = table === "customer" ? "id" : "customer_id";
      await this.database.rows(`insert into saved_${table} select * from "${table}" where ${key} = any($1)`, [
        customerIds,
      ]);
    }
  }

  /** Restores every column, and inserts rows that are gone. */
  async restore(tables: readonly Table[]): Promise<void> {
    for (const table of tables) {
      const columns = (await this.database.writableColumns(table)).map((column) => `"${column}"`).join(", ");
      const excluded = columns.replaceAll(/"\w+"/g, (column) => `excluded.${column}`);
      await this.database.rows(
        `insert into "${table}" (${columns}) select ${columns} from saved_${table}
         on conflict (id) do update set (${columns}) = row (${excluded})`,
      );
    }
  }

  /** A temporary table takes part in no checkpoint and goes with the connection. */
  private async makeEmpty(table: Table): Promise<void> {
    if (this.made.has(table)) {
      await this.database.rows(`truncate saved_${table}`);
      return;
    }
    await this.database.rows(`create temp table saved_${table} (like public."${table}")`);
    this.made.add(table);
  }
}
