import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import type { RowFilters } from "../listing/row-filters";
import { assertStorable } from "./assert-storable";
import { deleteRows } from "./delete-rows.sql";
import { insertRow, insertRows } from "./insert-rows.sql";
import type { ModuleCore } from "./module-core";
import type { Row, Table } from "./tables";
import { assertAllFound, updateRows } from "./update-rows.sql";

/** Ids of rows, or a filter that names them. */
type IdsOrSelector = string | string[] | object;

/** Writes rows of core's tables, and adds one event for each changed row. */
export class RowWriter {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
  ) {}

  /** Inserts rows. @returns the rows in the order given. */
  async insert(table: Table, rows: readonly object[], sharedContext: Context): Promise<Row[]> {
    assertStorable(rows);
    if (rows.length === 1) {
      return [await this.insertOne(table, rows[0], sharedContext)];
    }
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      // as: a row is read by the names of its table's columns.
      const inserted = await insertRows(transaction, table, rows as readonly Record<string, unknown>[]);
      const ids = inserted.map(({ id }) => id);
      this.core.addRowEvents(context, { action: "created", object: table.name }, ids);
      return inserted;
    });
  }

  private async insertOne(table: Table, row: object, sharedContext: Context): Promise<Row> {
    return await this.core.statement(sharedContext, async (connection, context) => {
      const inserted = await insertRow(connection, table, { ...row });
      this.core.addRowEvents(context, { action: "created", object: table.name }, [inserted.id]);
      return inserted;
    });
  }

  /** Updates the rows that ids or a selector name. @throws MedusaError (not_found) for an unknown id. */
  async update(
    table: Table,
    { idsOrSelector, fields }: { idsOrSelector: IdsOrSelector; fields: object },
    sharedContext: Context,
  ): Promise<Row[]> {
    assertStorable(fields);
    if (typeof idsOrSelector === "string") {
      return await this.core.statement(sharedContext, (connection, context) =>
        this.updateByIds(connection, table, { ids: [idsOrSelector], fields, isByIds: true }, context),
      );
    }
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.filters.idsOf(table, idsOrSelector, { withDeleted: false, all: true }, context);
      const isByIds = Array.isArray(idsOrSelector);
      return await this.updateByIds(transaction, table, { ids, fields, isByIds }, context);
    });
  }

  /** Updates in one statement; of a single id that is not found nothing is written. */
  private async updateByIds(
    connection: Knex,
    table: Table,
    { ids, fields, isByIds }: { ids: readonly string[]; fields: object; isByIds: boolean },
    context: Context,
  ): Promise<Row[]> {
    const { rows, changedIds } = await updateRows(connection, table, { ids, fields: { ...fields } });
    if (isByIds) {
      assertAllFound(table, ids, rows);
    }
    this.core.addRowEvents(context, { action: "updated", object: table.name }, changedIds);
    return rows;
  }

  /** Deletes rows permanently, by ids or selector. Unknown ids are skipped. */
  async delete(table: Table, idsOrSelector: IdsOrSelector, sharedContext: Context): Promise<void> {
    await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.filters.idsOf(table, idsOrSelector, { withDeleted: true }, context);
      const deleted = await deleteRows(transaction, table, ids);
      this.core.addRowEvents(context, { action: "deleted", object: table.name }, deleted);
    });
  }
}
