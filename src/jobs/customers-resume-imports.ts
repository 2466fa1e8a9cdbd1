import { defineJob } from "../shared/define-job";
import { resumeImportWorkflow } from "../workflows/imports/workflows/resume-import";

/** Takes up imports that wait for their turn, and those whose process died. */
export default defineJob(async ({ container, service }) => {
  for (const id of await service.imports.listOpen()) {
    await resumeImportWorkflow(container).run({ input: { id } });
  }
});

/** Every ten seconds, the first field being seconds: a look at an index that is empty when there is nothing to do. */
export const config = { name: "customers-resume-imports", schedule: "*/10 * * * * *" };
