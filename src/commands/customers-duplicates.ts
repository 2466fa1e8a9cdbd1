import type { ExecArgs } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { EmailProblem } from "../modules/customer/emails/list-email-problems.sql";
import { counted } from "../shared/counted";
import { resolveCustomerModule } from "../shared/customer-module";
import { keepStdoutForResult, writeResult } from "../shared/result-output";
import { usageOf } from "./help";

keepStdoutForResult();

/** Rows per round trip. */
const PAGE = 1_000;

const ADVICE: Record<EmailProblem["problem"], string> = {
  taken:
    "with another customer's email in another spelling. If the two are one person, merge them (POST /admin/customers/merge). " +
    "If not, change the email of one, or delete the one that is not used; then save the email of the other once more.",
  spelling: "with an email in an unusual spelling. Save it once more, or run db:migrate.",
  no_email: "with a text as their email that is no email address. Correct it.",
};

/**
 * Prints the ids of customers whose email is not in the store's spelling (`npx medusa-plugin-customers duplicates`).
 *
 * Another customer has the spelling, the spelling is free, or the text is not an email. It writes a JSON object per line to
 * stdout, and advice to stderr. It prints no emails: the output of a terminal is often stored.
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
