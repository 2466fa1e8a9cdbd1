import type { ExecArgs, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../workflows/customer-module";

/** Rows a round trip. */
const PAGE = 1_000;

/**
 * `customers:duplicates`, to be run by `medusa exec`: prints the customers whose email is another customer's but for its
 * spelling, by id, with what to do. Emails are not printed: a terminal's output is often kept.
 */
export default async function customersDuplicates({ container }: ExecArgs): Promise<void> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const service = resolveCustomerModule(container);
  let after: string | null = "";
  let count = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof service.listEmailCollisions>> = await service.listEmailCollisions({
      after,
      limit: PAGE,
    });
    for (const { customer_id, taken_by, has_account } of page.collisions) {
      logger.info(`${customer_id} has the email of ${taken_by} in another spelling (both ${kind(has_account)})`);
    }
    count += page.collisions.length;
    after = page.next;
  }
  logger.info(
    count
      ? `${count} customers. For each pair change one email, or delete the customer that is not used.`
      : "No two customers share an email in different spellings.",
  );
}

function kind(hasAccount: boolean): string {
  return hasAccount ? "registered" : "guests";
}
