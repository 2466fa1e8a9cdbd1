import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** What is wrong with a line of an import's file. `raw`: the line as it was read, or its beginning. */
export type ImportError = { line: number; field: string | null; reason: string; raw: string };

export type ErrorCounts = { count: number; dropped: number };

/** The line is kept with its first error. */
const RAW = `
  case when position = 0 then raw else (
    select first.raw from customer_import_error first
    where first.import_id = error.import_id and first.line = error.line and first.position = 0
  ) end as raw
`;

/** Index of all: customer_import_error_pkey. */
const PAGE = `
  select line, field, reason, ${RAW} from customer_import_error error
  where import_id = ? order by line, position limit ? offset ?
`;
const NEXT = `
  select line, position, field, reason, ${RAW} from customer_import_error error
  where import_id = ? and (line, position) > (?::int, ?::smallint)
  order by line, position limit 2000
`;

export async function listImportErrors(
  connection: Knex,
  { importId, limit, offset }: { importId: string; limit: number; offset: number },
): Promise<ErrorCounts & { errors: ImportError[] }> {
  const errors = await queryRows<ImportError>(connection, PAGE, [importId, limit, offset]);
  return { errors, ...(await countImportErrors(connection, importId)) };
}

const COUNT = `
  select count(*)::int as count, coalesce(
    greatest((select error_count from customer_import where id = ?) - count(*), 0), 0
  )::int as dropped
  from customer_import_error where import_id = ?
`;

/** `count`: how many are kept; `dropped`: how many more there were. */
export async function countImportErrors(connection: Knex, importId: string): Promise<ErrorCounts> {
  const [counts] = await queryRows<ErrorCounts>(connection, COUNT, [importId, importId]);
  return counts;
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
