import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

/** 1,500 with an email, of which a third share it with a guest, 700 without one, and some that are deleted. */
const PEOPLE = `
  insert into customer (id, email, has_account, deleted_at)
  select 'cus_' || lpad((n * 7919 % 2300)::text, 6, '0'), case when n < 1500 then 'p' || (n / 3 * 2 + n % 3 % 2) || '@x.io' end,
    n % 3 = 0, case when n >= 2200 then now() end
  from generate_series(0, 2299) n`;

const OFFSETS = [0, 999, 1_000, 1_480, 1_495, 1_500, 1_505, 2_000, 2_190, 2_200, 2_500, 3_000_000_000];

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);

  it.each(["asc", "desc"])(
    "pages by email %s join without a gap at any depth, customers without an email included",
    async (way) => {
      await runSql(dbConfig.clientUrl, PEOPLE);
      const all = await runSql<{ id: string }>(
        dbConfig.clientUrl,
        `select id from customer where deleted_at is null order by email ${way}, has_account ${way}, id ${way}`,
      );
      expect(all).toHaveLength(2_200);

      for (const skip of OFFSETS) {
        const config = { order: { email: way.toUpperCase() }, take: 10, skip };
        const page = await service.listCustomers({}, { ...config, select: ["id"] });
        expect([skip, page]).toEqual([skip, all.slice(skip, skip + 10)]);
        const [rows, count] = await service.listAndCountCustomers({}, { ...config, relations: ["addresses"] });
        expect([rows.map(({ id }) => ({ id })), count]).toEqual([page, 2_200]);
      }
    },
  );

  it("a page far beyond the last row, and beyond what 32 bits hold, is empty, in every order", async () => {
    await runSql(dbConfig.clientUrl, PEOPLE);
    const { id } = await service.createCustomerGroups({ name: "VIP" });
    await service.addCustomerToGroup([{ customer_id: "cus_000000", customer_group_id: id }]);

    for (const column of ["id", "email", "created_at", "last_name", "phone"]) {
      const config = { order: { [column]: "DESC" }, take: 10, skip: 3_000_000_000 };
      expect([column, await service.listAndCountCustomers({}, config)]).toEqual([column, [[], 2_200]]);
      expect([column, await service.listAndCountCustomers({ groups: { id } }, config)]).toEqual([column, [[], 1]]);
    }
  });

  it.each(["asc", "desc"])("the first pages of a group by email %s, with and without emails", async (way) => {
    await runSql(dbConfig.clientUrl, PEOPLE);
    const groups = await service.createCustomerGroups([{ name: "every second" }, { name: "without an email" }]);
    const conditions = ["right(id, 1) in ('0', '2', '4', '6', '8')", "email is null"];
    for (const [index, { id }] of groups.entries()) {
      const isIn = `deleted_at is null and ${conditions[index]}`;
      await runSql(
        dbConfig.clientUrl,
        `insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
         select 'cusgc_${index}_' || id, id, '${id}', true from customer where ${isIn}`,
      );
      const all = await runSql<{ id: string }>(
        dbConfig.clientUrl,
        `select id from customer where ${isIn} order by email ${way}, has_account ${way}, id ${way}`,
      );
      for (const skip of [0, 5, 100]) {
        const config = { order: { email: way.toUpperCase() }, take: 5, skip, select: ["id"] as ["id"] };
        const [rows, count] = await service.listAndCountCustomers({ groups: { id } }, config);
        expect([skip, rows, count]).toEqual([skip, all.slice(skip, skip + 5), all.length]);
      }
    }
  });
});
