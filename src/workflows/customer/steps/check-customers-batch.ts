import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomersBatch } from "../../../modules/customer/domain/customers-batch";
import { resolveCustomerModule } from "../../customer-module";

export const checkCustomersBatchStepId = "customers-check-customers-batch";

/** Refuses a batch that cannot be done, and names the item and the field. It writes nothing: there is nothing to undo. */
export const checkCustomersBatchStep = createStep(
  checkCustomersBatchStepId,
  async (batch: CustomersBatch, { container }) => {
    await resolveCustomerModule(container).checkCustomersBatch(batch);
    return new StepResponse(undefined);
  },
);
