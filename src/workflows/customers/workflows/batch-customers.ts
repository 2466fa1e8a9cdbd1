import type { AdditionalData } from "@medusajs/framework/types";
import { CustomerWorkflowEvents } from "@medusajs/framework/utils";
import { createHook, createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { createCustomersWorkflow, emitEventStep } from "@medusajs/medusa/core-flows";
import type { CustomersBatch } from "../../../modules/customer/batches/assert-customers-batch";
import type { CustomerUpsert } from "../../../modules/customer/batches/resolve-upserts";
import { planCustomersBatchStep } from "../steps/plan-customers-batch";
import { updateEachCustomerStep } from "../steps/update-each-customer";
import { removeCustomers, removeLogins } from "./remove-customer-accounts";

export const batchCustomersWorkflowId = "customers-batch-customers";

export type BatchCustomersWorkflowInput = Partial<CustomersBatch> & { upsert?: CustomerUpsert[] } & AdditionalData;

/**
 * Deletes, updates and creates customers, in this order, all or nothing.
 *
 * A creation can take an email that a deletion or an update gives up. Upserts update known customers and create the others.
 * Deletions also delete logins, as `removeCustomerAccountWorkflow` does, after all other steps.
 *
 * Events: `customer.created`, `customer.updated`, `customer.deleted`, one for each customer that was created, changed or
 * deleted. Hooks: `validate` before, `{ create, update, upsert, delete, additional_data }`; `customersBatched` after, `{
 * created, updated, upserted, deleted, additional_data }`; and core's `customersCreated` and `customersDeleted`. Core's
 * `customersUpdated` does not run: its workflow has one set of fields for all. Compensation: every row is as before.
 * Answers `{ created, updated, upserted, deleted }`: customers, those of upserts after the others; for each upsert in its
 * order `{ id, created }`; ids.
 */
export const batchCustomersWorkflow = createWorkflow(batchCustomersWorkflowId, (input: BatchCustomersWorkflowInput) => {
  const given = transform({ input }, (data) => ({
    create: data.input.create ?? [],
    update: data.input.update ?? [],
    upsert: data.input.upsert ?? [],
    delete: [...new Set(data.input.delete ?? [])],
  }));
  const validate = createHook("validate", {
    create: given.create,
    update: given.update,
    upsert: given.upsert,
    delete: given.delete,
    additional_data: input.additional_data,
  });
  const batch = planCustomersBatchStep(given);

  const locked = when("customers-deleted", { batch }, (data) => data.batch.delete.length > 0).then(() =>
    removeCustomers(batch.delete),
  );
  const updated = when({ batch }, (data) => data.batch.update.length > 0).then(() => {
    const step = updateEachCustomerStep(batch.update);
    emitEventStep({
      eventName: CustomerWorkflowEvents.UPDATED,
      data: transform({ step }, (data) => data.step.changed_ids.map((id) => ({ id }))),
    }).config({ name: "customers-emit-customers-updated" });
    // Anything but a step makes Medusa add a step with a random name, which another process does not know.
    return step;
  });
  const created = when({ batch }, (data) => data.batch.create.length > 0).then(() =>
    createCustomersWorkflow.runAsStep({
      input: { customersData: batch.create, additional_data: input.additional_data },
    }),
  );

  const result = transform({ created, updated, batch }, (data) => ({
    created: data.created ?? [],
    updated: data.updated?.customers ?? [],
    upserted: data.batch.upserted.map(({ list, index }) => ({
      id: (list === "create" ? data.created : data.updated?.customers)?.[index]?.id ?? "",
      created: list === "create",
    })),
    deleted: data.batch.delete,
  }));
  const customersBatched = createHook("customersBatched", {
    created: result.created,
    updated: result.updated,
    upserted: result.upserted,
    deleted: result.deleted,
    additional_data: input.additional_data,
  });
  when({ batch }, (data) => data.batch.delete.length > 0).then(() => {
    removeLogins(transform({ locked }, (data) => data.locked ?? null));
  });
  return new WorkflowResponse(result, { hooks: [validate, customersBatched] });
});
