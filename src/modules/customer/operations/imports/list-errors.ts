import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../transaction";

/** What is wrong with a line of an import's file. `raw`: the line as it was read. */
export type ImportError = { line: number; field: string | null; reason: string; raw: string };

/** Index of both: customer_import_error_pkey. */
const PAGE = `
  select line, field, reason, raw from customer_import_error
  where import_id = ? order by line, position limit ? offset ?
`;
const NEXT = `
  select line, position, field, reason, raw from customer_import_error
  where import_id = ? and (line, position) > (?::int, ?::smallint)
  order by line, position limit 2000
`;

export async function listImportErrors(
  connection: Knex,
  { importId, limit, offset }: { importId: string; limit: number; offset: number },
): Promise<{ errors: ImportError[]; count: number }> {
  const errors = await queryRows<ImportError>(connection, PAGE, [importId, limit, offset]);
  const counted = "select count(*) from customer_import_error where import_id = ?";
  const [{ count }] = await queryRows<{ count: string }>(connection, counted, [importId]);
  return { errors, count: Number(count) };
}

/** All of them in the file's order, some at a time. */
export async function* readImportErrors(connection: Knex, importId: string): AsyncGenerator<ImportError[]> {
  let last = { line: 0, position: -1 };
  for (;;) {
    const errors = await queryRows<ImportError & { position: number }>(connection, NEXT, [
      ...[importId, last.line, last.position],
    ]);
    if (!errors.length) {
      return;
    }
    last = errors[errors.length - 1];
    yield errors;
  }
}
