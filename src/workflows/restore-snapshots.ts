import type { MedusaContainer } from "@medusajs/framework/types";
import type CustomerModuleService from "../modules/customer/service";
import { resolveCustomerModule } from "../shared/customer-module";
import { logNotReverted } from "../shared/log-not-reverted";

/**
 * Compensates a step that has taken snapshots, and logs the ids of rows that were not restored.
 *
 * Does nothing without snapshots: the step failed before it took them, or matched no row.
 */
export async function restoreSnapshots<Kept extends { snapshots: readonly unknown[] }>(
  container: MedusaContainer,
  rows: "customers" | "addresses",
  kept: Kept | undefined,
  restore: (service: CustomerModuleService, kept: Kept) => Promise<{ notRestored: string[] }>,
): Promise<void> {
  if (kept?.snapshots.length) {
    const { notRestored } = await restore(resolveCustomerModule(container), kept);
    logNotReverted(container, rows, notRestored);
  }
}
