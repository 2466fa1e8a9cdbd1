import type { CreateCustomerDTO } from "@medusajs/framework/types";
import type { BenchDatabase } from "../databases/database";
import { COMPANIES, FIRST_NAMES, LAST_NAMES } from "../databases/names";
import { both, type Call, type Operation, type RunnableOperation, runnable } from "./operation";

type Row = Record<string, string | boolean | null>;

/** The same customers for the services and, with ids, as columns for SQL: making ids is a part of the services' work. */
type Input = { customers: CreateCustomerDTO[]; rows: Row[]; addressRows: Row[] };

const CUSTOMER_COLUMNS = ["id", "company_name", "first_name", "last_name", "email", "phone"];
const ADDRESS_COLUMNS = ["id", "customer_id", "first_name", "last_name", "address_1", "city", "country_code", "phone"];

const BENCH_DOMAIN = "benchmark.example";

function makeCustomer(call: Call, place: number, addresses: number): CreateCustomerDTO {
  const number = call.sequence * 31 + place;
  const first_name = FIRST_NAMES[number % FIRST_NAMES.length];
  const last_name = LAST_NAMES[(number * 7) % LAST_NAMES.length];
  return {
    first_name,
    last_name,
    company_name: number % 7 === 0 ? COMPANIES[number % COMPANIES.length] : undefined,
    email: `new.${call.sequence}.${place}@${BENCH_DOMAIN}`,
    phone: `+31 6 ${String(10_000_000 + number).replace(/(....)(....)/, "$1 $2")}`,
    ...(addresses > 0 && { addresses: Array.from({ length: addresses }, (_, index) => makeAddress(number, index)) }),
  };
}

function makeAddress(number: number, index: number) {
  return {
    first_name: FIRST_NAMES[number % FIRST_NAMES.length],
    last_name: LAST_NAMES[(number * 7) % LAST_NAMES.length],
    address_1: `${1 + (number % 240)} ${index === 0 ? "Keizersgracht" : "High Street"}`,
    city: index === 0 ? "Amsterdam" : "London",
    country_code: index === 0 ? "nl" : "gb",
    phone: `020-${String(1_000_000 + number)}`,
  };
}

function prepare(call: Call, size: number, addresses: number): Input {
  const customers = Array.from({ length: size }, (_, place) => makeCustomer(call, place, addresses));
  const rows: Row[] = [];
  const addressRows: Row[] = [];
  for (const [place, { addresses: own = [], ...customer }] of customers.entries()) {
    const id = `cus_01${String(call.sequence).padStart(12, "Z")}${String(place).padStart(12, "0")}`;
    // as: the values of this generator are texts.
    rows.push({ id, ...customer } as Row);
    for (const [index, address] of own.entries()) {
      addressRows.push({ id: `cuaddr_${id.slice(4)}${index}`, customer_id: id, ...address } as Row);
    }
  }
  return { customers, rows, addressRows };
}

/** One statement for any number of rows: an array for each column. */
async function insert(database: BenchDatabase, table: string, columns: readonly string[], rows: readonly Row[]) {
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join(", ");
  return await database.measured<{ id: string }>(
    `insert into ${table} (${columns.join(", ")}) select * from unnest(${arrays}) returning id, created_at, updated_at`,
    columns.map((column) => rows.map((row) => row[column] ?? null)),
  );
}

async function insertAll(database: BenchDatabase, { rows, addressRows }: Input): Promise<unknown> {
  if (addressRows.length === 0) {
    return await insert(database, "customer", CUSTOMER_COLUMNS, rows);
  }
  await database.measured("begin");
  const created = await insert(database, "customer", CUSTOMER_COLUMNS, rows);
  await insert(database, "customer_address", ADDRESS_COLUMNS, addressRows);
  await database.measured("commit");
  return created;
}

function create(name: string, size: number, addresses = 0): RunnableOperation {
  const operation: Operation<Input> = {
    name,
    minimumRows: size > 10_000 ? size : undefined,
    writes: addresses > 0 ? ["customer", "customer_address"] : ["customer"],
    compares: "size",
    prepare: async (call) => prepare(call, size, addresses),
    ...both((customers, input) => customers.createCustomers(input.customers)),
    raw: insertAll,
    cleanup: async (call, input) => {
      // A failed transaction of the raw side is still open on its connection.
      if (call.side === "raw") {
        await call.database.measured("rollback");
      }
      await call.database.rows(
        "delete from customer where email = any($1) and not has_account and deleted_at is null",
        [input.customers.map(({ email }) => email)],
      );
    },
  };
  return runnable(operation);
}

export const createOperations = [
  create("create 1", 1),
  create("create 1,000", 1000),
  create("create 10,000", 10_000),
  create("create 100,000", 100_000),
  create("create 1,000 with 2 addresses", 1000, 2),
];
