import { defineSearchIndex, graphConsume, graphSeed, search } from "@medusajs/framework/utils";
import { CUSTOMER_FIELDS, namesOf, recordOf } from "./modules/customer/fields";

/** What the dashboard shows of a customer it has found, and what it searches in. */
const SEARCHED = namesOf(CUSTOMER_FIELDS, { searched: true });
const FIELDS = ["id", ...SEARCHED, "has_account", "created_at"];

/**
 * Defines an index of customers for Medusa's Search Module, for a store that searches by another engine than the plugin.
 *
 * A store calls it in a file of its own, `src/search/customers.ts`:
 *
 *     import { defineCustomerSearchIndex } from "medusa-plugin-customers/search-index";
 *     export default defineCustomerSearchIndex();
 *
 * It is filled from the store and kept by the module's own events, one for each written row;
 * a restored customer, who makes no event, comes back with the next run that fills it. Not defined by itself:
 * docs/decisions/0009-search-module-index-on-request.md says why.
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
