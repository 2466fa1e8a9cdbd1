import type { ICustomerModuleService } from "@medusajs/framework/types";
import type CustomerModuleService from "../../src/modules/customer/service";
import type { BenchDatabase } from "../databases/database";
import type { Fixtures } from "../databases/fixtures";
import type { SavedRows } from "../databases/saved-rows";
import type { RunningService } from "../services";

/** Who does the work: core's service, this plugin's, or SQL alone, on the plugin's database. */
export const SIDES = ["core", "ours", "raw"] as const;
export type Side = (typeof SIDES)[number];

export type SideContext<Service> = { database: BenchDatabase; saved: SavedRows; running: RunningService<Service> };

export type BenchContext = {
  rows: number;
  fixtures: Fixtures;
  core: SideContext<ICustomerModuleService>;
  ours: SideContext<CustomerModuleService>;
};

/** One call of an operation. */
export type Call = {
  side: Side;
  /** Counts the calls of all sides: it spreads them over different rows and makes the values they write differ. */
  sequence: number;
  rows: number;
  fixtures: Fixtures;
  database: BenchDatabase;
  saved: SavedRows;
};

export const TABLES = ["customer", "customer_address", "customer_group", "customer_group_customer"] as const;
export type Table = (typeof TABLES)[number];

/**
 * One thing that is measured. Only `core`, `ours` and `raw` are timed; `prepare` and `cleanup` run around every call of
 * them, and leave the rows as they were before.
 */
export type Operation<Input> = {
  name: string;
  /** With fewer rows in the database there is not enough to work on. */
  minimumRows?: number;
  /** The tables that it writes to; they are vacuumed afterwards. None: it only reads, and may be repeated at will. */
  writes?: readonly Table[];
  /** Whether the sides must answer the same: the very rows, their number, or no matter. Default: the rows. */
  compares?: "rows" | "size" | "nothing";
  prepare?(call: Call): Promise<Input>;
  core(customers: ICustomerModuleService, input: Input): Promise<unknown>;
  ours(customers: CustomerModuleService, input: Input): Promise<unknown>;
  raw(database: BenchDatabase, input: Input): Promise<unknown>;
  /** Also runs after a call that failed; `result` is undefined then. */
  cleanup?(call: Call, input: Input, result: unknown): Promise<void>;
};

export type TimedCall = { milliseconds: number; result: unknown; events: number };

/** An operation whose type of input is hidden. */
export type RunnableOperation = Pick<Operation<unknown>, "name" | "minimumRows" | "writes" | "compares"> & {
  run(context: BenchContext, side: Side, sequence: number): Promise<TimedCall>;
};

export function runnable<Input = void>(operation: Operation<Input>): RunnableOperation {
  const { name, minimumRows, writes, compares } = operation;
  return { name, minimumRows, writes, compares, run: (...call) => run(operation, ...call) };
}

/** The same call on both services. */
export function both<Input>(
  work: (customers: ICustomerModuleService, input: Input) => Promise<unknown>,
): Pick<Operation<Input>, "core" | "ours"> {
  return { core: work, ours: work };
}

async function run<Input>(
  operation: Operation<Input>,
  context: BenchContext,
  side: Side,
  sequence: number,
): Promise<TimedCall> {
  const { database, saved, running } = side === "core" ? context.core : context.ours;
  const call = { side, sequence, rows: context.rows, fixtures: context.fixtures, database, saved };
  // as: an operation without `prepare` has no input; its type is void then.
  const input = (await operation.prepare?.(call)) as Input;
  if (side !== "core" && operation.writes?.includes("customer")) {
    await database.emptyPendingLists();
  }
  const work = {
    core: () => operation.core(context.core.running.service, input),
    ours: () => operation.ours(context.ours.running.service, input),
    raw: () => operation.raw(database, input),
  }[side];
  const eventsBefore = running.events.count;
  let result: unknown;
  try {
    const begin = performance.now();
    result = await work();
    const milliseconds = performance.now() - begin;
    return { milliseconds, result, events: running.events.count - eventsBefore };
  } finally {
    await operation.cleanup?.(call, input, result);
  }
}
