import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { runSql } from "../../../../../integration-tests/helpers/module-connection";
import { StatementRecord } from "../../../../../integration-tests/helpers/statement-record";
import { LARGE_GROUPS } from "./expected/large-groups";

/** One more than members are fetched of one by one (list/group-members.ts). */
const MEMBERS = 50_001;

describeCustomerModule(({ service, dbConfig }) => {
  itOnOurs("lists of a large group join its members, and send exactly these statements", async () => {
    const record = new StatementRecord();
    await runSql(
      dbConfig.clientUrl,
      `
        insert into customer_group (id, name) values ('cusgroup_1', 'everybody');
        insert into customer (id) select 'cus_' || lpad(n::text, 6, '0') from generate_series(1, ${MEMBERS}) n;
        insert into customer_group_customer (id, customer_id, customer_group_id)
          select 'cusgc_' || id, id, 'cusgroup_1' from customer
      `,
    );
    const filters = { groups: "cusgroup_1" };
    const order = { created_at: "DESC" };

    const found = await record.of("list/matching-customers: a large group", () =>
      service.listCustomers(filters, { take: 50, skip: 25_000, order: { id: "ASC" } }),
    );
    const [, count] = await record.of("list/matching-customers: a large group, counted", () =>
      service.listAndCountCustomers({ ...filters, has_account: false }, { take: 1 }),
    );
    await record.of("list/matching-customers: a large group, by cursor", () =>
      service.listCustomersPage({ filters, order, limit: 1, count: "bounded" }),
    );

    expect(found[0].id).toBe("cus_025001");
    expect(count).toBe(MEMBERS);
    record.expectToBe(LARGE_GROUPS);
  });
});
