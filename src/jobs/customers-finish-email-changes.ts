import type { MedusaContainer } from "@medusajs/framework/types";
import { isConnectionLost } from "../medusa/lost-connection";
import type { UnfinishedEmailChange } from "../modules/customer/email-changes/list-unfinished-email-changes.sql";
import { defineJob } from "../shared/define-job";
import { isLocked, isPermanent } from "../shared/errors";
import { isOverWithin } from "../shared/is-over-within";
import { logFailure } from "../shared/log-failure";
import type { EmailChangeOutcome } from "../workflows/email-changes/steps/close-email-change";
import { closeEmailChangeWorkflow } from "../workflows/email-changes/workflows/close-email-change";
import { confirmEmailChangeWorkflow } from "../workflows/email-changes/workflows/confirm-email-change";

/** Changes that are read at once, and how often in one run. */
const PAGE = 100;
const PAGES = 10;

/** How long the job waits for one change, in milliseconds: a hook that does not return must not keep it from the others. */
const PATIENCE_MS = 60_000;

/**
 * Ends confirmed changes of email whose process died before they were complete, a thousand at most in one run.
 *
 * A change that is refused for good, or that was confirmed an hour ago and fails, is closed. A lost connection is no reason.
 * Any other failure is tried again by the next run. A change that another run is confirming is skipped. The job waits a minute for
 * each change; one whose hook takes longer goes on beside the next.
 */
export default defineJob(async ({ container, service, logger }) => {
  let after: UnfinishedEmailChange | null = null;
  for (let read = 0; read < PAGES; read++) {
    const page: UnfinishedEmailChange[] = await service.unfinishedEmailChanges.list({ after, limit: PAGE });
    for (const change of page) {
      if (!(await isOverWithin(PATIENCE_MS, finishOrReport(container, change)))) {
        logger.warn(
          `The change of email ${change.id} is still being confirmed: a hook of the store takes longer than a minute. The job goes on ` +
            "to other customers.",
        );
      }
    }
    if (page.length < PAGE) {
      return;
    }
    after = page[page.length - 1];
  }
});

/** One change must not keep the others from their end. */
async function finishOrReport(container: MedusaContainer, change: UnfinishedEmailChange): Promise<void> {
  try {
    await finish(container, change);
  } catch (error) {
    logFailure(container, `The change of email ${change.id} could not be completed`, error);
  }
}

async function finish(container: MedusaContainer, { id, is_overdue }: UnfinishedEmailChange): Promise<void> {
  const { errors } = await confirmEmailChangeWorkflow(container).run({
    ...{ input: { unfinished_id: id }, throwOnError: false },
  });
  const failures = errors.map((one) => one.error);
  if (!failures.length || failures.some(isLocked)) {
    return;
  }
  const [error] = failures;
  if (!failures.some(isConnectionLost) && (is_overdue || failures.some(isPermanent))) {
    await close(container, id, error);
  } else {
    logFailure(container, `The change of email ${id} is confirmed and could not be completed yet`, error);
  }
}

async function close(container: MedusaContainer, id: string, reason: unknown): Promise<void> {
  const { result, errors } = await closeEmailChangeWorkflow(container).run({ input: { id }, throwOnError: false });
  for (const { error } of errors.filter((one) => !isLocked(one.error))) {
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
