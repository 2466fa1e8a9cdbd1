import type { Context, CustomerDTO, FindConfig } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import { boundCount, COUNT_BOUND, type Count, type CountMode, countMatches } from "./count-matches.sql";
import { explainListErrors } from "./explain-list-errors";
import type { ListingService } from "./listing-service";
import { idsOfLiveGroups } from "./match-customers.sql";
import { type Cursor, decodeCursor, encodeCursor } from "./page-cursor";
import { type CursorWindow, type PageRow, readCursorPage, readFirstPageAndCount } from "./read-cursor-page.sql";
import { hasWords } from "./read-list-request";
import type { OrderColumn } from "./read-page-order";
import { readPageRequest } from "./read-page-request";
import type { RowFilters } from "./row-filters";
import type { RowReadService } from "./row-read-service";
import type { CustomerPage, CustomerPageRequest } from "./types";

/** Reads pages of customers by cursor. */
export class CursorPageService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly listing: ListingService,
    private readonly reader: RowReadService,
  ) {}

  /**
   * Reads a page of customers after or before a cursor. Any depth costs as much as the first page.
   *
   * @throws MedusaError (invalid_data) for an order of several columns or by a relation, a limit out of range, an invalid
   * cursor or one of another order, or a config that a page by cursor does not support.
   */
  async page(
    request: CustomerPageRequest = {},
    config: FindConfig<CustomerDTO> = {},
    sharedContext: Context = {},
  ): Promise<CustomerPage> {
    const context = this.core.withManager(sharedContext);
    return await explainListErrors(this.core, { model: "Customer", filters: request.filters, config }, () =>
      this.readPage(request, config, context),
    );
  }

  private async readPage(
    request: CustomerPageRequest,
    config: FindConfig<CustomerDTO>,
    context: Context,
  ): Promise<CustomerPage> {
    const { after, before, limit, order } = readPageRequest(request, config);
    const filters = this.filters.prepare(request.filters ?? {}, config);
    const backwards = before !== undefined;
    const given = after ?? before;
    const cursor = given === undefined ? null : decodeCursor(given, order, this.core.seals.pages);
    const shape = this.reader.shape("Customer", config, context);
    const window: CursorWindow = {
      connection: await this.core.reading(context),
      condition: await this.listing.condition(filters, config, context),
      shape: shape ?? this.reader.idsOf("Customer", context),
      withDeleted: Boolean(config.withDeleted),
      idsFirst: idsOfLiveGroups(filters.groups) !== undefined,
      hasWords: hasWords(filters.q) && (await this.core.isSearchReady(context)),
      order: backwards ? reverseOrder(order) : order,
      cursor,
      limit: limit + 1,
    };
    const { found, counted } = await readPageAndCount(window, request.count ?? "none");
    const more = found.length > limit;
    const rows = backwards ? found.slice(0, limit).reverse() : found.slice(0, limit);
    // The cursor of an empty page, whose rows were deleted since, leads back to the row of the given cursor.
    const cursorAt = (row: PageRow | undefined) => {
      const place: Omit<Cursor, keyof OrderColumn> | null = row
        ? { value: row.value, id: row.id }
        : cursor && { ...cursor, inclusive: true };
      return place && encodeCursor({ ...place, ...order }, this.core.seals.pages);
    };
    const page: CustomerPage = {
      customers: await this.listing.complete(
        rows.map(({ row }) => row),
        shape,
        { config, context },
      ),
      after: more || backwards ? cursorAt(rows.at(-1)) : null,
      before: (backwards && more) || after !== undefined ? cursorAt(rows.at(0)) : null,
    };
    return counted ? { ...page, count: counted.count, count_precision: counted.precision } : page;
  }
}

/** Reads the rows of a page by cursor, and the requested count; with words both in one statement where possible. */
async function readPageAndCount(window: CursorWindow, mode: CountMode): Promise<{ found: PageRow[]; counted?: Count }> {
  if (mode === "bounded" && window.hasWords && window.cursor === null) {
    const both = await readFirstPageAndCount(window, COUNT_BOUND);
    if (both) {
      return { found: both.rows, counted: boundCount(both.number) };
    }
  }
  const found = await readCursorPage(window);
  return mode === "none"
    ? { found }
    : { found, counted: await countMatches(window.connection, window.condition, mode) };
}

function reverseOrder({ column, direction }: OrderColumn): OrderColumn {
  return { column, direction: direction === "asc" ? "desc" : "asc" };
}
