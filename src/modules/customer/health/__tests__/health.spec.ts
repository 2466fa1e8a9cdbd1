import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { prepareSearch } from "../../listing/prepare-search.sql";
import { COUNTED_ROWS } from "../background-work.sql";
import { markProcess } from "../shared-database.sql";

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
        overdue: { imports: NONE, exports: NONE, invitations: NONE, email_changes: NONE },
        search_index: { ready: true },
        schema: { pending: [] },
        checked_at: expect.any(Date),
      });
    });

    it("tells work that waits, that a process does, and whose process died", async () => {
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

  it("counts other processes that have marked themselves on the database, and not its own marks", async () => {
    await service.health.markProcess("mine");
    expect(await service.health.countOtherProcesses("mine")).toBe(0);

    await withModuleConnection(dbConfig.clientUrl, async (other) => {
      await markProcess(other, "theirs");
      await service.health.markProcess("mine");
      expect(await service.health.countOtherProcesses("mine")).toBe(1);
    });
  });
});
