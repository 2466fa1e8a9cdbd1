import { defineJob } from "../shared/define-job";
import { resumeExportWorkflow } from "../workflows/exports/workflows/resume-export";

/** Runs exports that wait, and takes over exports whose process died. */
export default defineJob(async ({ container, service }) => {
  for (const id of await service.exports.listOpen()) {
    await resumeExportWorkflow(container).run({ input: { id } });
  }
});

export const config = { name: "customers-resume-exports", schedule: "* * * * *" };
