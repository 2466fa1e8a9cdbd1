import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { ImportErrorLevel, ImportRowError } from "./types";

/** What is wrong with a line of an import's file. `raw`: the line as it was read, or its beginning. */
export type ImportError = ImportRowError & { line: number; raw: string };

/** A page of errors; with `level` of these alone. */
export type ImportErrorPage = { level?: ImportErrorLevel; limit: number; offset: number };

export type ErrorCounts = { count: number; dropped: number };

/** The line is kept with its first error, and with its first warning. */
const RAW = `
  case when raw <> '' then raw else coalesce((
    select first.raw from customer_import_error first
    where first.import_id = error.import_id and first.line = error.line and first.raw <> ''
    order by first.position limit 1
  ), '') end as raw
`;

/** Index of all: customer_import_error_pkey. */
const PAGE = `
  select line, level, field, reason, ${RAW} from customer_import_error error
  where import_id = ? and level = coalesce(?, level) order by line, position limit ? offset ?
`;
const NEXT = `
  select line, position, level, field, reason, ${RAW} from customer_import_error error
  where import_id = ? and (line, position) > (?::int, ?::smallint)
  order by line, position limit 2000
`;

export async function listImportErrors(
  connection: Knex,
  { importId, level, limit, offset }: { importId: string } & ImportErrorPage,
): Promise<ErrorCounts & { errors: ImportError[] }> {
  const errors = await queryRows<ImportError>(connection, PAGE, [importId, level ?? null, limit, offset]);
  return { errors, ...(await countImportErrors(connection, importId, level)) };
}

const COUNT = `
  select count(*)::int as count, coalesce(
    greatest((
      select case ?::text when 'error' then error_count when 'warning' then warning_count
        else error_count + warning_count end
      from customer_import where id = ?
    ) - count(*), 0), 0
  )::int as dropped
  from customer_import_error where import_id = ? and level = coalesce(?, level)
`;

/** `count`: how many are kept; `dropped`: how many more there were. */
export async function countImportErrors(
  connection: Knex,
  importId: string,
  level: ImportErrorLevel | null = null,
): Promise<ErrorCounts> {
  const [counts] = await queryRows<ErrorCounts>(connection, COUNT, [level, importId, importId, level]);
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
