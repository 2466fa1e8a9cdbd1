import type { BenchDatabase } from "../databases/database";
import { spreadIds } from "../databases/fixtures";
import { both, type Call, runnable, type Table } from "./operation";

const SIZE = 1000;
/** Twice the size: the customers are spread over the table. */
const MINIMUM_ROWS = 2 * SIZE;

const OWN_TABLES: readonly Table[] = ["customer", "customer_address"];
const ALL_TABLES: readonly Table[] = ["customer", "customer_address", "customer_group_customer"];

const SOFT_DELETE = `
  with deleted as (
    update customer set deleted_at = now(), updated_at = now() where id = any($1) and deleted_at is null returning id
  ), addresses as (
    update customer_address set deleted_at = now(), updated_at = now()
    where customer_id = any($1) and deleted_at is null returning id
  )
  select id from deleted union all select id from addresses
`;

/** The addresses that went with their customer bear its time. */
const RESTORE = `
  with gone as (
    select id, deleted_at from customer where id = any($1) and deleted_at is not null
  ), addresses as (
    update customer_address address set deleted_at = null, updated_at = now() from gone
    where address.customer_id = gone.id and address.deleted_at = gone.deleted_at returning address.id
  ), restored as (
    update customer set deleted_at = null, updated_at = now() from gone where customer.id = gone.id returning customer.id
  )
  select id from restored union all select id from addresses
`;

async function save(call: Call, tables: readonly Table[]): Promise<string[]> {
  const ids = spreadIds(call.rows, SIZE, call.sequence);
  await call.saved.save(ids, tables);
  return ids;
}

const softDelete = runnable<string[]>({
  name: "soft-delete 1,000",
  minimumRows: MINIMUM_ROWS,
  writes: OWN_TABLES,
  compares: "nothing",
  prepare: (call) => save(call, OWN_TABLES),
  ...both((customers, ids) => customers.softDeleteCustomers(ids)),
  raw: (database: BenchDatabase, ids) => database.measured(SOFT_DELETE, [ids]),
  cleanup: (call) => call.saved.restore(OWN_TABLES),
});

const restore = runnable<string[]>({
  name: "restore 1,000",
  minimumRows: MINIMUM_ROWS,
  writes: OWN_TABLES,
  compares: "nothing",
  prepare: async (call) => {
    const ids = await save(call, OWN_TABLES);
    await call.database.rows(SOFT_DELETE, [ids]);
    return ids;
  },
  ...both((customers, ids) => customers.restoreCustomers(ids)),
  raw: (database, ids) => database.measured(RESTORE, [ids]),
  cleanup: (call) => call.saved.restore(OWN_TABLES),
});

const remove = runnable<string[]>({
  name: "delete 1,000 with addresses and memberships",
  minimumRows: MINIMUM_ROWS,
  writes: ALL_TABLES,
  compares: "nothing",
  prepare: (call) => save(call, ALL_TABLES),
  ...both((customers, ids) => customers.deleteCustomers(ids)),
  // The foreign keys take addresses and memberships along; deleting those first saves them nothing.
  raw: (database, ids) => database.measured("delete from customer where id = any($1) returning id", [ids]),
  cleanup: (call) => call.saved.restore(ALL_TABLES),
});

export const deleteOperations = [softDelete, restore, remove];
