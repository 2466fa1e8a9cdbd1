import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { sentStatements } from "../../../../../integration-tests/helpers/databases/sent-statements";
import { importClient, openedOf, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type { ImportedRow } from "../types";

const KEPT = 100_000;

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, validate, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const kept = async () => (await sql<{ n: number }>("select count(*)::int as n from customer_import_error"))[0].n;

  const wrong = (from: number, count: number): ImportedRow[] =>
    Array.from({ length: count }, (_, index) => ({
      ...{ line: from + index, raw: "x" },
      errors: [{ level: "error" as const, field: "email", reason: "is not an email address" }],
    }));

  async function csvOf(id: string): Promise<string[]> {
    const parts: string[] = [];
    for await (const part of await service.imports.streamErrors(id)) {
      parts.push(part);
    }
    return parts.join("").trimEnd().split("\n");
  }

  describe("errors of rows", () => {
    const errors = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ level: "error" as const, field: `f${index}`, reason: "x" }));

    it("are the first twenty of a row, and how many more there are; the row counts once", async () => {
      const { id, total, invalid } = await validate([
        { line: 2, raw: "x", errors: errors(1_000) },
        { line: 3, raw: "x", errors: errors(20) },
        ...rowsOf([{ email: "a@x.io" }]).map((row) => ({ ...row, line: 4 })),
      ]);

      expect({ total, invalid }).toEqual({ total: 3, invalid: 2 });
      const errorsAt = (line: number) => errors(20).map(({ field }) => `${line} ${field}: x`);
      expect(await errorsOf(id)).toEqual([
        ...errorsAt(2),
        "2 null: There are 980 more errors in this row.",
        ...errorsAt(3),
      ]);
    });

    it("are all kept for as many rows as have one, a thousand at a time", async () => {
      const rows = Array.from({ length: 2_500 }, (_, index) => ({ line: index + 2, raw: "x", errors: errors(1) }));
      let ended = { id: "", total: 0, invalid: 0 };
      const sent = await sentStatements(async () => {
        ended = await validate(rows);
      });

      expect(ended).toMatchObject({ total: 2_500, invalid: 2_500 });
      const { count } = await service.imports.listErrors(ended.id, { limit: 1, offset: 0 });
      expect(count).toBe(2_500);
      const written = sent.filter(({ text }) => /insert into customer_import_error/.test(text));
      const sizes = written.flatMap(({ values }) => (Array.isArray(values[1]) ? values[1].length : []));
      expect(Math.max(...sizes)).toBe(1_000);
    });
  });

  it("of 100,003 wrong rows 100,000 errors are kept, and both the page and the file say how many more there were", async () => {
    const ready = await validate([...rowsOf([{ email: "a@x.io" }]), ...wrong(10, KEPT + 3)]);

    expect(ready).toMatchObject({ state: "ready", total: KEPT + 4, invalid: KEPT + 3, error_count: KEPT + 3 });
    expect(await kept()).toBe(KEPT);
    const page = await service.imports.listErrors(ready.id, { limit: 1, offset: KEPT - 1 });
    expect(page).toEqual({ errors: [expect.objectContaining({ line: KEPT + 9 })], count: KEPT, dropped: 3 });
    const lines = await csvOf(ready.id);
    expect([lines.length, lines[lines.length - 1]]).toEqual([
      KEPT + 2,
      expect.stringMatching(/^,,,"3 more errors were found and are not kept/),
    ]);
  });

  it("rows that are refused when the bound is reached are not stored, not even when the file is read once more", async () => {
    await service.createCustomers({ email: "taken@x.io" });
    const file = [
      ...rowsOf([
        { email: "a@x.io", phone: "1" },
        { email: "a@x.io", phone: "2" },
        { email: "taken@x.io" },
        { email: "b@x.io" },
      ]),
      ...wrong(10, KEPT),
    ];
    const ready = await validate(file, { on_conflict: "fail" });
    expect(ready).toMatchObject({ state: "ready", invalid: KEPT + 2, error_count: KEPT + 2, expected: { created: 2 } });
    expect(await kept()).toBe(KEPT);

    await service.imports.confirm(ready.id);
    const run = await claim(ready.id);
    await sql("truncate customer_import_row");
    await service.importRuns.reread(run, openedOf(file));
    expect(await sql("select line from customer_import_row order by line")).toEqual([{ line: 2 }, { line: 5 }]);
    expect(await service.importRuns.hasAllRows(run)).toBe(true);
    while ((await service.importRuns.storeBatch(run))?.rows);
    expect(await service.importRuns.finish(run)).toMatchObject({ state: "completed_with_errors", created: 2 });
    expect(await service.imports.listErrors(ready.id, { limit: 1, offset: 0 })).toMatchObject({ dropped: 2 });

    await service.imports.delete([ready.id]);
    expect(await sql("select import_id from customer_import_refused")).toEqual([]);
  });

  describe("what is kept of wrong lines", () => {
    const LONG = "r".repeat(10_000);
    const long = (from: number, count: number, errorsEach = 1): ImportedRow[] =>
      Array.from({ length: count }, (_, index) => ({
        ...{ line: from + index, raw: LONG },
        errors: Array.from({ length: errorsEach }, (_, cell) => ({
          level: "error" as const,
          field: `f${cell}`,
          reason: "is wrong",
        })),
      }));
    const characters = async () =>
      (await sql<{ n: number }>("select sum(length(raw))::int as n from customer_import_error"))[0].n;

    it("a line is kept once, however many errors it has, and is shown with each of them", async () => {
      const { id } = await validate([...rowsOf([{ email: "a@x.io" }]), ...long(10, 30, 25)]);

      expect([await kept(), await characters()]).toEqual([30 * 21, 30 * LONG.length]);
      const { errors } = await service.imports.listErrors(id, { limit: 3, offset: 20 });
      expect(errors).toEqual([
        expect.objectContaining({ line: 10, raw: LONG, reason: "There are 5 more errors in this row." }),
        { line: 11, level: "error", field: "f0", reason: "is wrong", raw: LONG },
        { line: 11, level: "error", field: "f1", reason: "is wrong", raw: LONG },
      ]);
      const lines = await csvOf(id);
      expect([lines.length, lines.slice(1).every((line) => line.endsWith(LONG))]).toEqual([1 + 30 * 21, true]);
    });

    it("behind 2,000 errors the first 500 characters of a line are kept, wherever it is found wrong", async () => {
      await service.createCustomers({ email: "taken@x.io" });
      const people = rowsOf([
        { email: "a@x.io", phone: "1" },
        { email: "a@x.io", phone: "2" },
        { email: "taken@x.io" },
        { email: "b@x.io" },
      ]);
      const file = [...people.map((row) => ({ ...row, raw: LONG })), ...long(10, 3_000)];
      const { id, invalid } = await validate(file, { on_conflict: "fail" });

      expect([invalid, await kept()]).toEqual([3_002, 3_002]);
      expect(await characters()).toBeLessThanOrEqual(2_000 * LONG.length + 1_002 * 500);
      const { errors } = await service.imports.listErrors(id, { limit: 3, offset: 0 });
      expect(errors.map(({ line, raw }) => [line, raw.length])).toEqual([
        [3, 500],
        [4, 500],
        [10, 10_000],
      ]);
    });
  });

  it("a file that is read from its beginning again counts its errors from there", async () => {
    const { id } = await service.imports.create({});
    const run = await claim(id);
    for (let reading = 0; reading < 2; reading++) {
      const ready = { error_count: 2, invalid: 2 };
      const opened = openedOf([...rowsOf([{ email: "a@x.io" }]), ...wrong(10, 2)]);
      expect(await service.importRuns.validate(run, opened)).toMatchObject(ready);
      await sql(`update customer_import set state = 'validating', run_id = '${run.run_id}'`);
    }
  });
});
