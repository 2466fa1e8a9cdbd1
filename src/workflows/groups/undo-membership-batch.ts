import type { MedusaContainer } from "@medusajs/framework/types";
import { resolveCustomerModule } from "../../shared/customer-module";
import { loggerOf } from "../../shared/logger-of";

/** Customers whose ids are logged. */
const LOGGED = 100;

/** Undoes the batch of a step that is rolled back, and logs what could not be restored. */
export async function undoMembershipBatch(
  batchId: string | undefined,
  { container, eventGroupId }: { container: MedusaContainer; eventGroupId?: string },
): Promise<void> {
  if (!batchId) {
    return;
  }
  const notRestored = await resolveCustomerModule(container).membershipBatches.undo(batchId, { eventGroupId });
  if (notRestored.length) {
    loggerOf(container).error(
      "A change of a group's customers failed and was undone, except for these customers, whose memberships another " +
        `request changed meanwhile: ${notRestored.slice(0, LOGGED).join(", ")}` +
        (notRestored.length > LOGGED ? ` and ${notRestored.length - LOGGED} more` : ""),
    );
  }
}
