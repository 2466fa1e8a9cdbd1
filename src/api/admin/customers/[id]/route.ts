import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { AdditionalData, CustomerUpdatableFields } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { removeCustomerAccountWorkflow } from "../../../../workflows/customer/workflows/remove-customer-account";
import { updateCustomersWorkflow } from "../../../../workflows/customer/workflows/update-customers";

type Body = CustomerUpdatableFields & AdditionalData;

/** Core's route with an exact rollback: what fails after the update, in a hook say, leaves the customer as it was. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  if (!(await refetchEntity({ entity: "customer", idOrFilter: id, scope: req.scope, fields: ["id"] }))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer with id "${id}" not found`);
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

/** Core's route over all logins of the customer, and for a customer who has none. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await removeCustomerAccountWorkflow(req.scope).run({ input: { customerId: id } });
  res.status(200).json({ id, object: "customer", deleted: true });
}
