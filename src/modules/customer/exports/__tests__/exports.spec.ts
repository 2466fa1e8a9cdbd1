import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type { ExportRequest } from "../export-service";

describeCustomerModule(
  ({ medusaApp, dbConfig }) => {
    const service = runningService(medusaApp);
    const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);

    async function claimed(id: string) {
      const taken = await service.exports.lease(id);
      if (taken.outcome !== "leased") {
        throw new Error(`The export was ${taken.outcome}.`);
      }
      return taken.export;
    }

    /** As if the process that writes it had died a while ago. */
    const die = (id: string) =>
      sql(`update customer_export set heartbeat_at = now() - interval '61 seconds' where id = '${id}'`);

    const due = (id: string) => sql(`update customer_export set expires_at = now() where id = '${id}'`);

    describe("an export", () => {
      it("is pending after the request, with its columns and filters", async () => {
        const created = await service.exports.create({
          filters: { has_account: true },
          format: "jsonl",
          columns: ["id", "groups"],
          created_by: "user_1",
        });

        expect(created).toEqual({
          id: expect.stringMatching(/^cusexp_[0-9A-HJKMNP-TV-Z]{26}$/),
          state: "pending",
          format: "jsonl",
          columns: ["id", "groups"],
          filters: { has_account: true },
          bom: false,
          row_count: 0,
          file_id: null,
          error: null,
          created_by: "user_1",
          completed_at: null,
          expires_at: null,
          created_at: expect.any(Date),
          updated_at: expect.any(Date),
        });
        expect(await service.exports.retrieve(created.id)).toEqual(created);
        expect(await service.exports.create({})).toMatchObject({ format: "csv", filters: {}, created_by: null });
      });

      it("is refused when its format, columns or filters are wrong; nothing is noted then", async () => {
        const wrong: [ExportRequest, string][] = [
          [{ format: "xlsx" }, '"format"'],
          [{ columns: ["nothing"] }, '"columns"'],
          [{ format: "jsonl", bom: true }, '"bom"'],
          [{ filters: { created_at: { $gt: "no time" } } }, '"filters"'],
          [{ filters: { first_name: "\u0000" } }, "filters.first_name"],
        ];
        for (const [request, word] of wrong) {
          await expect(service.exports.create(request)).rejects.toMatchObject({
            message: expect.stringContaining(word),
          });
        }
        expect(await service.exports.list({ limit: 10, offset: 0 })).toEqual({ exports: [], count: 0 });
      });

      it("is not found by an id that there is not", async () => {
        await expect(service.exports.retrieve("cusexp_1")).rejects.toMatchObject({
          type: "not_found",
          message: 'Export with id "cusexp_1" not found',
        });
      });

      it("waits with at most 19 others", async () => {
        const all = await Promise.allSettled(Array.from({ length: 25 }, () => service.exports.create({})));

        expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
        await expect(service.exports.create({})).rejects.toMatchObject({
          type: "not_allowed",
          message: expect.stringContaining("20 exports are waiting already"),
        });
      });

      it("is written by one run, reports its progress, and keeps its file for the hours of the option", async () => {
        const { id } = await service.exports.create({});
        const writers = await Promise.all(Array.from({ length: 5 }, () => service.exports.lease(id)));
        expect(writers.map(({ outcome }) => outcome).sort()).toEqual([
          "leased",
          "not_available",
          "not_available",
          "not_available",
          "not_available",
        ]);
        const run = writers.flatMap((one) => (one.outcome === "leased" ? [one.export] : []))[0];

        expect(await service.exports.noteFile(run, "file_1")).toBe(true);
        expect(await service.exports.heartbeat(run, { rowCount: 7 })).toBe(true);
        expect(await service.exports.retrieve(id)).toMatchObject({
          state: "running",
          row_count: 7,
          file_id: "file_1",
        });
        const done = await service.exports.finish(run, { rowCount: 9, fileId: "file_1" });

        expect(done).toMatchObject({ state: "completed", row_count: 9, file_id: "file_1", error: null });
        const [lasts] = await sql<{ hours: string }>(
          "select extract(epoch from expires_at - completed_at) / 3600 as hours from customer_export",
        );
        expect(Math.round(Number(lasts.hours))).toBe(5);
        expect(await service.exports.lease(id)).toEqual({ outcome: "not_available" });
        expect(await service.exports.listOpen()).toEqual([]);
      });

      it("runs with at most one other; the others wait, and are leased when one has ended", async () => {
        const created = [];
        for (let n = 0; n < 5; n++) {
          created.push(await service.exports.create({}));
        }
        const outcomes = await Promise.all(created.map(({ id }) => service.exports.lease(id)));
        expect(outcomes.filter(({ outcome }) => outcome === "leased")).toHaveLength(2);
        const open = await service.exports.listOpen();
        expect(open).toHaveLength(3);

        const run = outcomes.flatMap((one) => (one.outcome === "leased" ? [one.export] : []))[0];
        await service.exports.finish(run, { error: "because" });

        expect(await service.exports.lease(open[0])).toMatchObject({ outcome: "leased" });
        expect(await service.exports.lease(open[1])).toEqual({ outcome: "not_available" });
        expect(await service.exports.retrieve(run.id)).toMatchObject({ state: "failed", error: "because" });
      });

      it("is taken over when its run sent no heartbeat for a minute; that run can store nothing any more", async () => {
        const { id } = await service.exports.create({});
        const dead = await claimed(id);
        await service.exports.noteFile(dead, "file_1");
        expect(await service.exports.listOpen()).toEqual([]);
        await die(id);
        expect(await service.exports.listOpen()).toEqual([id]);

        const successor = await claimed(id);

        expect(successor).toMatchObject({ file_id: "file_1", row_count: 0, state: "running" });
        expect(successor.run_id).not.toBe(dead.run_id);
        expect(await service.exports.heartbeat(dead, { rowCount: 5 })).toBe(false);
        expect(await service.exports.finish(dead, { rowCount: 5, fileId: "file_1" })).toBeUndefined();
        expect(await service.exports.finish(dead, { error: "no" })).toBeUndefined();
        expect(await service.exports.finish(successor, { rowCount: 6, fileId: "file_2" })).toMatchObject({
          state: "completed",
          row_count: 6,
          file_id: "file_2",
        });
      });

      it("fails with a reason when its process has died three times", async () => {
        const { id } = await service.exports.create({});
        for (let attempt = 1; attempt <= 3; attempt++) {
          await claimed(id);
          await die(id);
        }

        expect(await service.exports.lease(id)).toMatchObject({
          outcome: "given_up",
          export: { id, state: "failed", error: expect.stringContaining("begun 3 times and never completed") },
        });
        expect(await service.exports.listOpen()).toEqual([]);
      });

      it("expires once its time is over, and only when it is completed", async () => {
        const ids = [];
        for (const result of [{ rowCount: 1, fileId: "file_1" }, { rowCount: 1, fileId: "file_2" }, { error: "no" }]) {
          const { id } = await service.exports.create({});
          await service.exports.finish(await claimed(id), result);
          ids.push(id);
        }
        await due(ids[1]);
        await due(ids[2]);

        expect(await service.exports.listDue("")).toEqual([{ id: ids[1], file_id: "file_2" }]);
        expect(await service.exports.listDue(ids[1])).toEqual([]);
        expect(await service.exports.expire([ids[1], ids[2]])).toEqual([ids[1]]);
        expect(await service.exports.retrieve(ids[1])).toMatchObject({ state: "expired", file_id: null });
        expect(await service.exports.listDue("")).toEqual([]);
      });

      it("is listed with the newest first, page by page, and is gone when it is deleted", async () => {
        const ids = [];
        for (let n = 0; n < 3; n++) {
          ids.unshift((await service.exports.create({})).id);
        }
        const page = await service.exports.list({ limit: 2, offset: 1 });
        expect(page.exports.map(({ id }) => id)).toEqual(ids.slice(1));
        expect(page.count).toBe(3);

        await service.exports.finish(await claimed(ids[0]), { rowCount: 1, fileId: "file_1" });
        expect(await service.exports.delete([ids[0], ids[1]])).toEqual(["file_1"]);
        expect(await service.exports.delete([ids[0], ids[1]])).toEqual([]);
        expect((await service.exports.list({ limit: 9, offset: 0 })).count).toBe(1);
      });
    });
  },
  { export_ttl_hours: 5 },
);
