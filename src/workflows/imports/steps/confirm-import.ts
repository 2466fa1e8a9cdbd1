import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const confirmImportStepId = "customers-confirm-import-step";

export type ConfirmImportInput = {
  id: string;
  /** Whether the invitations of its customers are mailed; else they are held. */
  send_invitations?: boolean;
};

/**
 * Lets an import that is ready be stored.
 *
 * Compensation makes it ready again, unless a process has begun to store it. It may run twice.
 */
export const confirmImportStep = createStep(
  confirmImportStepId,
  async ({ id, send_invitations }: ConfirmImportInput, { container }) => {
    const confirmed = await resolveCustomerModule(container).imports.confirm(id, { send_invitations });
    return new StepResponse(confirmed, id);
  },
  async (id, { container }) => {
    if (id !== undefined) {
      await resolveCustomerModule(container).imports.undoConfirmations([id]);
    }
  },
);
