import { MedusaError } from "@medusajs/framework/utils";
import { createIds } from "../database/create-ids";
import { lockLeases } from "../database/lease.sql";
import { queryRows, type Transaction } from "../database/transaction";
import type { ExportFormat } from "./export-columns";
import { EXPORT_LEASE } from "./export-lease";
import { type CustomerExport, EXPORT_COLUMNS_SQL, MAX_WAITING } from "./export-row.sql";

type NewExport = {
  format: ExportFormat;
  columns: readonly string[];
  filters: object;
  bom: boolean;
  created_by?: string | null;
};

/** Index: IDX_customer_export_open. */
const INSERT = `
  insert into customer_export (id, format, columns, filters, bom, created_by)
  select ?, ?, ?::jsonb, ?::jsonb, ?, ?
  where (select count(*) from customer_export where state = 'pending') < ${MAX_WAITING}
  returning ${EXPORT_COLUMNS_SQL}
`;

/** Stores a request for an export. @throws MedusaError (not_allowed) when too many exports wait. */
export async function createExport(transaction: Transaction, given: NewExport): Promise<CustomerExport> {
  const [id] = createIds("cusexp", 1);
  await lockLeases(transaction, EXPORT_LEASE);
  const rows = await queryRows<CustomerExport>(transaction, INSERT, [
    ...[id, given.format, JSON.stringify(given.columns), JSON.stringify(given.filters), given.bom],
    given.created_by ?? null,
  ]);
  if (!rows.length) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `${MAX_WAITING} exports are waiting already. Ask again when some of them are done.`,
    );
  }
  return rows[0];
}
