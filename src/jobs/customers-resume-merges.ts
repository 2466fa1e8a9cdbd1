import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isModuleMounted } from "../wiring";
import { resumeMergeWorkflow } from "../workflows/customer-merge/workflows/resume-merge";
import { settleMergeWorkflow } from "../workflows/customer-merge/workflows/settle-merge";
import { resolveCustomerModule } from "../workflows/customer-module";

/**
 * Takes up merges and claims whose process died, or that could neither go on nor back; and looks once more at those that
 * ended lately, for orders of checkouts that were under way. Without the module there are none.
 */
export default async function resumeMerges(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  const service = resolveCustomerModule(container);
  for (const id of await service.listUnfinishedCustomerMerges()) {
    const { errors } = await resumeMergeWorkflow(container).run({ input: { id }, throwOnError: false });
    report(container, id, errors);
  }
  for (const id of await service.listUnsettledCustomerMerges()) {
    const { errors } = await settleMergeWorkflow(container).run({ input: { id }, throwOnError: false });
    report(container, id, errors);
  }
}

type Failure = { error: { message?: string } | Error };

/** One that fails keeps no other from being taken up, and has its turn again later. */
function report(container: MedusaContainer, id: string, errors: readonly Failure[]): void {
  if (errors.length) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const reasons = errors.map(({ error }) => String(error?.message));
    logger.error(`Merge ${id} of two customers could not be ended, and is tried again later: ${reasons.join(" ")}`);
  }
}

export const config = { name: "customers-resume-merges", schedule: "* * * * *" };
