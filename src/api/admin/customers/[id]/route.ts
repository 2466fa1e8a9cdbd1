import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { AdditionalData, CustomerUpdatableFields, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../../../shared/customer-module";
import { CustomerMergedError } from "../../../../shared/errors";
import { removeCustomerAccountWorkflow } from "../../../../workflows/customers/workflows/remove-customer-account";
import { updateCustomersWorkflow } from "../../../../workflows/customers/workflows/update-customers";

/** Core's route. For a merged customer the 404 names the survivor. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  if (!customer) {
    throw await notFound(req.scope, `Customer with id: ${id} not found`, id);
  }
  res.status(200).json({ customer });
}

type Body = CustomerUpdatableFields & AdditionalData;

/** Core's route with an exact rollback: what fails after the update, in a hook say, leaves the customer as it was. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  if (!(await refetchEntity({ entity: "customer", idOrFilter: id, scope: req.scope, fields: ["id"] }))) {
    throw await notFound(req.scope, `Customer with id "${id}" not found`, id);
  }
  const { additional_data, ...update } = req.validatedBody;
  await updateCustomersWorkflow(req.scope).run({ input: { selector: { id }, update, additional_data } });
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer });
}

/**
 * Core's route over all logins of the customer, and for a customer who has none. Where there is nothing to delete it
 * answers at once: such requests would wait for each other at the lock of the id's logins.
 */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  if (await hasAccount(req.scope, id)) {
    await removeCustomerAccountWorkflow(req.scope).run({ input: { customerId: id } });
  }
  res.status(200).json({ id, object: "customer", deleted: true });
}

/**
 * Whether there is a live customer, or a login that outlived one.
 *
 * @throws MedusaError (not_allowed) when the customer is in a merge that has not ended.
 */
async function hasAccount(scope: MedusaContainer, id: string): Promise<boolean> {
  const service = resolveCustomerModule(scope);
  if ((await service.listCustomers({ id }, { select: ["id"], take: 1 })).length) {
    return true;
  }
  await service.merges.assertNoneUnfinished([id]);
  const ofCustomer = { app_metadata: { customer_id: id } };
  return (await scope.resolve(Modules.AUTH).listAuthIdentities(ofCustomer, { select: ["id"], take: 1 })).length > 0;
}

async function notFound(scope: MedusaContainer, message: string, id: string): Promise<MedusaError> {
  const into = await resolveCustomerModule(scope).merges.findSurvivor(id);
  return into ? new CustomerMergedError(message, into) : new MedusaError(MedusaError.Types.NOT_FOUND, message);
}
