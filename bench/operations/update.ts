import type { CustomerUpdatableFields, FilterableCustomerProps } from "@medusajs/framework/types";
import { createdWithin, spreadIds } from "../databases/fixtures";
import { both, type Call, type RunnableOperation, runnable, type Table } from "./operation";
import { columnsOf } from "./statements";

const TABLES: readonly Table[] = ["customer"];

/** A searchable column, so that keeping the search up to date is a part of the cost; another value every time. */
function newValue({ sequence }: Call): CustomerUpdatableFields {
  return { company_name: `Renamed ${sequence}` };
}

type Target = { ids: string[]; selector: FilterableCustomerProps; from: Date; to: Date };
type Input = Target & { data: CustomerUpdatableFields };

async function keep(call: Call, target: Target): Promise<Input> {
  await call.saved.save(target.ids, TABLES);
  return { ...target, data: newValue(call) };
}

function spread(call: Call, size: number): Target {
  const now = new Date();
  return { ids: spreadIds(call.rows, size, call.sequence), selector: {}, from: now, to: now };
}

/** The customers of one stretch of time: a selector that names no ids, and that an index can serve. */
function stretch(call: Call, size: number): Target {
  const { from, to, ids } = createdWithin(call.rows, size, call.sequence);
  return { ids, from, to, selector: { created_at: { $gte: from.toISOString(), $lt: to.toISOString() } } };
}

const updateOne = runnable<Input>({
  name: "update 1",
  writes: TABLES,
  compares: "nothing",
  prepare: (call) => keep(call, spread(call, 1)),
  ...both((customers, { ids, data }) => customers.updateCustomers(ids[0] ?? "", data)),
  raw: (database, { ids, data }) =>
    database.measured(
      `update customer set company_name = $1, updated_at = now() where id = $2 and deleted_at is null
       returning ${columnsOf("customer")}`,
      [data.company_name, ids[0]],
    ),
  cleanup: (call) => call.saved.restore(TABLES),
});

function updateByIds(name: string, size: number): RunnableOperation {
  return runnable<Input>({
    name,
    minimumRows: size * 2,
    writes: TABLES,
    compares: "size",
    prepare: (call) => keep(call, spread(call, size)),
    ...both((customers, { ids, data }) => customers.updateCustomers(ids, data)),
    raw: (database, { ids, data }) =>
      database.measured(
        `update customer set company_name = $1, updated_at = now() where id = any($2) and deleted_at is null
         returning ${columnsOf("customer")}`,
        [data.company_name, ids],
      ),
    cleanup: (call) => call.saved.restore(TABLES),
  });
}

function updateBySelector(name: string, size: number): RunnableOperation {
  return runnable<Input>({
    name,
    minimumRows: size * 2,
    writes: TABLES,
    compares: "size",
    prepare: (call) => keep(call, stretch(call, size)),
    ...both((customers, { selector, data }) => customers.updateCustomers(selector, data)),
    raw: (database, { from, to, data }) =>
      database.measured(
        `update customer set company_name = $1, updated_at = now()
         where created_at >= $2 and created_at < $3 and deleted_at is null returning ${columnsOf("customer")}`,
        [data.company_name, from, to],
      ),
    cleanup: (call) => call.saved.restore(TABLES),
  });
}

export const updateOperations = [
  updateOne,
  updateByIds("update 1,000 by ids", 1000),
  updateByIds("update 10,000 by ids", 10_000),
  updateBySelector("update 1,000 by selector", 1000),
  updateBySelector("update 10,000 by selector", 10_000),
];
