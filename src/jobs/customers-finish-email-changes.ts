import { defineJob } from "../shared/define-job";
import { logFailure } from "../shared/log-failure";
import { findUnfinishedEmailChanges } from "../workflows/email-changes/find-unfinished-email-changes";
import { finishEmailChangeWorkflow } from "../workflows/email-changes/workflows/finish-email-change";

/** Renames the login of confirmed changes of email whose process died before it did. */
export default defineJob(async ({ container }) => {
  for (const input of await findUnfinishedEmailChanges(container)) {
    const { errors } = await finishEmailChangeWorkflow(container).run({ input, throwOnError: false });
    for (const { error } of errors) {
      logFailure(container, `The login of the change of email ${input.change.id} could not be renamed`, error);
    }
  }
});

export const config = { name: "customers-finish-email-changes", schedule: "* * * * *" };
