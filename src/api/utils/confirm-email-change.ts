import type { MedusaContainer } from "@medusajs/framework/types";
import { notConfirmableError } from "../../modules/customer/email-changes/email-change";
import {
  type ConfirmEmailChangeWorkflowInput,
  confirmEmailChangeWorkflow,
} from "../../workflows/email-changes/workflows/confirm-email-change";
import { isTaken } from "./is-taken";

/**
 * Confirms a change of email for the storefront.
 *
 * @throws MedusaError (not_found), with the same message for every reason.
 */
export async function confirmEmailChange(
  scope: MedusaContainer,
  input: ConfirmEmailChangeWorkflowInput,
): Promise<{ id: string; change_id: string }> {
  try {
    const { result } = await confirmEmailChangeWorkflow(scope).run({ input });
    return result;
  } catch (error) {
    throw isTaken(error) ? notConfirmableError() : error;
  }
}
