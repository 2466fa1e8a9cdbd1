import type { CustomerPageRequest } from "../../src/modules/customer/listing/types";
import { PlansDatabase, ROWS, SMALL_TABLES } from "../helpers/databases/plans-database";

const MEMBERS = "Index Only Scan IDX_customer_group_customer_members";
const BY_ID = "Index Scan IDX_customer_live_id";
const BY_ID_ALONE = "Index Only Scan IDX_customer_live_id";
const BY_EMAIL = "Index Scan IDX_customer_email_has_account_unique";

/** How the order of each column is read, and by which nodes: the rows of the page come with it. */
const ORDERS: [column: string, scan: string, nodes: string[]][] = [
  ["id", BY_ID, ["Limit", "Index Scan"]],
  ["created_at", "Index Scan IDX_customer_created_at_id", ["Limit", "Index Scan"]],
  ["updated_at", "Index Scan IDX_customer_updated_at_id", ["Limit", "Index Scan"]],
  ["first_name", "Index Scan IDX_customer_first_name_id", ["Limit", "Index Scan"]],
  ["last_name", "Index Scan IDX_customer_last_name_id", ["Limit", "Index Scan"]],
  // Of equal emails, a guest's and an account's, the id decides.
  ["email", BY_EMAIL, ["Limit", "Incremental Sort", "Index Scan"]],
];

const CASES = ORDERS.flatMap(([column, scan, nodes]) =>
  ["ASC", "DESC"].map((direction) => ({ column, direction, scan, nodes })),
);

describe(`the plans of cursor pages of ${ROWS} customers`, () => {
  const database = new PlansDatabase("cursors");
  const plansOf = (request: CustomerPageRequest) =>
    database.plansOf(() => database.service.listCustomersPage({ limit: 50, ...request }));

  /** A cursor somewhere inside of the list. */
  async function cursorOf(request: CustomerPageRequest): Promise<string> {
    const { after } = await database.service.listCustomersPage({ limit: 500, ...request });
    if (after === null) {
      throw new Error("The list ended too early.");
    }
    return after;
  }

  describe.each(CASES)("by $column $direction", ({ column, direction, scan, nodes }) => {
    const order = { [column]: direction };

    it.each(["after", "before"])("begin %s a cursor in the index of the order", async (side) => {
      const [page, ...rest] = await plansOf({ order, [side]: await cursorOf({ order }) });

      expect(page.indexScans).toEqual([scan]);
      expect(page.nodeTypes).toEqual(nodes);
      expect(page.wholeIndexes).toEqual([]);
      expect(rest.flatMap(({ fullScans }) => fullScans)).toEqual([]);
    });

    it.each(["after", "before"])("of a group %s a cursor look its members up, and sort them", async (side) => {
      const filters = { groups: "cusgroup_7" };
      const plans = await plansOf({ filters, order, [side]: await cursorOf({ filters, order }) });

      expect(plans.flatMap(({ fullScans }) => fullScans).filter((table) => !SMALL_TABLES.has(table))).toEqual([]);
      expect(plans.flatMap(({ wholeIndexes }) => wholeIndexes)).toEqual([]);
      // The page by its ids, then its rows.
      const ids = column === "id" ? [BY_ID_ALONE] : [];
      expect(plans[1].indexScans).toEqual([MEMBERS, BY_ID, ...ids].sort());
    });
  });

  it.each(["created_at", "email", "last_name"])("of words by %s begin in the search index", async (column) => {
    const filters = { q: "maria customer9" };
    const order = { [column]: "DESC" };
    const after = await cursorOf({ filters, order });
    const [page] = await plansOf({ filters, order, after });

    expect(page.indexScans).toContain("Bitmap Index Scan IDX_customer_search_text");
    expect(page.fullScans).toEqual([]);
  });

  it("count up to their bound in the search index, and in a group's memberships", async () => {
    const [words, ...more] = await plansOf({ filters: { q: "maria" }, count: "bounded" });
    const [, , group] = await plansOf({ filters: { groups: "cusgroup_7" }, count: "bounded" });

    // Page and count in one statement; of as many matches as these the page is walked to in the order's index.
    expect(words.indexScans).toEqual([
      "Bitmap Index Scan IDX_customer_search_text",
      "Index Scan IDX_customer_created_at_id",
      BY_ID,
    ]);
    expect([words.fullScans, more]).toEqual([[], []]);
    expect(group.indexScans).toEqual([MEMBERS, BY_ID_ALONE].sort());
  });
});
