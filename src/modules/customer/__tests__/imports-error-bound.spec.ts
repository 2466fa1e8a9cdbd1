import { describeCustomerModule } from "../../../../integration-tests/helpers/customer-module";
import { importDesk, openedOf, rowsOf } from "../../../../integration-tests/helpers/imports";
import { runSql } from "../../../../integration-tests/helpers/module-connection";
import { runningService } from "../../../../integration-tests/helpers/running-service";
import type { ImportedRow } from "../domain/imports/types";

const KEPT = 100_000;

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, validate } = importDesk(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const kept = async () => (await sql<{ n: number }>("select count(*)::int as n from customer_import_error"))[0].n;

  const wrong = (from: number, count: number): ImportedRow[] =>
    Array.from({ length: count }, (_, index) => ({
      ...{ line: from + index, raw: "x" },
      errors: [{ field: "email", reason: "is not an email address" }],
    }));

  async function csvOf(id: string): Promise<string[]> {
    const parts: string[] = [];
    for await (const part of await service.streamCustomerImportErrors(id)) {
      parts.push(part);
    }
    return parts.join("").trimEnd().split("\n");
  }

  it("of 100,003 wrong rows 100,000 errors are kept, and both the page and the file say how many more there were", async () => {
    const ready = await validate([...rowsOf([{ email: "a@x.io" }]), ...wrong(10, KEPT + 3)]);

    expect(ready).toMatchObject({ state: "ready", total: KEPT + 4, invalid: KEPT + 3, error_count: KEPT + 3 });
    expect(await kept()).toBe(KEPT);
    const page = await service.listCustomerImportErrors(ready.id, { limit: 1, offset: KEPT - 1 });
    expect(page).toEqual({ errors: [expect.objectContaining({ line: KEPT + 9 })], count: KEPT, dropped: 3 });
    const lines = await csvOf(ready.id);
    expect([lines.length, lines[lines.length - 1]]).toEqual([
      KEPT + 2,
      expect.stringMatching(/^,,3 more errors were found and are not kept/),
    ]);
  });

  it("rows that are refused when the bound is reached are not stored, not even when the file is read once more", async () => {
    await service.createCustomers({ email: "taken@x.io" });
    const file = [
      ...rowsOf([{ email: "a@x.io" }, { email: "a@x.io" }, { email: "taken@x.io" }, { email: "b@x.io" }]),
      ...wrong(10, KEPT),
    ];
    const ready = await validate(file, { on_conflict: "fail" });
    expect(ready).toMatchObject({ state: "ready", invalid: KEPT + 2, error_count: KEPT + 2, expected: { created: 2 } });
    expect(await kept()).toBe(KEPT);

    await service.confirmCustomerImport(ready.id);
    const run = await claim(ready.id);
    await sql("truncate customer_import_row");
    await service.rereadCustomerImport(run, openedOf(file));
    expect(await sql("select line from customer_import_row order by line")).toEqual([{ line: 2 }, { line: 5 }]);
    expect(await service.isCustomerImportWhole(run)).toBe(true);
    while ((await service.applyCustomerImportBatch(run))?.rows);
    expect(await service.finishCustomerImport(run)).toMatchObject({ state: "completed_with_errors", created: 2 });
    expect(await service.listCustomerImportErrors(ready.id, { limit: 1, offset: 0 })).toMatchObject({ dropped: 2 });

    await service.deleteCustomerImports([ready.id]);
    expect(await sql("select import_id from customer_import_refused")).toEqual([]);
  });

  it("a file that is read from its beginning again counts its errors from there", async () => {
    const { id } = await service.createCustomerImport({});
    const run = await claim(id);
    for (let reading = 0; reading < 2; reading++) {
      const ready = { error_count: 2, invalid: 2 };
      const opened = openedOf([...rowsOf([{ email: "a@x.io" }]), ...wrong(10, 2)]);
      expect(await service.validateCustomerImport(run, opened)).toMatchObject(ready);
      await sql(`update customer_import set state = 'validating', run_id = '${run.run_id}'`);
    }
  });
});
