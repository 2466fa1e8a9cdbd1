import type { ExecArgs } from "@medusajs/framework/types";
import { counted } from "../modules/customer/domain/counted";
import { resolveCustomerModule } from "../workflows/customer-module";
import { keepStdoutForResult, writeResult } from "./result-output";

keepStdoutForResult();

/** Rows a round trip. */
const PAGE = 1_000;

/**
 * `customers:duplicates`, to be run by `medusa exec`: prints the customers whose email is another customer's but for its
 * spelling, by id: a JSON object a line on stdout, what to do about them on stderr. Emails are not printed: a terminal's
 * output is often kept.
 */
export default async function customersDuplicates({ container }: ExecArgs): Promise<void> {
  const service = resolveCustomerModule(container);
  let after: string | null = "";
  let count = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof service.listEmailCollisions>> = await service.listEmailCollisions({
      after,
      limit: PAGE,
    });
    for (const { customer_id, taken_by, has_account } of page.collisions) {
      writeResult(`${JSON.stringify({ customer_id, taken_by, has_account })}\n`);
    }
    count += page.collisions.length;
    after = page.next;
  }
  process.stderr.write(
    count
      ? `${counted(count, "customer has", "customers have")} the email of another one in another spelling. For each pair ` +
          "change one email, or delete the customer that is not used.\n"
      : "No two customers share an email in different spellings.\n",
  );
}
