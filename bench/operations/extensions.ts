/** What the plugin's service has beyond core's contract, as far as the benchmark uses it. */
import { sealedCursor } from "../../integration-tests/helpers/modules/sealed-cursors";
import type CustomerModuleService from "../../src/modules/customer/service";

/** The most that a bounded count answers. */
export const COUNT_BOUND = 10_000;

/** A row at which a page begins; `value` is its time of creation as PostgreSQL writes it. */
export type CreatedRow = { id: string; value: string };

/** The page of 50 after a row, the newest first. */
export async function pageAfter(customers: CustomerModuleService, row: CreatedRow): Promise<unknown> {
  const after = sealedCursor(customers, { column: "created_at", direction: "desc", ...row });
  const page = await customers.listCustomersPage({ order: { created_at: "DESC" }, limit: 50, after });
  return page.customers;
}

/** The first page of a search by id, with a count that stops at the bound; only the cursor's method has such a count. */
export async function searchWithBoundedCount(customers: CustomerModuleService, q: string): Promise<unknown> {
  const page = await customers.listCustomersPage({
    filters: { q },
    order: { id: "ASC" },
    limit: 50,
    count: "bounded",
  });
  return [page.customers, page.count];
}
