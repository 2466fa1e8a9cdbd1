import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { parse } from "csv-parse/sync";
import customersExport from "../../../src/commands/customers-export";
import { createThree, ExportClient } from "../../helpers/exports/export-client";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";
import { internalWorkflows } from "../../helpers/workflows/internal-workflows";

const { expireExportsWorkflow, resumeExportWorkflow } = internalWorkflows;

export default function exportsExporting(store: Store): void {
  const exportClient = new ExportClient(store);
  beforeEach(() => exportClient.open());
  afterEach(() => exportClient.close());

  describe("an export that no process writes", () => {
    it("is written from its beginning when its process has died, and what that left is deleted", async () => {
      await createThree(store);
      const left = await exportClient.files.createFiles({
        filename: "left.csv",
        mimeType: "text/csv",
        content: "half",
      });
      await store.sql(
        `insert into customer_export (id, state, format, columns, filters, file_id, run_id, attempts, heartbeat_at)
         values ('cusexp_1', 'running', 'csv', '["email"]', '{}', ?, 'dead', 1, now() - interval '2 minutes')`,
        [left.id],
      );

      await resumeExportWorkflow(store.container).run({ input: { id: "cusexp_1" } });
      const done = await exportClient.ended("cusexp_1");

      expect(done).toMatchObject({ state: "completed", row_count: 3 });
      expect(await exportClient.contentOf(done)).toBe("email\nada@x.io\nbob@x.io\ncy@x.io\n");
      await expect(exportClient.files.getAsBuffer(left.id)).rejects.toMatchObject({ code: "ENOENT" });
      expect(exportClient.events).toEqual([{ name: "customer.export.completed", data: { id: "cusexp_1" } }]);
    });

    it("is announced as failed when its process has died three times", async () => {
      await store.sql(
        `insert into customer_export (id, state, format, columns, filters, run_id, attempts, heartbeat_at)
         values ('cusexp_1', 'running', 'csv', '["email"]', '{}', 'dead', 3, now() - interval '2 minutes')`,
      );

      await resumeExportWorkflow(store.container).run({ input: { id: "cusexp_1" } });

      expect(await exportClient.ended("cusexp_1")).toMatchObject({
        state: "failed",
        error: expect.stringContaining("3 times"),
      });
      expect(exportClient.events).toEqual([{ name: "customer.export.failed", data: { id: "cusexp_1" } }]);
    });

    it("keeps its lease when the connection to the database is lost, and the next run completes it", async () => {
      await createThree(store);
      await store.sql(
        `insert into customer_export (id, state, format, columns, filters) values ('cusexp_1', 'pending', 'csv', '["email"]', '{}')`,
      );
      const lost = Object.assign(new Error("terminating connection"), { code: "57P01" });
      jest.spyOn(store.customers.exports, "stream").mockRejectedValueOnce(lost);
      const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
      const logged = jest.spyOn(logger, "error").mockImplementation(() => logger);
      await resumeExportWorkflow(store.container).run({ input: { id: "cusexp_1" } });
      await until(() => logged.mock.calls.some(([line]) => String(line).includes("cusexp_1 stays as it is")));
      expect(await exportClient.retrieve("cusexp_1")).toMatchObject({ state: "running", error: null });
      await store.sql("update customer_export set heartbeat_at = now() - interval '2 minutes'");

      await resumeExportWorkflow(store.container).run({ input: { id: "cusexp_1" } });

      expect(await exportClient.ended("cusexp_1")).toMatchObject({ state: "completed", row_count: 3 });
    });
  });

  describe("an export whose file storage refuses connections", () => {
    it("is tried three times, and then failed with a text that names the file storage", async () => {
      await store.sql(
        `insert into customer_export (id, state, format, columns, filters) values ('cusexp_1', 'pending', 'csv', '["email"]', '{}')`,
      );
      const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { code: "ECONNREFUSED" });
      // A stream that cannot be opened makes it try the whole file.
      jest.spyOn(exportClient.files, "getUploadStream").mockRejectedValue(refused);
      jest.spyOn(exportClient.files, "createFiles").mockRejectedValue(refused);
      const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
      const logged = jest.spyOn(logger, "error").mockImplementation(() => logger);
      const lines = () => logged.mock.calls.map(([line]) => String(line));
      const resume = () => resumeExportWorkflow(store.container).run({ input: { id: "cusexp_1" } });

      for (const attempt of [1, 2, 3]) {
        await resume();
        await until(() => lines().filter((line) => line.includes("cusexp_1 stays as it is")).length === attempt);
        await store.sql("update customer_export set heartbeat_at = now() - interval '2 minutes'");
      }
      await resume();

      const { state, error } = await exportClient.ended("cusexp_1");
      expect([state, error]).toEqual(["failed", expect.stringContaining("the file storage did not answer")]);
      expect(lines()).toContainEqual("The export cusexp_1 was interrupted: the connection was lost (ECONNREFUSED)");
      expect(lines()).toContainEqual(
        "The database or the file storage did not answer; the export cusexp_1 stays as it is and will be resumed.",
      );
    });
  });

  describe("an export whose time is over", () => {
    const expire = async () => (await expireExportsWorkflow(store.container).run({ input: {} })).result;
    const age = (id: string) => store.sql("update customer_export set expires_at = now() where id = ?", [id]);

    it("loses its file and its link, and is kept as expired; others stay", async () => {
      const [old, young] = [
        await exportClient.ended((await exportClient.ask()).id),
        await exportClient.ended((await exportClient.ask()).id),
      ];
      await age(old.id);

      expect(await expire()).toEqual({ expired: 1, left: 0 });

      expect(await exportClient.retrieve(old.id)).toMatchObject({
        state: "expired",
        file_id: null,
        download_url: null,
      });
      await expect(exportClient.files.getAsBuffer(old.file_id ?? "")).rejects.toMatchObject({ code: "ENOENT" });
      expect(await exportClient.retrieve(young.id)).toEqual(young);
      expect(await expire()).toEqual({ expired: 0, left: 0 });
    });

    it("stays as it is while its file cannot be deleted, and does not keep others from expiring", async () => {
      const [first, second] = [
        await exportClient.ended((await exportClient.ask()).id),
        await exportClient.ended((await exportClient.ask()).id),
      ];
      await age(first.id);
      await age(second.id);
      const storage = exportClient.files;
      const { deleteFiles } = storage;
      const spy = jest.spyOn(storage, "deleteFiles").mockImplementation(async (ids: string[] | string) => {
        if (ids === first.file_id) {
          throw new Error("the storage is away");
        }
        await Reflect.apply(deleteFiles, storage, [ids]);
      });

      expect(await expire()).toEqual({ expired: 1, left: 1 });
      expect(await exportClient.retrieve(first.id)).toMatchObject({ state: "completed", file_id: first.file_id });
      spy.mockRestore();
      expect(await expire()).toEqual({ expired: 1, left: 0 });
    });
  });

  describe("the command customers:export", () => {
    const run = (...args: string[]) => customersExport({ container: store.container, args });
    let folder = "";

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "customers-command-"));
      jest.spyOn(process.stderr, "write").mockReturnValue(true);
    });

    afterEach(async () => {
      await rm(folder, { recursive: true });
    });

    it("writes a file of the customers that match, in the format asked for, and nothing beside it", async () => {
      await createThree(store);

      await run(join(folder, "all.csv"));
      await run(join(folder, "some.jsonl"), "jsonl", '{"email":"BOB@x.io"}');

      expect(parse(await readFile(join(folder, "all.csv")), { columns: true })).toHaveLength(3);
      const line = JSON.parse(await readFile(join(folder, "some.jsonl"), "utf8"));
      expect(line).toMatchObject({ email: "bob@x.io", addresses: [] });
      expect((await readdir(folder)).sort()).toEqual(["all.csv", "some.jsonl"]);
      expect(jest.mocked(process.stderr.write).mock.calls.join("")).toMatch(/3 customers in [\d.]+ s, \d+ a second/);
    });

    it("begins a CSV with a byte order mark for Excel, wherever the word stands", async () => {
      await createThree(store);
      for (const [name, ...words] of [
        ["a.csv", "bom"],
        ["b.csv", "csv", "bom"],
        ["c.csv", "csv", "{}", "bom"],
        ["d.csv"],
      ]) {
        await run(join(folder, name), ...words);
      }

      const marks = await Promise.all(
        ["a", "b", "c", "d"].map(async (name) =>
          (await readFile(join(folder, `${name}.csv`), "utf8")).startsWith("\ufeff"),
        ),
      );
      expect(marks).toEqual([true, true, true, false]);
      await expect(run(join(folder, "e.jsonl"), "jsonl", "bom")).rejects.toMatchObject({
        message: expect.stringContaining('"bom"'),
      });
    });

    it("says what is wrong with its arguments, and leaves the file that stands there alone", async () => {
      const path = join(folder, "kept.csv");
      await writeFile(path, "kept");
      for (const [args, word] of [
        [[], "Usage"],
        [[path, "csv", "{}", "more"], "Usage"],
        [[path, "xlsx"], '"format"'],
        [[path, "csv", "{"], "not JSON"],
        [[path, "csv", '{"nothing":1}'], "nothing"],
        [[path, "csv", '{"created_at":{"$gt":"no time"}}'], "filters"],
      ] as [string[], string][]) {
        await expect(run(...args)).rejects.toMatchObject({ message: expect.stringContaining(word) });
      }
      expect(await readFile(path, "utf8")).toBe("kept");
      expect(await readdir(folder)).toEqual(["kept.csv"]);
    });
  });
}
