import { randomUUID } from "node:crypto";
import { Modules } from "@medusajs/framework/utils";
import { exportCustomersWorkflow } from "medusa-plugin-customers/workflows";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import { EventRecorder } from "../../helpers/modules/event-recorder";
import type { Store } from "../../helpers/stores/store";
import { withFailingStep } from "../../helpers/workflows/step-failures";

export default function exportsCompensation(store: Store): void {
  /** Runs an export to its end in the background, with one of its steps made to fail. */
  async function failStep(at: number, mode: "instead" | "after") {
    const eventGroupId = `exports-${randomUUID()}`;
    const transactionId = randomUUID();
    const recorder = new EventRecorder(store);
    const files = store.container.resolve(Modules.FILE);
    const opened: string[] = [];
    const { getUploadStream } = files;
    jest.spyOn(files, "getUploadStream").mockImplementation(async (file) => {
      const upload = await getUploadStream.call(files, file);
      opened.push(upload.fileKey);
      return upload;
    });
    await recorder.start();
    const before = await readAllRows(store);
    const step = await withFailingStep({ workflowId: "customers-export", eventGroupId, at, mode }, async () => {
      const ended = new Promise<void>((resolve) => {
        store.container.resolve(Modules.WORKFLOW_ENGINE).subscribe({
          workflowId: "customers-export",
          transactionId,
          subscriber: ({ eventType }: { eventType: string }) => eventType === "onFinish" && resolve(),
        });
      });
      const { transaction } = await exportCustomersWorkflow(store.container).run({
        input: {},
        context: { eventGroupId, transactionId },
        throwOnError: false,
      });
      // One that fails before its background step has ended by now, and tells nobody.
      await (transaction.hasFinished() ? undefined : ended);
    });
    const kept = await Promise.allSettled(opened.map((id) => files.getAsBuffer(id)));
    return {
      step,
      differences: differences(before, await readAllRows(store)),
      events: await recorder.stop(eventGroupId),
      files: kept.filter(({ status }) => status === "fulfilled").length,
      cleanUp: () => files.deleteFiles(opened),
    };
  }

  const NOTHING = { differences: [], events: [], files: 0 };

  describe("exportCustomersWorkflow: whichever step fails, no export, no file and no event is left", () => {
    it.each([
      [0, "instead", "customers-create-export-step"],
      [1, "instead", "customers-write-export-step"],
      [1, "after", "customers-write-export-step"],
      [2, "instead", "emit-event-step"],
      [2, "after", "emit-event-step"],
    ] as const)("step %i, which fails %s of its work (%s)", async (at, mode, name) => {
      await store.customers.createCustomers([{ email: "ada@x.io" }]);

      expect(await failStep(at, mode)).toMatchObject({ step: `customers-export: ${name}`, ...NOTHING });
    });

    it("but for the notification: an export that nobody could be told of stands", async () => {
      const { cleanUp, ...left } = await failStep(3, "instead");

      expect(left).toEqual({
        step: "customers-export: send-notifications",
        differences: ["customer_export (row added)"],
        events: ["customer.export.completed"],
        files: 1,
      });
      await cleanUp();
    });
  });
}
