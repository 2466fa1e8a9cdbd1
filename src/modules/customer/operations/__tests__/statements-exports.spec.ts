import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/running-service";
import { StatementRecord } from "../../../../../integration-tests/helpers/statement-record";
import type { ExportRequest } from "../../facade/exports";
import { EXPORTS } from "./expected/exports";

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);

  async function readAll(request: ExportRequest): Promise<number> {
    let count = 0;
    for await (const { rows } of await service.streamCustomers(request)) {
      count += rows;
    }
    return count;
  }

  async function claim(id: string) {
    const claimed = await service.claimCustomerExport(id);
    if (claimed.outcome !== "claimed") {
      throw new Error(`The export was ${claimed.outcome}.`);
    }
    return claimed.export;
  }

  itOnOurs("each operation on exports sends exactly its statements", async () => {
    const record = new StatementRecord();
    await service.createCustomers([{ email: "a@x.io", addresses: [{ city: "Rome" }] }]);

    await record.of("exports/read-customers: csv", () => readAll({}));
    await record.of("exports/read-customers: two columns as json lines", () =>
      readAll({ format: "jsonl", columns: ["email", "created_at"], filters: { has_account: false } }),
    );
    await record.of("exports/read-customers: whom a filter names", () =>
      readAll({ format: "jsonl", columns: ["id", "groups", "addresses"], filters: { has_account: false } }),
    );
    const { id } = await record.of("exports/create", () => service.createCustomerExport({}));
    await record.of("exports/find", () => service.retrieveCustomerExport(id));
    await record.of("exports/find: a page", () => service.listCustomerExports({ limit: 10, offset: 0 }));
    await record.of("exports/claim: open", () => service.listOpenCustomerExports());
    const run = await record.of("exports/claim", () => claim(id));
    await record.of("exports/claim: left to others", () => service.claimCustomerExport(id));
    await record.of("exports/progress: rows", () => service.reportCustomerExport(run, { rowCount: 1 }));
    await record.of("exports/progress: file", () => service.reportCustomerExport(run, { fileId: "file_1" }));
    await record.of("exports/progress: completed", () =>
      service.finishCustomerExport(run, { rowCount: 1, fileId: "file_1" }),
    );
    await record.of("exports/progress: failed", () => service.finishCustomerExport(run, { error: "no" }));
    await record.of("exports/expire: due", () => service.listDueCustomerExports(""));
    await record.of("exports/expire", () => service.expireCustomerExports([id]));
    await record.of("exports/expire: deleted", () => service.deleteCustomerExports([id]));

    record.expectToBe(EXPORTS);
  });
});
