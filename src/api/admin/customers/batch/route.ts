import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { batchCustomersWorkflow } from "../../../../workflows/customers/workflows/batch-customers";
import type { BatchCustomersBody } from "./validators";

/**
 * Creates, updates, upserts and deletes up to 1,000 customers, all or nothing.
 *
 * Answers as core's batch routes do: `{ created, updated, deleted: { ids, object: "customer", deleted: true } }`, in the
 * order of the body, with the customers of upserts after the others. `upserted` has `{ id, created }` for each upsert.
 */
export async function POST(req: AuthenticatedMedusaRequest<BatchCustomersBody>, res: MedusaResponse): Promise<void> {
  const { create = [], upsert = [], additional_data, ...rest } = req.validatedBody;
  const created_by = req.auth_context.actor_id;
  const { result } = await batchCustomersWorkflow(req.scope).run({
    input: {
      ...rest,
      create: create.map((customer) => ({ ...customer, created_by })),
      upsert: upsert.map((customer) => ({ ...customer, created_by })),
      additional_data: additional_data ?? undefined,
    },
  });
  const read = (customers: { id: string }[]) =>
    readCustomers(
      req,
      customers.map(({ id }) => id),
    );
  res.status(200).json({
    created: await read(result.created),
    updated: await read(result.updated),
    upserted: result.upserted,
    deleted: { ids: result.deleted, object: "customer", deleted: true },
  });
}

async function readCustomers(req: AuthenticatedMedusaRequest, ids: string[]): Promise<object[]> {
  if (!ids.length) {
    return [];
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: [...req.queryConfig.fields, "id"],
    filters: { id: ids },
  });
  const byId = new Map(data.map((customer) => [customer.id, customer]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
