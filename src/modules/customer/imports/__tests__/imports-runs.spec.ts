import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, openedOf, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, validate, store, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      email: `${String(index).padStart(4, "0")}@example.com`,
      addresses: [{ city: "X", is_default_shipping: true }],
      groups: ["G"],
    }));

  /** As if the process that works on it had died a while ago. */
  const die = (id: string) =>
    sql(`update customer_import set heartbeat_at = now() - interval '61 seconds' where id = '${id}'`);

  async function ready(count: number): Promise<string> {
    const { id } = await validate(rowsOf(people(count)), { create_groups: true });
    return id;
  }

  async function confirmed(count: number): Promise<string> {
    const id = await ready(count);
    await service.imports.confirm(id);
    return id;
  }

  async function assertStoredOnce(count: number): Promise<void> {
    expect(
      await sql(`
        select
          (select count(*)::int from customer) as customers,
          (select count(distinct email)::int from customer) as emails,
          (select count(*)::int from customer_address) as addresses,
          (select count(*)::int from customer_group_customer) as memberships,
          (select count(*)::int from customer_import_row) as rows_left
      `),
    ).toEqual([{ customers: count, emails: count, addresses: count, memberships: count, rows_left: 0 }]);
  }

  describe("the states of an import", () => {
    it("are uploaded, validating, ready, importing, completed", async () => {
      const created = await service.imports.create({
        filename: "f.csv",
        file_id: "file_1",
        created_by: "user_1",
      });
      expect(created).toEqual({
        ...{ error_count: 0, folded: 0, warned: 0, warning_count: 0, send_invitations: false },
        ...{ id: expect.stringMatching(/^cusimp_[0-9A-HJKMNP-TV-Z]{26}$/), state: "uploaded", header: null },
        options: {
          ...{ dry_run: false, on_conflict: "update", empty_cell: "keep", create_groups: false },
          ...{
            accounts: "invite",
            accounts_by_email: "update",
            emit_row_events: false,
            max_addresses: 50,
            strict: false,
          },
        },
        ...{ file_id: "file_1", filename: "f.csv", created_by: "user_1", error: null, applied_line: 0, expected: null },
        ...{ total: 0, invalid: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 },
        ...{ started_at: null, completed_at: null, expires_at: expect.any(Date) },
        ...{ created_at: expect.any(Date), updated_at: expect.any(Date) },
      });
      expect(created.expires_at.getTime() - created.created_at.getTime()).toBeCloseTo(30 * 24 * 3_600_000, -3);
      const validating = await claim(created.id);
      expect(validating).toMatchObject({ state: "validating", started_at: expect.any(Date) });
      const validated = await service.importRuns.validate(validating, openedOf(rowsOf([{ email: "a@example.com" }])));
      expect(validated).toMatchObject({
        ...{ state: "ready", total: 1, expected: { created: 1, updated: 0, unchanged: 0, skipped: 0 } },
        header: { format: "own", encoding: "utf-8", delimiter: ",", mapping: { email: "email" } },
      });
      expect(await service.imports.lease(created.id)).toEqual({ outcome: "not_available" });
      expect(await service.imports.confirm(created.id)).toMatchObject({ state: "importing" });
      const done = await store(created.id);
      expect(done).toMatchObject({ state: "completed", created: 1, applied_line: 2 });
      expect(await service.imports.list({ limit: 5, offset: 0 })).toEqual({ imports: [done], count: 1 });
      await expect(service.imports.cancel(created.id)).rejects.toMatchObject({
        message: "The import is completed and cannot be cancelled: it has ended.",
      });
      await expect(service.imports.confirm("cusimp_1")).rejects.toMatchObject({ type: "not_found" });
    });

    it("let one process at a time work on an import, and two imports at a time be worked on", async () => {
      const ids = await Promise.all(
        [1, 2, 3].map(async () => (await service.imports.create({ file_id: "file_1" })).id),
      );
      const claims = await Promise.all([ids[0], ids[0], ids[0]].map((id) => service.imports.lease(id)));
      expect(claims.map(({ outcome }) => outcome).sort()).toEqual(["leased", "not_available", "not_available"]);
      await claim(ids[1]);
      expect(await service.imports.lease(ids[2])).toEqual({ outcome: "not_available" });
      expect(await service.imports.listOpen()).toEqual([ids[2]]);
      await die(ids[0]);
      expect((await service.imports.listOpen()).sort()).toEqual([ids[0], ids[2]].sort());
      await claim(ids[2]);
    });

    it("end in failed, with the reason, when a process says so or ten have died; rows of the file are gone then", async () => {
      const checked = await ready(2);
      await service.imports.confirm(checked);
      const failed = await service.importRuns.finish(await claim(checked), { error: "The file is gone." });
      expect(failed).toMatchObject({ state: "failed", error: "The file is gone." });

      const id = await confirmed(2);
      for (let death = 0; death < 10; death++) {
        await claim(id);
        await die(id);
      }
      expect(await service.imports.lease(id)).toMatchObject({
        outcome: "given_up",
        import: { state: "failed", error: expect.stringContaining("10 times in a row") },
      });
      expect(await sql("select * from customer_import_row")).toEqual([]);
    });
  });

  describe("a process that dies", () => {
    it("is followed by one that goes on behind the last batch, whichever that was; no row comes twice", async () => {
      const id = await confirmed(25);
      for (let batches = 0; batches < 5; batches++) {
        const run = await claim(id);
        expect(await service.importRuns.storeBatch(run, { limit: 5 })).toMatchObject({ rows: 5 });
        await die(id);
      }
      expect(countsOf(await store(id))).toMatchObject({ total: 25, created: 25, updated: 0, unchanged: 0 });
      await assertStoredOnce(25);
    });

    it("leaves a file half read, which the next one reads from the start", async () => {
      const { id } = await service.imports.create({ options: { create_groups: true } });
      const rows = rowsOf(people(10));
      const first = await claim(id);
      const breaking = openedOf(rows);
      breaking.rowBatches = (async function* () {
        yield [
          ...rows.slice(0, 5),
          { line: 100, raw: "", errors: [{ level: "error" as const, field: null, reason: "x" }] },
        ];
        throw new Error("killed");
      })();
      await expect(service.importRuns.validate(first, breaking)).rejects.toThrow("killed");
      await die(id);
      const second = await claim(id);
      expect(await service.importRuns.validate(second, openedOf(rows))).toMatchObject({ total: 10, invalid: 0 });
      await service.imports.confirm(id);
      await store(id);
      await assertStoredOnce(10);
    });

    it("and lives after all stores nothing more, neither rows of the file nor customers", async () => {
      const id = await confirmed(10);
      const stale = await claim(id);
      await die(id);
      const run = await claim(id);
      expect(await service.importRuns.storeBatch(stale, { limit: 5 })).toBeUndefined();
      expect(await service.importRuns.heartbeat(stale)).toBe(false);
      expect(await service.importRuns.finish(stale, { error: "x" })).toBeUndefined();
      expect(await service.importRuns.validate(stale, openedOf(rowsOf(people(3))))).toBeUndefined();
      expect(await service.importRuns.reread(stale, openedOf(rowsOf(people(3))))).toBe(false);
      expect(await service.importRuns.heartbeat(run)).toBe(true);
      expect(await service.imports.retrieve(id)).toMatchObject({ created: 0, applied_line: 0, total: 10 });
      await die(id);
      await store(id);
      await assertStoredOnce(10);
    });

    it("gives the import back at once where it can", async () => {
      const id = await confirmed(3);
      await service.importRuns.release(await claim(id));
      expect(await service.imports.listOpen()).toEqual([id]);
      await store(id);
      await assertStoredOnce(3);
    });
  });

  it("rows that PostgreSQL lost in a crash are missed, read again, and stored once; errors stay as they were", async () => {
    const [again] = people(1);
    const rows = rowsOf([...people(20).map((one) => ({ ...one, phone: "1" })), { ...again, phone: "2" }]);
    const { id } = await validate(rows, { create_groups: true });
    await service.imports.confirm(id);
    const first = await claim(id);
    // No ids: a process that works on a file of millions would hold them.
    expect(await service.importRuns.storeBatch(first, { limit: 7 })).toEqual({ rows: 7, limit: 14 });
    expect(await service.importRuns.hasAllRows(first)).toBe(true);
    await sql("truncate customer_import_row");
    expect(await service.importRuns.hasAllRows(first)).toBe(false);
    expect(await service.importRuns.storeBatch(first)).toMatchObject({ rows: 0 });
    expect(await service.importRuns.finish(first)).toBeUndefined();

    expect(await service.importRuns.reread(first, openedOf(rows))).toBe(true);
    // Lines 2 to 8 are stored.
    expect(await sql("select min(line) as line from customer_import_row")).toEqual([{ line: 9 }]);
    expect(await service.importRuns.hasAllRows(first)).toBe(true);
    await die(id);
    expect(countsOf(await store(id))).toMatchObject({ total: 21, invalid: 1, created: 20 });
    expect(await errorsOf(id)).toEqual(["22 phone: has another value than line 2, which names the same customer"]);
    await assertStoredOnce(20);
  });

  describe("a cancellation", () => {
    it("leaves whole batches, and says how many rows that is", async () => {
      const id = await confirmed(25);
      const run = await claim(id);
      await service.importRuns.storeBatch(run, { limit: 10 });
      const [batch, cancelled] = await Promise.all([
        service.importRuns.storeBatch(run, { limit: 10 }),
        service.imports.cancel(id),
      ]);
      const stored = batch ? 20 : 10;

      expect(cancelled.state).toBe("cancelled");
      expect(await service.imports.retrieve(id)).toMatchObject({ state: "cancelled", created: stored });
      await assertStoredOnce(stored);
      expect(await service.importRuns.storeBatch(run, { limit: 10 })).toBeUndefined();
      expect(await service.importRuns.heartbeat(run)).toBe(false);
      expect(await service.imports.lease(id)).toEqual({ outcome: "not_available" });
    });

    it("ends an import that waits, is read, or is ready", async () => {
      const waiting = (await service.imports.create({})).id;
      const reading = (await service.imports.create({})).id;
      const run = await claim(reading);
      const rest = openedOf([]);
      rest.rowBatches = (async function* () {
        yield rowsOf(people(3));
        await service.imports.cancel(reading);
      })();
      expect(await service.importRuns.validate(run, rest)).toBeUndefined();
      const unconfirmed = await ready(3);
      await service.imports.cancel(unconfirmed);
      await service.imports.cancel(waiting);

      for (const id of [waiting, reading, unconfirmed]) {
        expect((await service.imports.retrieve(id)).state).toBe("cancelled");
      }
      await assertStoredOnce(0);
    });
  });

  it("a confirmation is taken back as long as no process has leased it", async () => {
    const id = await confirmed(2);
    expect(await service.imports.undoConfirmations([id])).toEqual([id]);
    expect(await service.imports.retrieve(id)).toMatchObject({ state: "ready", started_at: null });
    await service.imports.confirm(id);
    await claim(id);
    expect(await service.imports.undoConfirmations([id])).toEqual([]);
  });

  it("is deleted with its errors when its time is over, and its file with the last import that names it", async () => {
    const first = (await service.imports.create({ file_id: "file_1" })).id;
    const second = (await service.imports.create({ file_id: "file_1" })).id;
    const third = (await service.imports.create({ file_id: "file_2" })).id;
    await service.importRuns.validate(
      await claim(first),
      openedOf([{ line: 2, raw: "x", errors: [{ level: "error" as const, field: null, reason: "x" }] }]),
    );
    await claim(third);
    await sql(`update customer_import set expires_at = now() where id in ('${first}', '${third}')`);

    expect(await service.imports.listDue("")).toEqual([{ id: first, file_id: null }]);
    expect(await service.imports.delete([first])).toEqual([]);
    expect(await sql("select * from customer_import_error")).toEqual([]);
    await sql(`update customer_import set expires_at = now() where id = '${second}'`);
    expect(await service.imports.listDue("")).toEqual([{ id: second, file_id: "file_1" }]);
    expect(await service.imports.listDue(second)).toEqual([]);
    expect(await service.imports.delete([second])).toEqual(["file_1"]);
    await expect(service.imports.retrieve(second)).rejects.toMatchObject({ type: "not_found" });
  });

  it("leaves a file that it was only given the id of; the file of another import goes with the last that names it", async () => {
    const named = (await service.imports.create({ file_id: "file_1", owns_file: false })).id;
    const own = (await service.imports.create({ file_id: "file_2" })).id;
    const shared = (await service.imports.create({ file_id: "file_2", owns_file: false })).id;
    await sql("update customer_import set expires_at = now()");

    expect(await service.imports.listDue("")).toEqual([
      { id: named, file_id: null },
      { id: own, file_id: null },
      { id: shared, file_id: "file_2" },
    ]);
    expect(await service.imports.delete([named, own])).toEqual([]);
    expect(await service.imports.delete([shared])).toEqual(["file_2"]);
  });
});
