import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, openedOf, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { until } from "../../../../../integration-tests/helpers/timing/until";
import type { Transaction } from "../../database/transaction";
import { parseImportOptions } from "../import-options";
import { beginReading, heartbeatImport, ImportLost } from "../import-progress.sql";
import type { RunningImport } from "../import-row.sql";
import { estimateOutcomes } from "../staging/estimate-outcomes.sql";
import { foldAgain, foldRows } from "../staging/fold-rows.sql";
import { deleteStagedRowsOf, dropDone, ImportPart, stageRows } from "../staging/stage-rows.sql";
import { applyBatch } from "../storing/store-batch.sql";
import type { ImportedRow, ImportHeader } from "../types";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, validate, store, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);

  /** What the connections wait for that wait for a lock. */
  async function waiting(): Promise<string[]> {
    const rows = await sql<{ wait_event: string }>(
      `select wait_event from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.map(({ wait_event }) => wait_event).sort();
  }

  /** Work that goes on by itself: how it ends, and whether it has. */
  function begin<Result>(work: Promise<Result>) {
    const begun = { hasEnded: false, end: work.then((result): unknown => result, asIs) };
    begun.end = begun.end.finally(() => (begun.hasEnded = true));
    return begun;
  }

  /** Does something while another transaction is open, which is committed then. */
  async function whileOpen(work: (other: Transaction) => Promise<void>): Promise<void> {
    await withModuleConnection(dbConfig.clientUrl, async (connection) => {
      const other = await connection.transaction();
      try {
        await work(other);
      } finally {
        await other.commit();
      }
    });
  }

  async function confirmed(rows: readonly ImportedRow[]): Promise<string> {
    const { id } = await validate(rows);
    await service.imports.confirm(id);
    return id;
  }

  describe("a process whose import another one takes up", () => {
    const lines: ImportedRow[] = [
      ...rowsOf([
        { email: "a@x.io", groups: ["not there"] },
        { email: "b@x.io" },
        { email: "b@x.io", first_name: "Again" },
        { email: "c@x.io" },
        // Looked for before all other repeats.
        { id: "cus_again", email: "d@x.io" },
        { id: "cus_again", email: "e@x.io" },
      ]),
      { line: 5, raw: "raw 5", errors: [{ level: "error" as const, field: null, reason: "Refused before." }] },
    ];
    const header: ImportHeader = { format: "own", encoding: "utf-8", delimiter: ",", mapping: {}, warnings: [] };
    const file = { maxAddresses: 50, header };
    const inTransaction = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
      withModuleConnection(dbConfig.clientUrl, (connection) => connection.transaction(work));
    const kept = async () => [
      await sql("select * from customer_import_row order by line"),
      await sql("select * from customer_import_error order by line, position"),
    ];

    type Step = (transaction: Transaction, run: RunningImport) => Promise<unknown>;
    const steps: [string, string, Step][] = [
      ["reads its file", "validating", (transaction, run) => beginReading(transaction, run, header)],
      [
        "folds rows of one customer",
        "validating",
        (transaction, run) => foldRows(transaction, run, { ...file, key: "email" }),
      ],
      ["looks ahead", "validating", (transaction, run) => estimateOutcomes(transaction, run, { after: 0, limit: 10 })],
      ["reads its file once more", "importing", deleteStagedRowsOf],
      ["has read its file once more", "importing", dropDone],
      ["stores rows", "importing", (transaction, run) => applyBatch(transaction, run, { limit: 1 })],
    ];

    it.each(steps)("that %s waits before it touches a row, and leaves all of them as they are", async (...given) => {
      const [, state, step] = given;
      const run = await claim((await service.imports.create({ options: {} })).id);
      const part = new ImportPart(run.id, run.options);
      part.add(lines);
      await inTransaction((transaction) => stageRows(transaction, run, part));
      await sql(`update customer_import set state = '${state}'`);
      const before = await kept();
      let work = begin(Promise.resolve());
      await whileOpen(async (other) => {
        await other.raw("update customer_import set run_id = 'another'");
        work = begin(inTransaction((transaction) => step(transaction, run)));
        await until(async () => work.hasEnded || (await waiting()).length === 1);
        const { rows } = await other.raw("select line from customer_import_row for update nowait");
        expect(rows).toHaveLength(6);
      });

      expect(await work.end).toBeInstanceOf(ImportLost);
      expect(await kept()).toEqual(before);
      expect(await sql("select * from customer")).toEqual([]);
    });

    it("has a fresh heartbeat once rows are folded, also of a file that is read again", async () => {
      const run = await claim((await service.imports.create({ options: {} })).id);
      for (const fold of [foldRows, foldAgain]) {
        await sql("update customer_import set heartbeat_at = null");
        await inTransaction((transaction) => fold(transaction, run, { ...file, key: "id" }));
        expect(await sql("select id from customer_import where heartbeat_at is null")).toEqual([]);
      }
    });

    it("extends its lease while it looks for repeated rows", async () => {
      const run = await claim((await service.imports.create({ options: {} })).id);
      const part = new ImportPart(run.id, run.options);
      part.add(lines);
      await inTransaction((transaction) => stageRows(transaction, run, part));
      await sql("update customer_import set heartbeat_at = null");
      let work = begin(Promise.resolve());
      await whileOpen(async (other) => {
        // The search cannot read the rows.
        await other.raw("lock table customer_import_row in access exclusive mode");
        work = begin(inTransaction((transaction) => foldRows(transaction, run, { ...file, key: "id" })));
        await until(async () => (await waiting()).length === 1);
        await inTransaction(async (transaction) => {
          await transaction.raw("set local lock_timeout = '2s'");
          expect(await heartbeatImport(transaction, run)).toBe(true);
        });
      });

      expect(await work.end).toBeUndefined();
      expect(await errorsOf(run.id)).toEqual([
        "5 null: Refused before.",
        "7 email: has another value than line 6, which names the same customer",
      ]);
      expect(await sql("select invalid, error_count from customer_import")).toEqual([{ invalid: 2, error_count: 2 }]);
    });

    it("stops in the middle of its file, and the rows of the other one stay", async () => {
      // The first process hands over two thousand at once.
      const rows = rowsOf(Array.from({ length: 2_020 }, (_, index) => ({ email: `${index}@x.io` })));
      const id = await confirmed(rows);
      const staged = async () => await sql("select line, email from customer_import_row order by line");
      const whole = await staged();
      const first = await claim(id);
      const interrupted = openedOf([]);
      interrupted.rowBatches = (async function* () {
        yield rows.slice(0, 2_000);
        await until(async () => (await staged()).length === 2_000);
        await sql("update customer_import set heartbeat_at = now() - interval '61 seconds'");
        const second = await claim(id);
        expect(await service.importRuns.reread(second, openedOf(rows))).toBe(true);
        yield rows.slice(2_000);
      })();

      expect(await service.importRuns.reread(first, interrupted)).toBe(false);
      expect(await staged()).toEqual(whole);
      await sql("update customer_import set heartbeat_at = now() - interval '61 seconds'");
      expect(countsOf(await store(id))).toMatchObject({ total: 2_020, created: 2_020 });
    });
  });

  describe("an import whose row is locked", () => {
    it("is not leased, and no caller waits for it: neither a lease nor a new import", async () => {
      const { id } = await claim((await service.imports.create({ options: {} })).id);
      await sql("update customer_import set heartbeat_at = now() - interval '61 seconds', attempts = 10");
      await whileOpen(async (other) => {
        await other.raw("select id from customer_import for update");
        const lease = begin(service.imports.lease(id));
        const created = begin(service.imports.create({ options: {} }));
        await until(async () => (lease.hasEnded && created.hasEnded) || (await waiting()).length > 0);
        expect(await waiting()).toEqual([]);
        expect(await lease.end).toEqual({ outcome: "not_available" });
      });
      expect(await service.imports.lease(id)).toMatchObject({ outcome: "given_up" });
    });
  });

  describe("a part of the file", () => {
    it("is bytes as soon as rows are read: nothing of the rows themselves is kept", () => {
      const part = new ImportPart("cusimp_1", parseImportOptions({}));
      const rows = rowsOf([{ email: "before@x.io" }]);
      part.add(rows);
      Object.assign(rows[0].customer ?? {}, { email: "after@x.io" });

      const text = Buffer.concat([...part.pieces]).toString();
      expect(text).toContain("before@x.io");
      expect(text).not.toContain("after@x.io");
      expect(part.size).toBe(Buffer.byteLength(text));
    });

    it("is handed over before it has many rows where they are long", async () => {
      const metadata = JSON.stringify({ long: "x".repeat(100_000) });
      const rows = rowsOf(Array.from({ length: 60 }, (_, index) => ({ email: `${index}@x.io`, metadata })));
      const run = await claim((await service.imports.create({ options: {} })).id);
      const opened = openedOf([]);
      opened.rowBatches = (async function* () {
        yield rows.slice(0, 50);
        await until(async () => (await sql("select line from customer_import_row")).length === 50);
        yield rows.slice(50);
      })();

      expect(await service.importRuns.validate(run, opened)).toMatchObject({ state: "ready", total: 60 });
    });
  });

  describe("a batch", () => {
    /** Two of each, whose order by id is not the one in which they were made, nor that of the file. */
    async function createTwo(): Promise<void> {
      await sql(`
        insert into customer (id, email) values ('cus_2', 'first@x.io'), ('cus_1', 'second@x.io');
        insert into customer_address (id, customer_id, address_name, city)
          values ('cuaddr_2', 'cus_1', 'home', 'X'), ('cuaddr_1', 'cus_2', 'home', 'X');
        insert into customer_group (id, name) values ('cusgroup_2', 'a'), ('cusgroup_1', 'b');
      `);
    }

    const file = rowsOf(
      ["first", "second"].map((name) => ({
        ...{ email: `${name}@x.io`, first_name: "New", groups: ["a", "b"] },
        addresses: [{ address_name: "home", city: "Y" }],
      })),
    );

    it.each([
      ["customer", "cus"],
      ["customer_address", "cuaddr"],
      ["customer_group", "cusgroup"],
    ])("locks each %s in id order: while it waits for the first it does not hold the second", async (table, prefix) => {
      await createTwo();
      const run = await claim(await confirmed(file));
      const lock = `select id from ${table} where id = ? for no key update`;
      let batch = begin<unknown>(Promise.resolve());
      await whileOpen(async (other) => {
        await other.raw(lock, [`${prefix}_1`]);
        batch = begin(service.importRuns.storeBatch(run));
        await until(async () => batch.hasEnded || (await waiting()).length === 1);
        await other.raw(`${lock} nowait`, [`${prefix}_2`]);
      });

      expect(await batch.end).toMatchObject({ rows: 2 });
      expect(await service.imports.retrieve(run.id)).toMatchObject({ updated: 2, invalid: 0 });
    });

    it("of an import waits for that of another one, and the rows of both are stored, in whichever order they stand", async () => {
      await createTwo();
      const backwards = [...file].reverse().map((row, index) => ({ ...row, line: index + 2 }));
      const [one, other] = [await claim(await confirmed(file)), await claim(await confirmed(backwards))];
      let batches = [begin<unknown>(Promise.resolve())];
      await whileOpen(async (transaction) => {
        await transaction.raw("select id from customer where id = 'cus_1' for no key update");
        batches = [one, other].map((run) => begin(service.importRuns.storeBatch(run)));
        await until(async () => batches.some(({ hasEnded }) => hasEnded) || (await waiting()).length === 2);
        expect(await waiting()).toEqual(["advisory", "transactionid"]);
      });

      expect(await Promise.all(batches.map(({ end }) => end))).toMatchObject([{ rows: 2 }, { rows: 2 }]);
      const ended = await Promise.all([one, other].map(({ id }) => service.imports.retrieve(id)));
      expect(ended.map(({ updated, unchanged }) => `${updated} ${unchanged}`).sort()).toEqual(["0 2", "2 0"]);
    });
  });

  describe("an import whose time is over", () => {
    const end = (id: string) => sql(`update customer_import set expires_at = now() where id = '${id}'`);

    it("cannot be confirmed", async () => {
      const { id } = await validate(rowsOf([{ email: "a@x.io" }]));
      await end(id);

      await expect(service.imports.confirm(id)).rejects.toMatchObject({
        type: "not_allowed",
        message: "The time of the import is over (option import_ttl_hours). Import the file again.",
      });
      expect(await service.imports.retrieve(id)).toMatchObject({ state: "ready", started_at: null });
      expect(await service.imports.lease(id)).toEqual({ outcome: "not_available" });
    });

    it("is not read any more; one that was being read has all of its time to be confirmed", async () => {
      const { id } = await service.imports.create({ file_id: "file_1" });
      await end(id);
      expect(await service.imports.lease(id)).toEqual({ outcome: "not_available" });

      const run = await claim((await service.imports.create({ file_id: "file_2" })).id);
      await end(run.id);
      const ready = await service.importRuns.validate(run, openedOf(rowsOf([{ email: "a@x.io" }])));
      expect(ready?.expires_at.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * 3_600_000);
      expect(await service.imports.confirm(run.id)).toMatchObject({ state: "importing" });
    });
  });
});

const asIs = (error: unknown): unknown => error;
