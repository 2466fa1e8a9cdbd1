import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { StatementRecord } from "../../../../../integration-tests/helpers/statement-record";
import { PASSWORD_CHECKS } from "./expected/password-checks";

describeCustomerModule(({ service }) => {
  itOnOurs("a check of a password sends exactly its statements", async () => {
    const record = new StatementRecord();
    const { id } = await service.createCustomers({ email: "a@x.io" });
    const check = await record.of("password-checks/begin", () => service.beginPasswordCheck(id));
    const since = "since" in check ? check.since : "";
    await record.of("password-checks/end", () => service.endPasswordCheck({ customer_id: id, since, is_right: true }));

    record.expectToBe(PASSWORD_CHECKS);
  });
});
