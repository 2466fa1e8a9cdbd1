import { defineSearchIndex, graphConsume, graphSeed, search } from "@medusajs/framework/utils";
import { CUSTOMER_FIELDS, namesOf, recordOf } from "./modules/customer/fields";

/** The columns that the engine searches. */
const SEARCHED = namesOf(CUSTOMER_FIELDS, { searched: true });
const FIELDS = ["id", ...SEARCHED, "has_account", "created_at"];

/**
 * Defines an index of customers for Medusa's Search Module.
 *
 * It is for a store that searches with another engine than this plugin's own index. Call it in `src/search/customers.ts`:
 *
 *     import { defineCustomerSearchIndex } from "medusa-plugin-customers/search-index";
 *     export default defineCustomerSearchIndex();
 *
 * A first run reads all customers of the store. After that the events of the module, one for each written row, keep the
 * index up to date. A restored customer causes no event: the next complete run adds it again. The plugin does not define
 * the index itself; docs/decisions/0009-search-module-index-on-request.md gives the reasons.
 */
export function defineCustomerSearchIndex() {
  return defineSearchIndex({
    name: "customer",
    entity: "customer",
    fields: search.define({
      id: search.keyword().filterable(),
      ...recordOf(SEARCHED, () => search.text().searchable()),
      has_account: search.boolean().filterable(),
      created_at: search.date().sortable(),
    }),
    events: ["customer.customer.created", "customer.customer.updated", "customer.customer.deleted"],
    seed: graphSeed({ fields: FIELDS }),
    consume: graphConsume({ fields: FIELDS }),
  });
}
