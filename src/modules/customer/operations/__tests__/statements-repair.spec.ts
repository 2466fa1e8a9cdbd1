import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/module-connection";
import { StatementRecord } from "../../../../../integration-tests/helpers/statement-record";
import { assertEmails } from "../customers/assert-emails";
import { normalizeStoredEmails } from "../repair/normalize-emails";
import { repairMemberships } from "../repair/repair-memberships";
import { prepareSearch } from "../search/prepare";
import { REPAIRS } from "./expected/repairs";

describeCustomerModule(({ service, dbConfig }) => {
  itOnOurs("each repair of old rows sends exactly its statements", async () => {
    const record = new StatementRecord();
    // The second has the address of the first but for its spelling, the third has it for itself.
    await runSql(
      dbConfig.clientUrl,
      `insert into customer (id, email) values ('cus_1', 'ada@x.io'), ('cus_2', 'Ada@x.io'), ('cus_3', 'Bob@x.io')`,
    );
    await withModuleConnection(dbConfig.clientUrl, async (connection) => {
      await record.of("repair/repair-memberships", () => repairMemberships(connection));
      await record.of("repair/normalize-emails", () =>
        normalizeStoredEmails(connection, (email) => email.toLowerCase()),
      );
      await record.of("repair/normalize-emails: nothing suspect", async () => {
        await normalizeStoredEmails(connection, (email) => email);
      });
      await record.of("search/prepare", () => prepareSearch(connection));
      await record.of("search/prepare: all there", () => prepareSearch(connection));
    });
    await withModuleConnection(dbConfig.clientUrl, (connection) =>
      record.of("customers/assert-emails", () => assertEmails(connection, [{ id: "cus_4", email: "none" }])),
    );
    await record.of("customers/list-email-problems", () => service.listEmailCollisions({ limit: 10 }));

    await record.of("customers/list-old-emails", () => service.listOldEmails("bob@x.io"));

    record.expectToBe(REPAIRS);
  });
});
