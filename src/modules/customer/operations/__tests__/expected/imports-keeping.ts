/** The statements of what keeps account of imports, as they go to PostgreSQL, white space aside. */
export const IMPORTS_KEEPING: Record<string, string[]> = {
  "imports/progress: beat": [
    `
      update customer_import set heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $1 and
      run_id = $2 and state in ('validating', 'importing') returning id
    `,
  ],
  "imports/progress: complete": [
    `
      update customer_import set state = case when invalid > 0 then 'completed_with_errors' else 'completed' end,
      run_id = null, heartbeat_at = null, attempts = 0, updated_at = clock_timestamp(), completed_at =
      clock_timestamp(), expires_at = clock_timestamp() + $1 * interval '1 hour' where id = $2 and run_id = $3 and
      state = 'importing' and created + updated + unchanged + skipped = total - invalid returning id, state, options,
      header, send_invitations, file_id, filename, total, invalid, error_count, created, updated, unchanged, skipped,
      expected, applied_line, error, created_by, started_at, completed_at, expires_at, created_at, updated_at
    `,
    `
      delete from customer_import_row where import_id = any($1::text[])
    `,
  ],
  "imports/list-errors": [
    `
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at from customer_import where id = $1
    `,
    `
      select line, field, reason, case when position = 0 then raw else ( select first.raw from customer_import_error
      first where first.import_id = error.import_id and first.line = error.line and first.position = 0 ) end as raw from
      customer_import_error error where import_id = $1 order by line, position limit $2 offset $3
    `,
    `
      select count(*)::int as count, coalesce( greatest((select error_count from customer_import where id = $1) -
      count(*), 0), 0 )::int as dropped from customer_import_error where import_id = $2
    `,
  ],
  "imports/find: list": [
    `
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at from customer_import order by id desc limit $1 offset $2
    `,
    `
      select count(*) from customer_import
    `,
  ],
  "imports/find: open": [
    `
      select id from customer_import where state in ('uploaded', 'validating', 'importing') and (state in ('uploaded',
      'validating', 'importing') and not coalesce( (state in ('validating', 'importing') and run_id is not null and
      heartbeat_at > clock_timestamp() - interval '30 seconds') , false) and (retry_at is null or retry_at <=
      clock_timestamp())) and (file_id is not null or created_at < clock_timestamp() - interval '1 minute' or state =
      'importing') order by id limit 100
    `,
  ],
  "imports/decide: cancel": [
    `
      update customer_import set state = 'cancelled', run_id = null, heartbeat_at = null, completed_at =
      clock_timestamp(), updated_at = clock_timestamp(), expires_at = clock_timestamp() + $1 * interval '1 hour' where
      id = $2 and state in ('uploaded', 'validating', 'ready', 'importing') returning id, state, options, header,
      send_invitations, file_id, filename, total, invalid, error_count, created, updated, unchanged, skipped,
      expected, applied_line, error, created_by, started_at, completed_at, expires_at, created_at, updated_at
    `,
    `
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at from customer_import where id = $1
    `,
  ],
  "imports/expire: due": [
    `
      select id, case when owns_file and not exists ( select from customer_import other where other.file_id =
      customer_import.file_id and other.id <> customer_import.id and (other.id > customer_import.id or not
      (other.expires_at <= clock_timestamp() and other.state not in ('validating', 'importing'))) ) then file_id end
      as file_id from customer_import where customer_import.expires_at <= clock_timestamp() and customer_import.state
      not in ('validating', 'importing') and id > $1 order by id limit 100
    `,
  ],
  "imports/expire: delete": [
    `
      with gone as (delete from customer_import where id = any($1::text[]) returning file_id, owns_file) select
      distinct file_id from gone where file_id is not null and owns_file and not exists ( select from customer_import
      other where other.file_id = gone.file_id and not other.id = any($2::text[]) )
    `,
    `
      delete from customer_import_error where import_id = any($1::text[])
    `,
    `
      delete from customer_import_refused where import_id = any($1::text[])
    `,
    `
      delete from customer_import_row where import_id = any($1::text[])
    `,
  ],
  "imports/uploads: note": [
    `
      insert into customer_import_upload (file_id) values ($1)
    `,
  ],
  "imports/uploads: left": [
    `
      select file_id as id, file_id from customer_import_upload where created_at <= clock_timestamp() - interval '24
      hours' and file_id > $1 order by file_id limit 100
    `,
  ],
  "imports/uploads: forget": [
    `
      delete from customer_import_upload where file_id = any($1::text[])
    `,
  ],
};
