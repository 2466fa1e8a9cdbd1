import { defineJob } from "../shared/define-job";
import { resumeImportWorkflow } from "../workflows/imports/workflows/resume-import";

/** Runs imports that wait, and takes over imports whose process died. */
export default defineJob(async ({ container, service }) => {
  for (const id of await service.imports.listOpen()) {
    await resumeImportWorkflow(container).run({ input: { id } });
  }
});

/** Every ten seconds (the first field is seconds). The job reads an index, which is empty when there is nothing to do. */
export const config = { name: "customers-resume-imports", schedule: "*/10 * * * * *" };
