import type { Context, FindConfig } from "@medusajs/framework/types";
import { assertStorable } from "../database/assert-storable";
import type { ModuleContainer } from "../database/generated-service";
import type { ModuleCore } from "../database/module-core";
import type { Table } from "../database/tables";
import { normalizeEmailFilters } from "../emails/normalize-email";
import { assertCondition } from "./assert-condition";
import { assertWordsAtTopLevel } from "./assert-words-at-top-level";
import { explainListErrors } from "./explain-list-errors";
import { ALIAS, conditionOf, findMatchingIds, selectMatches } from "./find-matching-ids.sql";
import { behindWords, customerCondition } from "./match-customers.sql";
import { matchLiveRelationsOnly } from "./match-live-relations-only";
import type { RowReadService } from "./row-read-service";

type InternalService = {
  list(
    filters: object,
    config: { select: string[]; withDeleted: boolean },
    context: Context,
  ): Promise<{ id: string }[]>;
};

/** A list method of Medusa's generated service. */
type OrmList<Filters, Row, Result> = (filters: Filters, config: FindConfig<Row>, context: Context) => Promise<Result>;

/** The arguments of a list method of the contract. */
export type ListArguments<Filters, Row> = [filters?: Filters, config?: FindConfig<Row>, sharedContext?: Context];

/** Evaluates callers' filters: prepares them, lists by them, and finds the ids that match. */
export class RowFilters {
  private readonly internalServices: Record<Table["model"], InternalService>;

  constructor(
    private readonly core: ModuleCore,
    private readonly reader: RowReadService,
    container: ModuleContainer,
  ) {
    this.internalServices = {
      Customer: container.customerService,
      CustomerAddress: container.customerAddressService,
      CustomerGroup: container.customerGroupService,
      CustomerGroupCustomer: container.customerGroupCustomerService,
    };
  }

  /** Prepares a filter: emails in the store's spelling, and no matches through deleted groups and customers. */
  prepare<Filter>(filter: Filter, { withDeleted }: { withDeleted?: boolean } = {}): Filter {
    assertStorable(filter);
    assertWordsAtTopLevel(filter);
    const normalized = normalizeEmailFilters(filter, this.core.options.email_normalization);
    return withDeleted ? normalized : matchLiveRelationsOnly(normalized);
  }

  /** Lists by a caller's filter. @throws MedusaError (invalid_data) that names a wrong field or value. */
  async list<Filters extends object, Row>(
    model: Table["model"],
    given: ListArguments<Filters, Row>,
    byOrm: OrmList<Filters, Row, Row[]>,
  ): Promise<Row[]> {
    // as: the columns are the model's, which no type can express.
    const read = (...request: Parameters<RowReadService["list"]>) =>
      this.reader.list(...request) as Promise<Row[] | undefined>;
    return await this.run(model, given, read, byOrm);
  }

  /** As `list`, with the number of all matches. */
  async listAndCount<Filters extends object, Row>(
    model: Table["model"],
    given: ListArguments<Filters, Row>,
    byOrm: OrmList<Filters, Row, [Row[], number]>,
  ): Promise<[Row[], number]> {
    // as: the columns are the model's, which no type can express.
    const read = (...request: Parameters<RowReadService["listAndCount"]>) =>
      this.reader.listAndCount(...request) as Promise<[Row[], number] | undefined>;
    return await this.run(model, given, read, byOrm);
  }

  /** Reads by one statement where one can answer, else through the ORM. */
  private async run<Filters extends object, Row, Result>(
    model: Table["model"],
    [filters, config = {}, sharedContext = {}]: ListArguments<Filters, Row>,
    read: (...request: Parameters<RowReadService["list"]>) => Promise<Result | undefined>,
    byOrm: OrmList<Filters, Row, Result>,
  ): Promise<Result> {
    // as: a filter without a condition is one of any model.
    const given = filters ?? ({} as Filters);
    return await explainListErrors(this.core, { model, filters: given, config }, async () => {
      const prepared = this.prepare(given, config);
      return (await read(model, prepared, config, sharedContext)) ?? (await byOrm(prepared, config, sharedContext));
    });
  }

  /**
   * Returns the ids that ids or filters name, for filters in id order. An unknown id stays in the list.
   *
   * The number is not bounded: every caller returns a row or emits an event for each id.
   *
   * @throws MedusaError (invalid_data) for a filter without a condition where `all` does not allow it: it would match every
   * row of the store.
   */
  async idsOf(
    table: Table,
    idsOrFilters: string | object | (string | object)[],
    { withDeleted, all = false }: { withDeleted: boolean; all?: boolean },
    sharedContext: Context,
  ): Promise<string[]> {
    const given = (Array.isArray(idsOrFilters) ? idsOrFilters : [idsOrFilters]).filter((one) => one != null);
    assertStorable(given);
    if (given.every((one) => typeof one === "string")) {
      return given;
    }
    const named = given.filter((one) => typeof one === "string");
    const filters = given.filter((one) => typeof one !== "string");
    filters.forEach((filter) => {
      assertCondition(filter, { all });
    });
    const context = this.core.withManager(sharedContext);
    return await this.findIds(table, [...(named.length ? [{ id: named }] : []), ...filters], { withDeleted, context });
  }

  /** Finds the rows that match any of the filters: filters with words one by one, all others in one statement. */
  private async findIds(
    table: Table,
    given: readonly object[],
    { withDeleted, context }: { withDeleted: boolean; context: Context },
  ): Promise<string[]> {
    const filters = given.map((filter) => this.prepare(filter));
    const plain = filters.filter((filter) => !("q" in filter));
    const found = new Set<string>();
    const add = (ids: readonly string[]) => ids.forEach((id) => void found.add(id));
    if (plain.length) {
      const either = plain.length === 1 ? plain[0] : { $or: plain };
      add(await findMatchingIds(this.core.manager(context), table, { filters: either, withDeleted }));
    }
    for (const filter of filters.filter((one) => "q" in one)) {
      add(await this.findIdsByWords(table, filter, { withDeleted, context }));
    }
    return [...found];
  }

  /** Finds the rows that a list with these words shows. The ORM knows the searchable columns of addresses and groups. */
  private async findIdsByWords(
    table: Table,
    filters: object,
    { withDeleted, context }: { withDeleted: boolean; context: Context },
  ): Promise<string[]> {
    const { q, ...rest }: { q?: unknown } = filters;
    if (table.model === "Customer" && typeof q === "string") {
      const hasSearchText = await this.core.isSearchReady(context);
      const condition = await customerCondition({ filters: { ...rest }, q, hasSearchText }, (filters) =>
        conditionOf(this.core.manager(context), table, {
          filters: withDeleted ? behindWords(filters) : filters,
          withDeleted,
        }),
      );
      const { matches } = selectMatches(this.core.connection(context), table, condition);
      const rows: { id: string }[] = await matches.orderBy(`${ALIAS}.id`);
      return rows.map(({ id }) => id);
    }
    const service = this.internalServices[table.model];
    const rows = await service.list(filters, { select: ["id"], withDeleted }, context);
    return rows.map(({ id }) => id);
  }
}
