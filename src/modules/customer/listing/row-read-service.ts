import type { Context } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import type { Table } from "../database/tables";
import { ALIAS, conditionOf, LIVE } from "./find-matching-ids.sql";
import { bothConditions, type Condition, plainCondition } from "./plain-condition";
import { findUnhonouredConfig, LIST_CONFIG, wholeNumber } from "./read-list-request";
import { readOrder } from "./read-page-order";
import { type RowShape, readRowShape } from "./read-row-shape";
import { countRows, type RowsRequest, readRow, readRows } from "./read-rows.sql";
import type { FoundRow } from "./row-columns.sql";
import { type RowModel, readRowModels } from "./row-models";

const MODELS = ["Customer", "CustomerAddress", "CustomerGroup", "CustomerGroupCustomer"] as const;

/** The config keys of a single row that statements honour. */
const ROW_CONFIG = new Set(["select", "relations", "withDeleted"]);

const OPERATORS: ReadonlySet<string> = new Set(["$and", "$or", "$not"]);

type Config = {
  select?: unknown;
  relations?: unknown;
  order?: unknown;
  take?: unknown;
  skip?: unknown;
  withDeleted?: boolean;
};

/**
 * Reads rows by one statement each, in the shape in which core's module returns them.
 *
 * It hydrates no entities. A method returns undefined for a request that a statement cannot answer in full: the ORM answers
 * it then.
 */
export class RowReadService {
  private models: ReadonlyMap<string, RowModel> | undefined;

  constructor(private readonly core: ModuleCore) {}

  model(name: Table["model"], sharedContext: Context): RowModel {
    this.models ??= readRowModels(this.core.manager(sharedContext).getMetadata(), MODELS);
    // as: the map has every model of the list.
    return this.models.get(name) as RowModel;
  }

  shape(name: Table["model"], config: Config, sharedContext: Context): RowShape | undefined {
    return readRowShape(this.model(name, sharedContext), config);
  }

  /** The shape of rows of which only the ids are read. */
  idsOf(name: Table["model"], sharedContext: Context): RowShape {
    return { model: this.model(name, sharedContext), columns: ["id"], related: [], references: [] };
  }

  /** Reads a row by id. @returns undefined also where there is none. */
  async retrieve(
    name: Table["model"],
    id: unknown,
    { config = {}, sharedContext = {} }: { config?: object; sharedContext?: Context },
  ): Promise<FoundRow | undefined> {
    const { withDeleted }: Config = config;
    const shape =
      typeof id === "string" && !id.includes("\u0000") && findUnhonouredConfig(config, ROW_CONFIG).length === 0
        ? this.shape(name, config, sharedContext)
        : undefined;
    if (!shape || typeof id !== "string") {
      return undefined;
    }
    return await readRow(await this.core.reading(sharedContext), shape, { id, withDeleted: Boolean(withDeleted) });
  }

  /** Lists rows of addresses, groups or memberships by prepared filters. */
  async list(name: Table["model"], filters: object, config: Config, context: Context): Promise<FoundRow[] | undefined> {
    const request = await this.request(name, filters, config, context);
    return request && (await readRows(await this.core.reading(context), request));
  }

  /** Like `list`, with the number of all matches. */
  async listAndCount(
    name: Table["model"],
    filters: object,
    config: Config,
    context: Context,
  ): Promise<[FoundRow[], number] | undefined> {
    const request = await this.request(name, filters, config, context);
    if (!request) {
      return undefined;
    }
    const connection = await this.core.reading(context);
    const counting = () => countRows(connection, request.shape.model, request.condition);
    return await sideBySide(context, () => readRows(connection, request), counting);
  }

  /** Makes the condition of filters on columns and relations; without deleted rows unless `withDeleted`. */
  async condition(
    name: Table["model"],
    filters: object,
    { withDeleted = false, context }: { withDeleted?: boolean; context: Context },
  ): Promise<Condition> {
    const plain = plainCondition(this.model(name, context), filters, ALIAS);
    if (!plain) {
      return await conditionOf(this.core.manager(context), { model: name }, { filters, withDeleted });
    }
    return withDeleted ? plain : bothConditions(plain, LIVE);
  }

  private async request(
    name: Table["model"],
    filters: object,
    config: Config,
    context: Context,
  ): Promise<RowsRequest | undefined> {
    const model = this.model(name, context);
    const shape = this.shape(name, config, context);
    const order = readOrder(config.order, (column) => model.columns.has(column));
    const isHonoured =
      findUnhonouredConfig(config, LIST_CONFIG).length === 0 &&
      Object.keys(filters).every((key) => OPERATORS.has(key) || model.columns.has(key) || model.relations.has(key));
    if (!shape || !order || !isHonoured || sharesJoin(shape, filters)) {
      return undefined;
    }
    const withDeleted = Boolean(config.withDeleted);
    const condition = await this.condition(name, filters, { withDeleted, context });
    return { shape, condition, withDeleted, order, take: wholeNumber(config.take), skip: wholeNumber(config.skip) };
  }
}

/** Whether the ORM may read a related row by the join of a filter: the filter then matches by what is read. */
function sharesJoin({ model, related }: RowShape, filters: object): boolean {
  return related.some(({ relation }) => relation.kind === "one") && !plainCondition(model, filters, ALIAS);
}

/** Runs two reads at once; in a transaction, which has one connection, one after the other. */
export async function sideBySide<One, Other>(
  context: Context,
  one: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<[One, Other]> {
  return context.transactionManager ? [await one(), await other()] : await Promise.all([one(), other()]);
}
