const triggerOf = (operation: string): string => `customers_count_${operation}`;

/**
 * When the triggers fire, by what they fire at.
 *
 * Statements that insert or delete append one row. An update that leaves `deleted_at` as it is, as almost all do, costs a
 * comparison; a trigger for the statement would copy its rows, old and new. One that deletes or restores appends a row each.
 */
const TRIGGERS = {
  insert: "referencing new table as new_rows for each statement",
  update: "for each row when ((old.deleted_at is null) <> (new.deleted_at is null))",
  delete: "referencing old table as old_rows for each statement",
  truncate: "for each statement",
};

export const COUNT_TRIGGERS: readonly string[] = Object.keys(TRIGGERS).map(triggerOf);

/**
 * Runs with the rights of its owner, as a writer may have rights on `customer` only, and in the schema of the tables, as
 * a writer may have another search path.
 *
 * Truncating waits for a compaction under way, which has the former rows.
 */
const COUNT_FUNCTION = `
  do $do$ begin
    execute format($create$
      create or replace function customers_count_live() returns trigger
      language plpgsql security definer set search_path = pg_catalog, %1$I, pg_temp as $$
      declare
        difference bigint;
      begin
        if tg_op = 'INSERT' then
          select count(*) into difference from new_rows where deleted_at is null;
        elsif tg_op = 'DELETE' then
          select -count(*) into difference from old_rows where deleted_at is null;
        elsif tg_op = 'UPDATE' then
          difference := case when new.deleted_at is null then 1 else -1 end;
        else
          truncate %1$I.customer_count;
          return null;
        end if;
        if difference <> 0 then
          insert into %1$I.customer_count (change) values (difference);
        end if;
        return null;
      end $$
    $create$, (select relnamespace::regnamespace::name from pg_class where oid = 'customer'::regclass));
    revoke execute on function customers_count_live() from public;
  end $do$;
`;

/** Counts all rows again. Writers and compactions wait meanwhile, so that no change is lost or counted twice. */
export const RECOUNT = `
  do $$ begin
    lock table "customer", "customer_count" in share row exclusive mode;
    delete from "customer_count";
    insert into "customer_count" (change) select count(*) from "customer" where deleted_at is null;
  end $$;
`;

/**
 * The table of the live count, its triggers, and the first count; each can be repeated.
 *
 * The table has no key. Its replica identity is the whole row: without one a publication of all tables refuses deletes.
 */
export const LIVE_COUNT_SCHEMA: readonly string[] = [
  `create table if not exists "customer_count" ("change" bigint not null);`,
  `alter table "customer_count" replica identity full;`,
  COUNT_FUNCTION,
  ...Object.entries(TRIGGERS).map(
    ([operation, when]) => `
      create or replace trigger "${triggerOf(operation)}" after ${operation} on "customer" ${when}
      execute function customers_count_live();`,
  ),
  RECOUNT,
];
