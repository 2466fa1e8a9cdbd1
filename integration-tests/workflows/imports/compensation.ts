import { randomUUID } from "node:crypto";
import { Modules } from "@medusajs/framework/utils";
import { confirmImportWorkflow, importCustomersWorkflow } from "medusa-plugin-customers/workflows";
import { processImport } from "../../../src/workflows/imports/process-import";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import { EventRecorder } from "../../helpers/modules/event-recorder";
import { stopScheduledJobs } from "../../helpers/stores/scheduled-jobs";
import type { Store } from "../../helpers/stores/store";
import { withFailingStep } from "../../helpers/workflows/step-failures";

const CONTENT = Buffer.from("email\nada@x.io\nbob@x.io\n").toString("base64");

type Failure = { workflowId: "customers-import" | "customers-confirm-import"; at: number; mode: "instead" | "after" };

export default function importsCompensation(store: Store): void {
  beforeEach(stopScheduledJobs);

  const files = () => store.container.resolve(Modules.FILE);
  // as: the store runs this plugin's service; its type is the contract's.
  const service = () => store.customers;

  const upload = async () =>
    (await files().createFiles({ filename: "f.csv", mimeType: "text/csv", access: "private", content: CONTENT })).id;

  /** Runs a workflow to its end in the background, with one of its steps made to fail. */
  async function failStep({ workflowId, at, mode }: Failure, input: { id: string } | { file_id: string }) {
    const eventGroupId = `imports-${randomUUID()}`;
    const transactionId = randomUUID();
    const recorder = new EventRecorder(store);
    await recorder.start();
    const before = await readAllRows(store);
    const step = await withFailingStep({ workflowId, eventGroupId, at, mode }, async () => {
      const ended = new Promise<void>((resolve) => {
        store.container.resolve(Modules.WORKFLOW_ENGINE).subscribe({
          workflowId,
          transactionId,
          subscriber: ({ eventType }: { eventType: string }) => eventType === "onFinish" && resolve(),
        });
      });
      const options = { context: { eventGroupId, transactionId }, throwOnError: false as const };
      const { transaction } =
        "id" in input
          ? await confirmImportWorkflow(store.container).run({ input, ...options })
          : await importCustomersWorkflow(store.container).run({ input, ...options });
      // One that fails before its background step has ended by now, and emits nothing.
      await (transaction.hasFinished() ? undefined : ended);
    });
    return {
      step,
      differences: differences(before, await readAllRows(store)),
      events: await recorder.stop(eventGroupId),
    };
  }

  describe("importCustomersWorkflow: whichever step fails, no import, no row of its file and no file is left", () => {
    it.each([
      [0, "instead", "customers-create-import-step"],
      [1, "instead", "customers-process-import-step"],
      [1, "after", "customers-process-import-step"],
    ] as const)("step %i, which fails %s of its work (%s)", async (at, mode, name) => {
      const file_id = await upload();
      const left = await failStep({ workflowId: "customers-import", at, mode }, { file_id });

      expect(left).toEqual({ step: `customers-import: ${name}`, differences: [], events: [] });
      expect(await store.sql("select * from customer_import_row")).toEqual([]);
      const isKept = await files()
        .getAsBuffer(file_id)
        .then(
          () => true,
          () => false,
        );
      // The first step has not taken the file over when it fails.
      expect(isKept).toBe(at === 0);
      await files().deleteFiles(file_id);
    });
  });

  describe("confirmImportWorkflow: whichever step fails, the import is ready again, or done", () => {
    async function ready(): Promise<{ id: string; file_id: string }> {
      const file_id = await upload();
      const { id } = await service().imports.create({ file_id });
      const claimed = await service().imports.lease(id);
      const checked = claimed.outcome === "leased" ? await processImport(store.container, claimed.import) : undefined;
      expect(checked).toMatchObject({ state: "ready" });
      return { id, file_id };
    }

    it.each([
      [0, "instead", "customers-confirm-import-step"],
      [1, "instead", "customers-process-import-step"],
    ] as const)("step %i, which fails %s of its work (%s): ready, and nothing is stored", async (at, mode, name) => {
      const { id, file_id } = await ready();
      const { step, events } = await failStep({ workflowId: "customers-confirm-import", at, mode }, { id });

      expect({ step, events }).toEqual({ step: `customers-confirm-import: ${name}`, events: [] });
      expect(await service().imports.retrieve(id)).toMatchObject({
        state: "ready",
        started_at: null,
        created: 0,
      });
      expect(await store.sql("select id from customer")).toEqual([]);
      await service().imports.confirm(id);
      await files().deleteFiles(file_id);
    });

    it("a failure behind the last batch: what is stored stays, and the import says so", async () => {
      const { id, file_id } = await ready();
      await failStep({ workflowId: "customers-confirm-import", at: 1, mode: "after" }, { id });

      expect(await service().imports.retrieve(id)).toMatchObject({ state: "completed", created: 2 });
      expect(await store.sql("select id from customer")).toHaveLength(2);
      await files().deleteFiles(file_id);
    });
  });
}
