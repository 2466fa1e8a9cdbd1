import type { MedusaContainer } from "@medusajs/framework/types";
import { isModuleMounted } from "../wiring";
import { resolveCustomerModule } from "../workflows/customer-module";

/** At most so many rounds of 10,000 rows a run: the job comes back in an hour. */
const ROUNDS = 500;

/** Deletes what changes of whole groups noted for their way back, a month after. */
export default async function forgetMembershipBatches(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  const service = resolveCustomerModule(container);
  for (let round = 0; round < ROUNDS; round++) {
    if (!(await service.forgetMembershipBatches())) {
      break;
    }
  }
}

export const config = { name: "customers-forget-membership-batches", schedule: "37 * * * *" };
