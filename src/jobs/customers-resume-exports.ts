import { defineJob } from "../shared/define-job";
import { resumeExportWorkflow } from "../workflows/exports/workflows/resume-export";

/** Takes up exports that wait for their turn, and those whose process died. */
export default defineJob(async ({ container, service }) => {
  for (const id of await service.exports.listOpen()) {
    await resumeExportWorkflow(container).run({ input: { id } });
  }
});

export const config = { name: "customers-resume-exports", schedule: "* * * * *" };
