import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { StartingRows } from "../../../../../integration-tests/helpers/databases/starting-rows";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { prepareSearch } from "../../listing/prepare-search.sql";
import { COUNTED_ROWS } from "../background-work.sql";
import { showPresence } from "../present-processes.sql";

const NOTHING = { waiting: 0, running: 0, interrupted: 0, idle_seconds: 0 };
const NONE = { rows: 0, seconds: 0 };

/** Seconds between a statement of a test and the reading after it, on a busy machine. */
const SLACK = 300;

describeCustomerModule(({ service, sql, dbConfig }) => {
  // As db:migrate does it.
  beforeEach(() => withModuleConnection(dbConfig.clientUrl, prepareSearch));

  async function importOf(name: string): Promise<string> {
    const path = join(tmpdir(), `customers-health-${name}.csv`);
    writeFileSync(path, "email\nada@example.com\n");
    return (await service.imports.create({ file_id: path })).id;
  }

  const expectSeconds = (given: number, expected: number) => {
    expect(given).toBeGreaterThanOrEqual(expected - 1);
    expect(given).toBeLessThan(expected + SLACK);
  };

  describe("the health", () => {
    it("of a store without work is ok", async () => {
      expect(await service.health.read()).toEqual({
        status: "ok",
        problems: [],
        findings: [],
        work: { imports: NOTHING, exports: NOTHING, merges: NOTHING, invitations: NOTHING },
        overdue: {
          ...{ imports: NONE, exports: NONE, invitations: NONE },
          ...{ email_changes: NONE, unfinished_email_changes: NONE },
        },
        search_index: { ready: true },
        schema: { pending: [] },
        checked_at: expect.any(Date),
      });
    });

    it("distinguishes work that waits, that a process does, and whose process died", async () => {
      await service.exports.create({});
      const taken = await service.exports.create({});
      const dead = await service.exports.create({});
      await service.exports.lease(taken.id);
      await service.exports.lease(dead.id);
      await sql(`update customer_export set heartbeat_at = now() - interval '10 minutes',
        created_at = now() - interval '20 minutes' where id = '${dead.id}'`);
      await importOf("waits");

      const { status, work } = await service.health.read();

      expect(status).toBe("ok");
      expect(work?.exports).toMatchObject({ waiting: 1, running: 1, interrupted: 1 });
      expectSeconds(work?.exports.idle_seconds ?? 0, 600);
      expect(work?.imports).toMatchObject({ waiting: 1, running: 0, interrupted: 0 });
      expect(work?.merges).toEqual(NOTHING);
    });

    it("counts nothing that has ended, and an import that an admin must confirm is not open", async () => {
      const id = await importOf("ready");
      await sql(`update customer_import set state = 'ready' where id = '${id}'`);
      const { id: exportId } = await service.exports.create({});
      await sql(
        `update customer_export set state = 'completed', expires_at = now() + interval '1 day' where id = '${exportId}'`,
      );

      expect(await service.health.read()).toMatchObject({ status: "ok", work: { imports: NOTHING, exports: NOTHING } });
    });

    it("is attention when no process takes up work: a sentence says which and what to do", async () => {
      await service.exports.create({});
      await sql("update customer_export set created_at = now() - interval '16 minutes'");

      const { status, problems } = await service.health.read();

      expect(status).toBe("attention");
      expect(problems).toEqual([
        expect.stringMatching(
          /^1 export without a process for \d+ minutes\. Check that a process with workerMode "worker"/,
        ),
      ]);
    });

    it("is ok while old work waits for work that a process does", async () => {
      const taken = await service.exports.create({});
      await service.exports.lease(taken.id);
      await service.exports.create({});
      await sql("update customer_export set created_at = now() - interval '1 hour'");

      expect(await service.health.read()).toMatchObject({
        status: "ok",
        work: { exports: { waiting: 1, running: 1, interrupted: 0 } },
      });
    });

    it("is attention when the hourly jobs do not close what has expired", async () => {
      const guest = await service.createCustomers({ email: "guest@example.com" });
      const account = await service.createCustomers({ email: "ada@example.com", has_account: true });
      await service.invitations.create({ customer_ids: [guest.id] });
      await service.emailChanges.request({
        ...{ customer_id: account.id, email: "ada@example.org", requested_by: "customer" },
      });
      await sql("update customer_invitation set state = 'sent', expires_at = now() - interval '3 hours'");
      await sql("update customer_email_change set expires_at = now() - interval '1 hour'");

      const { status, problems, overdue } = await service.health.read();

      expect([status, problems]).toEqual([
        "attention",
        [expect.stringMatching(/^1 invitation expired but not closed for \d+ minutes\. /)],
      ]);
      expectSeconds(overdue?.invitations.seconds ?? 0, 3 * 3_600);
      expectSeconds(overdue?.email_changes.seconds ?? 0, 3_600);
      expect([overdue?.invitations.rows, overdue?.email_changes.rows]).toEqual([1, 1]);
    });

    /** Stores a change of email that was confirmed so many minutes ago. */
    async function confirmed(name: string, minutesAgo: number): Promise<string> {
      const email = `${name}@example.com`;
      const { id } = await service.createCustomers({ email, has_account: true });
      const request = { customer_id: id, email: `${name}@example.org`, requested_by: "admin" as const };
      const { change } = await service.emailChanges.redeemAndApply({
        token: (await service.emailChanges.request(request)).token,
      });
      await sql(`update customer_email_change set updated_at = now() - interval '${minutesAgo} minutes', expires_at = now()
        where id = '${change.id}'`);
      return change.id;
    }

    it("counts changes of email that are confirmed and not complete, once their process had two minutes", async () => {
      await confirmed("young", 1);
      await confirmed("ada", 12);
      await confirmed("bob", 10);
      await service.unfinishedEmailChanges.complete(await confirmed("complete", 30));

      const { status, overdue } = await service.health.read();

      expect(status).toBe("ok");
      expect(overdue).toMatchObject({ unfinished_email_changes: { rows: 2 }, email_changes: NONE });
      expectSeconds(overdue?.unfinished_email_changes.seconds ?? 0, 600);
      expect(await service.unfinishedEmailChanges.list({ after: null, limit: 10 })).toHaveLength(2);
    });

    it("is attention when a confirmed change of email is not complete for a quarter of an hour: a sentence says what it means", async () => {
      await confirmed("ada", 18);

      const { status, problems, findings } = await service.health.read();

      expect([status, problems]).toEqual([
        "attention",
        [
          expect.stringMatching(
            /^1 confirmed change of email not complete, overdue for \d+ minutes: the customer has the new email, and the login perhaps the old one\. Check that a process with workerMode "worker" or "shared" runs, and read its log: a hook that fails or does not return keeps it open\.$/,
          ),
        ],
      ]);
      expect(findings).toEqual([
        { code: "not_completed", kind: "unfinished_email_changes", count: 1, seconds: expect.any(Number) },
      ]);
    });

    it("counts the oldest rows only, however many there are", async () => {
      await sql(
        `insert into customer (id, email) select 'cus_' || n, 'guest' || n || '@example.com' from generate_series(1, 1500) n`,
      );
      await sql(`insert into customer_invitation (id, customer_id, state, created_at)
        select 'cusinv_' || lpad(n::text, 6, '0'), 'cus_' || n, 'waiting', now() - interval '1 minute' from generate_series(1, 1500) n`);

      const { work } = await service.health.read();

      expect(work?.invitations).toMatchObject({ waiting: COUNTED_ROWS, running: 0 });
    });

    it("names migrations that the database lacks, and does not read tables that they would make", async () => {
      const last = "Migration20261201040000CustomersCompletedEmailChanges";
      await sql(`delete from mikro_orm_migrations where name = '${last}'`);

      const health = await service.health.read();

      expect(health).toMatchObject({ status: "attention", work: null, overdue: null, schema: { pending: [last] } });
      expect(health.problems).toEqual(["The database lacks 1 migration of the plugin. Run npx medusa db:migrate."]);
    });

    it("is attention without the search index", async () => {
      await sql(`drop index "IDX_customer_search_text"`);

      expect(await service.health.read()).toMatchObject({
        status: "attention",
        search_index: { ready: false },
        problems: [expect.stringMatching(/^The search index is missing.*Run npx medusa db:migrate/)],
      });
    });
  });

  describe("other processes", () => {
    const count = (milliseconds = 4_000) => service.health.countOtherProcesses({ milliseconds });

    it("are counted by each of those that run it at the same time, and by none afterwards", async () => {
      expect(await Promise.all([count(), count(), count()])).toEqual([2, 2, 2]);
      expect(await count(0)).toBe(0);
    });

    it("are not counted when they have died, or have another schema of the database", async () => {
      await withModuleConnection(dbConfig.clientUrl, async (other) => {
        const shown = (work: (transaction: typeof other) => Promise<unknown>) =>
          other.transaction(async (transaction) => {
            await showPresence(transaction);
            return await work(transaction);
          });
        expect(await shown(() => count(0))).toBe(1);
        const died = shown(async (transaction) => {
          const { rows } = await transaction.raw("select pg_backend_pid() as pid");
          // It returns when the other has ended.
          await sql(`select pg_terminate_backend(${rows[0].pid}, 60000)`);
        });
        await expect(died).rejects.toThrow();
        expect(await count(0)).toBe(0);
        await other.raw("create schema other_shop");
        await other.transaction(async (transaction) => {
          await transaction.raw("set local search_path = other_shop");
          await showPresence(transaction);
          expect(await count(0)).toBe(0);
        });
      });
    });

    it("meet undisturbed while a spec puts the rows of its database back, which ends all other work", async () => {
      const rows = new StartingRows(new URL(dbConfig.clientUrl).pathname.slice(1), "health_rows");
      await rows.keep();
      try {
        await withModuleConnection(dbConfig.clientUrl, async (other) => {
          const meeting = other.transaction(async (transaction) => {
            await showPresence(transaction);
            expect(await rows.restore()).toBe(true);
            await transaction.raw("select 1");
          });
          await expect(meeting).resolves.toBeUndefined();
          const work = other.transaction(async (transaction) => {
            await transaction.raw("select 1");
            expect(await rows.restore()).toBe(true);
            await transaction.raw("select 1");
          });
          await expect(work).rejects.toThrow(/connection/i);
        });
      } finally {
        await rows.close();
        await sql("drop schema health_rows cascade");
      }
    });

    it("meet at second 30 of a minute of the database's clock, when no job begins", async () => {
      const [{ second }] = await sql<{ second: number }>("select extract(second from now())::float8 as second");

      const toMeeting = await service.health.readTimeToMeeting();

      expect(toMeeting).toBeGreaterThan(0);
      expect(toMeeting).toBeLessThanOrEqual(60_000);
      // How far it is behind second 30, in a circle of a minute: 59.9 and 0.1 are close to each other.
      const behind = (second * 1_000 + toMeeting + 30_000) % 60_000;
      expect(Math.min(behind, 60_000 - behind)).toBeLessThan(5_000);
    });
  });
});
