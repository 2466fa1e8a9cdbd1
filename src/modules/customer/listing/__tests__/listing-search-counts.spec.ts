import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countStatements } from "../../../../../integration-tests/helpers/databases/statement-counter";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { prepareSearch } from "../prepare-search.sql";
import type { CustomerPageRequest } from "../types";

/** One Zoë more than are counted, as many Ann as are counted, 60 Bob; each name has a few that are deleted. */
const PEOPLE = `
  insert into customer (id, first_name, created_at, deleted_at)
  select 'cus_' || lpad(n::text, 6, '0'),
    case when n <= 10001 then 'Zoë' when n <= 20001 then 'Ann' when n <= 20061 then 'Bob' else name end,
    '2026-01-01Z'::timestamptz - n * interval '1 minute', case when n > 20061 then now() end
  from generate_series(1, 20091) n, lateral (select (array['Zoë', 'Ann', 'Bob'])[1 + n % 3] as name) as names`;

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);

  const page = async (q: string, request: CustomerPageRequest = {}) => {
    const { customers, count, count_precision } = await service.listCustomersPage({
      ...{ filters: { q }, count: "bounded", limit: 3 },
      ...request,
    });
    return { ids: customers.map(({ id }) => Number(id.slice("cus_".length))), counted: [count, count_precision] };
  };

  it("pages of words come with a count up to 10,000, few or many, whatever the order and the cursor", async () => {
    await runSql(dbConfig.clientUrl, PEOPLE);
    await withModuleConnection(dbConfig.clientUrl, prepareSearch);

    expect(await page("zoe")).toEqual({ ids: [1, 2, 3], counted: [10_000, "at_least"] });
    expect(await page("ann")).toEqual({ ids: [10_002, 10_003, 10_004], counted: [10_000, "exact"] });
    expect(await page("bob")).toEqual({ ids: [20_002, 20_003, 20_004], counted: [60, "exact"] });
    expect(await page("unknown")).toEqual({ ids: [], counted: [0, "exact"] });
    const last = { order: { id: "DESC" } };
    expect(await page("zoe", last)).toEqual({ ids: [10_001, 10_000, 9_999], counted: [10_000, "at_least"] });
    expect(await page("bob", last)).toEqual({ ids: [20_061, 20_060, 20_059], counted: [60, "exact"] });
    const byName = { order: { first_name: "DESC" } };
    expect(await page("bob", byName)).toEqual({ ids: [20_061, 20_060, 20_059], counted: [60, "exact"] });
    const { after } = await service.listCustomersPage({ filters: { q: "bob" }, limit: 3 });
    expect(await page("bob", { after: after ?? "" })).toEqual({
      ids: [20_005, 20_006, 20_007],
      counted: [60, "exact"],
    });
    expect(await countStatements(() => page("zoe"))).toBe(1);
  });
});
