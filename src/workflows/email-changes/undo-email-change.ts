import type { MedusaContainer } from "@medusajs/framework/types";
import type { EmailChangeUndo } from "../../modules/customer/email-changes/undo-email-change.sql";
import { resolveCustomerModule } from "../../shared/customer-module";
import { logNotReverted } from "../../shared/log-not-reverted";

/**
 * The compensation of whatever makes, takes or ends a change of email. What somebody else has gone on with since stays as it
 * is, and its id is logged. It may run twice.
 */
export async function undoEmailChange(
  undo: EmailChangeUndo | null | undefined,
  { container }: { container: MedusaContainer },
): Promise<void> {
  if (undo) {
    logNotReverted(container, "changes of email", await resolveCustomerModule(container).emailChanges.undo(undo));
  }
}
