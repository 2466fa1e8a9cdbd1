import type { ExecArgs } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { EmailProblem } from "../modules/customer/emails/list-email-problems.sql";
import { counted } from "../shared/counted";
import { resolveCustomerModule } from "../shared/customer-module";
import { usageOf } from "./help";
import { keepStdoutForResult, writeResult } from "./result-output";

keepStdoutForResult();

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
 * spelling, or is not as the store keeps it, by id. Stdout gets a JSON object a line, stderr what to do about them. Emails
 * are not printed: a terminal's output is often kept.
 */
export default async function customersDuplicates({ container, args }: ExecArgs): Promise<void> {
  if (args.length) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, usageOf("duplicates"));
  }
  const service = resolveCustomerModule(container);
  const counts = { taken: 0, spelling: 0, no_email: 0 };
  let after: string | null = "";
  while (after !== null) {
    const page: Awaited<ReturnType<typeof service.emails.listProblems>> = await service.emails.listProblems({
      after,
      limit: PAGE,
    });
    for (const { customer_id, problem, taken_by, has_account } of page.problems) {
      counts[problem]++;
      writeResult(`${JSON.stringify({ customer_id, problem, taken_by, has_account })}\n`);
    }
    after = page.next;
  }
  process.stderr.write(adviceOn(counts));
}

function adviceOn(counts: Record<EmailProblem["problem"], number>): string {
  const lines = (["taken", "spelling", "no_email"] as const)
    .filter((problem) => counts[problem] > 0)
    .map((problem) => `${counted(counts[problem], "customer", "customers")} ${ADVICE[problem]}`);
  if (!counts.taken) {
    lines.push("No two customers share an email in different spellings.");
  }
  return `${lines.join("\n")}\n`;
}
