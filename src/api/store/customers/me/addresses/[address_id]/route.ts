import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { UpdateCustomerAddressDTO } from "@medusajs/framework/types";
import { updateCustomerAddressesWorkflow } from "../../../../../../workflows/addresses/workflows/update-customer-addresses";
import { assertAddressOfCustomer } from "../../../../../utils/assert-address-of-customer";

/** Core's route, with an atomic change of the default address. */
export async function POST(
  req: AuthenticatedMedusaRequest<UpdateCustomerAddressDTO>,
  res: MedusaResponse,
): Promise<void> {
  const id = req.auth_context.actor_id;
  const selector = { id: req.params.address_id, customer_id: id };
  await assertAddressOfCustomer(req.scope, selector);
  await updateCustomerAddressesWorkflow(req.scope).run({ input: { selector, update: req.validatedBody } });
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer });
}
