import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types";
import { ADMIN, CUSTOMER, ensureAdmin, ensureCustomerAccount } from "./seed/accounts";
import { ensureCustomers, readSampleFacts } from "./seed/customers";
import { createPublishableKey, ensureRegion, findPublishableKey } from "./seed/shop";

/**
 * Fills the store with a small sample, once; run by `npm start` as `medusa exec ./src/scripts/seed.ts`.
 *
 * Every part looks first at what is there, so that a run that was stopped halfway is completed by the next. The
 * publishable key comes last and says that all was done: from then on, what the reader deletes or renames stays so.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const publishableKey = (await findPublishableKey(container)) ?? (await createSample(container));
  const sample = {
    admin: ADMIN,
    customer: CUSTOMER,
    publishableKey,
    ...(await readSampleFacts(container)),
  };
  // scripts/start/sample-store.ts looks for this line amid Medusa's log.
  console.log(`SAMPLE_STORE ${JSON.stringify(sample)}`);
}

async function createSample(container: MedusaContainer): Promise<string> {
  await ensureAdmin(container);
  await ensureRegion(container);
  await ensureCustomerAccount(container);
  await ensureCustomers(container);
  return createPublishableKey(container);
}
