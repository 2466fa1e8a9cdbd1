import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomersBatch } from "../../../modules/customer/batches/assert-customers-batch";
import type { CustomerUpsert } from "../../../modules/customer/batches/resolve-upserts";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const planCustomersBatchStepId = "customers-plan-customers-batch-step";

export type PlanCustomersBatchInput = CustomersBatch & { upsert: CustomerUpsert[] };

/**
 * Sorts upserts into updates and creations, and refuses a batch that cannot be written.
 *
 * The error names the item and the field. It writes nothing, so there is nothing to undo.
 */
export const planCustomersBatchStep = createStep(
  planCustomersBatchStepId,
  async (batch: PlanCustomersBatchInput, { container }) =>
    new StepResponse(await resolveCustomerModule(container).batches.plan(batch)),
);
