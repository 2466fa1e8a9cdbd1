import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { runSql } from "../../../../../integration-tests/helpers/module-connection";
import { StatementRecord } from "../../../../../integration-tests/helpers/statement-record";
import { DUPLICATES } from "./expected/duplicates";

/** Customers who may be one person, for each of the reasons. */
const PEOPLE = `
  insert into customer (id, email, has_account, phone, first_name) values
    ('cus_1', 'ada@x.io', true, '+31 6 12345678', 'Ada'), ('cus_2', 'Ada@x.io', true, '+31612345678', 'Ada'),
    ('cus_3', 'bob@x.io', true, null, 'Bob'), ('cus_4', 'bob@x.io', false, null, 'Bob');
  insert into customer_address (id, customer_id, first_name, last_name, address_1, postal_code) values
    ('cuaddr_1', 'cus_3', 'Bob', 'Lee', 'Street 1', '1000'), ('cuaddr_2', 'cus_4', 'Bob', 'Lee', 'Street 1', '1000')`;

describeCustomerModule(({ service, dbConfig }) => {
  itOnOurs("each look for duplicates that finds some sends exactly its statements", async () => {
    const record = new StatementRecord();
    await runSql(dbConfig.clientUrl, PEOPLE);

    for (const reason of ["email", "phone", "name_and_address"] as const) {
      const page = await record.of(`duplicates/members: ${reason}`, () => service.listDuplicateCustomers({ reason }));
      expect(page.duplicates.length).toBeGreaterThan(0);
    }

    record.expectToBe(DUPLICATES);
  });
});
