import type { ExecArgs, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { EmailProblem } from "../modules/customer/operations/customers/list-email-problems";
import { resolveCustomerModule } from "../workflows/customer-module";

/** Rows a round trip. */
const PAGE = 1_000;

const ADVICE: Record<EmailProblem["problem"], string> = {
  taken:
    "with another customer's email in another spelling. If the two are one person, merge them (POST /admin/customers/merge). " +
    "If not, change the email of one, or delete the one that is not used; then save the email of the other once more.",
  spelling: "with an email in an unusual spelling. Save it once more, or run db:migrate.",
  no_email: "with a text as their email that is no email address. Correct it.",
};

/**
 * `customers:duplicates`, to be run by `medusa exec`: prints the customers whose email is another customer's but for its
 * spelling, or is not as the store would keep it, by id, with what to do. Emails are not printed: a terminal's output is
 * often kept.
 */
export default async function customersDuplicates({ container }: ExecArgs): Promise<void> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const service = resolveCustomerModule(container);
  const counts = { taken: 0, spelling: 0, no_email: 0 };
  let after: string | null = "";
  while (after !== null) {
    const page: Awaited<ReturnType<typeof service.listEmailProblems>> = await service.listEmailProblems({
      after,
      limit: PAGE,
    });
    for (const found of page.problems) {
      counts[found.problem]++;
      logger.info(describe(found));
    }
    after = page.next;
  }
  for (const problem of ["taken", "spelling", "no_email"] as const) {
    if (counts[problem]) {
      logger.info(`${counts[problem]} ${counts[problem] === 1 ? "customer" : "customers"} ${ADVICE[problem]}`);
    }
  }
  if (!counts.taken) {
    logger.info("No two customers share an email in different spellings.");
  }
}

function describe({ customer_id, problem, taken_by, has_account }: EmailProblem): string {
  switch (problem) {
    case "taken":
      return `${customer_id} has the email of ${taken_by} in another spelling (both ${has_account ? "registered" : "guests"})`;
    case "spelling":
      return `${customer_id} has an email in an unusual spelling`;
    case "no_email":
      return `${customer_id} has a text as its email that is no email address`;
  }
}
