import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

const confirmImportStepId = "customers-confirm-import-step";

export type ConfirmImportInput = {
  id: string;
  /** Whether the invitations of its customers are mailed; else they are held. */
  send_invitations?: boolean;
};

/**
 * Confirms an import that is ready: its rows are stored next.
 *
 * Compensation makes it ready again, unless a run has begun to store it. Idempotent.
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
