import type { MedusaContainer } from "@medusajs/framework/types";
import type { EmailChangeUndo } from "../../modules/customer/email-changes/undo-email-change.sql";
import { resolveCustomerModule } from "../../shared/customer-module";
import { logNotReverted } from "../../shared/log-not-reverted";

/**
 * Compensates the steps that create, redeem or cancel a change of email. Idempotent.
 *
 * A change that another caller has continued since stays as it is, and its id is logged.
 */
export async function undoEmailChange(
  undo: EmailChangeUndo | null | undefined,
  { container }: { container: MedusaContainer },
): Promise<void> {
  if (undo) {
    logNotReverted(container, "changes of email", await resolveCustomerModule(container).emailChanges.undo(undo));
  }
}
