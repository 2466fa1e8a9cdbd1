import type { MedusaContainer } from "@medusajs/framework/types";
import type { UnfinishedEmailChange } from "../modules/customer/email-changes/list-unfinished-email-changes.sql";
import { defineJob } from "../shared/define-job";
import { isPermanent } from "../shared/errors";
import { acquireLocks, releaseLocks } from "../shared/locks";
import { logFailure } from "../shared/log-failure";
import type { EmailChangeOutcome } from "../workflows/email-changes/steps/close-email-change";
import { closeEmailChangeWorkflow } from "../workflows/email-changes/workflows/close-email-change";
import { confirmEmailChangeWorkflow } from "../workflows/email-changes/workflows/confirm-email-change";

/** Changes that are read at once. */
const PAGE = 100;

/**
 * Ends confirmed changes of email whose process died before they were complete.
 *
 * A change that is refused for good, or that has failed for an hour, is closed. Any other failure is tried again by the next
 * run.
 */
export default defineJob(async ({ container, service }) => {
  for (let after: UnfinishedEmailChange | null = null; ; ) {
    const page: UnfinishedEmailChange[] = await service.unfinishedEmailChanges.list({ after, limit: PAGE });
    for (const change of page) {
      await finishAlone(container, change);
    }
    if (page.length < PAGE) {
      return;
    }
    after = page[page.length - 1];
  }
});

/** Skips a change that another run is finishing: its hooks would run twice. */
async function finishAlone(container: MedusaContainer, change: UnfinishedEmailChange): Promise<void> {
  const locks = await acquireLocks(container, {
    keys: [`customers-email-change-${change.id}`],
    ...{ expiresAfter: 60, wait: 1, conflict: "Another run is finishing the change.", isNeedless: async () => true },
  });
  if (locks === null) {
    return;
  }
  try {
    await finish(container, change);
  } finally {
    await releaseLocks(container, locks);
  }
}

async function finish(container: MedusaContainer, { id, is_overdue }: UnfinishedEmailChange): Promise<void> {
  const { errors } = await confirmEmailChangeWorkflow(container).run({
    ...{ input: { unfinished_id: id }, throwOnError: false },
  });
  if (!errors.length) {
    return;
  }
  const [{ error }] = errors;
  if (is_overdue || errors.some((one) => isPermanent(one.error))) {
    await close(container, id, error);
  } else {
    logFailure(container, `The change of email ${id} is confirmed and could not be completed yet`, error);
  }
}

async function close(container: MedusaContainer, id: string, reason: unknown): Promise<void> {
  const { result, errors } = await closeEmailChangeWorkflow(container).run({ input: { id }, throwOnError: false });
  for (const { error } of errors) {
    logFailure(container, `The change of email ${id} could not be closed`, error);
  }
  if (!errors.length && result.outcome !== null) {
    const what = OUTCOMES[result.outcome](result.customer_id);
    logFailure(
      container,
      `The change of email ${id} was confirmed, and its process died. ${what} It failed with`,
      reason,
    );
  }
}

const OUTCOMES: Record<EmailChangeOutcome, (customerId: string) => string> = {
  completed: (id) => `Customer ${id} and their login have the new email; a hook of the store may not have run.`,
  reverted: (id) => `It is cancelled, and customer ${id} has the old email again.`,
  old_email_taken: (id) =>
    `It is cancelled. Customer ${id} keeps the new email, because another account has the old email; their login has ` +
    "its old name. Change the customer's email once more, as an admin.",
  other_email: (id) => `It is cancelled. Customer ${id} was deleted or has another email by now.`,
};

export const config = { name: "customers-finish-email-changes", schedule: "* * * * *" };
