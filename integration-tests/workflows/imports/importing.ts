import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import customersImport from "../../../src/commands/customers-import";
import { processImport } from "../../../src/workflows/imports/process-import";
import { captureOutput } from "../../helpers/run/captured-output";
import { stopScheduledJobs } from "../../helpers/stores/scheduled-jobs";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

export default function importsImporting(store: Store): void {
  beforeEach(stopScheduledJobs);

  /** Runs the command on a file with this content. */
  async function run(content: string, ...more: string[]): Promise<{ result: unknown; shown: string }> {
    const folder = await mkdtemp(join(tmpdir(), "customers-import-"));
    const path = join(folder, "customers.csv");
    await writeFile(path, content);
    try {
      const args = [path, ...more];
      const { stdout, stderr } = await captureOutput(() => customersImport({ container: store.container, args }));
      return { result: JSON.parse(stdout), shown: stderr };
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it("an import that meets trouble is given back as it stands, and goes on where it was", async () => {
    // as: the store runs this plugin's service; its type is the contract's.
    const service = store.customers;
    const open = () => Readable.from([Buffer.from("email\nada@x.io\nbob@x.io\n")]);
    const work = async (id: string) => {
      const claimed = await service.imports.lease(id);
      return claimed.outcome === "leased" ? await processImport(store.container, claimed.import, { open }) : claimed;
    };
    const { id } = await service.imports.create({});
    expect(await work(id)).toMatchObject({ state: "ready" });
    await service.imports.confirm(id);
    for (const trouble of [
      new Error("the database is away"),
      new MedusaError(MedusaError.Types.CONFLICT, "Two writers met at the same rows."),
    ]) {
      const storing = jest.spyOn(service.importRuns, "storeBatch").mockRejectedValue(trouble);
      expect(await work(id)).toBeUndefined();
      storing.mockRestore();
      expect(await service.imports.retrieve(id)).toMatchObject({ state: "importing", created: 0, error: null });
      expect(await service.imports.listOpen()).toEqual([id]);
    }
    expect(await work(id)).toMatchObject({ state: "completed", created: 2 });
  });

  describe("customers:import", () => {
    const FILE = "email,first_name,groups\nada@x.io,Ada,gold\nno-email,,\nbob@x.io,Bob,\n";

    it("imports a file of this machine, with a bar, the errors, and the counts as JSON", async () => {
      const { result, shown } = await run(FILE, '{"create_groups":true}');
      expect(result).toEqual({
        ...{ id: expect.stringMatching(/^cusimp_/), state: "completed_with_errors", total: 3, invalid: 1, warned: 0 },
        ...{ created: 2, updated: 0, unchanged: 0, skipped: 0 },
      });
      expect(shown).toMatch(/Reading \[#{30}\] 100% {2}67\/67 bytes, \d+ a second/);
      expect(shown).toMatch(/line 3, email: /);
      expect(shown).toMatch(/Storing \[#{30}\] 100% {2}2\/2 rows, \d+ a second, 0 s left/);
      expect(await store.sql("select email from customer order by 1")).toEqual([
        { email: "ada@x.io" },
        { email: "bob@x.io" },
      ]);
      expect(await store.sql("select * from customer_import_row")).toEqual([]);
    });

    it("emits its end as a server does: an event with the id, and a line in the dashboard's feed", async () => {
      const sent = new SentEvents(store);
      const { result } = await run(FILE, '{"create_groups":true}');
      await expect(run("nothing\n1\n")).rejects.toThrow("did not end");
      const emitted = [await sent.all("customer.import.completed"), await sent.all("customer.import.failed")];
      sent.stop();

      const [failed] = await store.sql<{ id: string }>("select id from customer_import where state = 'failed'");
      expect(emitted).toEqual([
        [{ id: (result as { id: string }).id, dry_run: false, invalid: expect.any(Number), warned: 0 }],
        [failed],
      ]);
      const feed = await store.container.resolve(Modules.NOTIFICATION).listNotifications({ channel: "feed" });
      expect(feed.map(({ data }) => data?.description).sort()).toEqual([
        "Customer import completed: 2 created, 0 updated. 1 line has errors.",
        expect.stringMatching(/^Customer import failed\. The header is not known/),
      ]);
    });

    it("stores nothing in a dry run", async () => {
      const { result, shown } = await run(FILE, '{"create_groups":true,"dry_run":true}');
      expect(result).toMatchObject({ state: "completed_with_errors", created: 2 });
      expect(shown).not.toContain("Storing");
      expect(await store.sql("select email from customer")).toEqual([]);
    });

    it("says what is wrong with the file, the options and the arguments", async () => {
      await expect(run("email\n")).rejects.toThrow("The file has a header and no rows below it.");
      await expect(run("nothing\n1\n")).rejects.toThrow("The header is not known");
      await expect(run(FILE, "{")).rejects.toThrow("The options are not JSON.");
      await expect(run(FILE, '{"no":1}')).rejects.toThrow('"no"');
      await expect(run(FILE, "{}", "more")).rejects.toThrow("Usage: npx medusa-plugin-customers import FILE");
      await expect(customersImport({ container: store.container, args: ["/nowhere.csv"] })).rejects.toThrow(
        'There is no file "/nowhere.csv".',
      );
      expect(await store.sql("select email from customer")).toEqual([]);
    });
  });
}
