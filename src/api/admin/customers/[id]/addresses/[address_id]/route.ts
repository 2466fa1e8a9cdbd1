import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { AdditionalData, UpdateCustomerAddressDTO } from "@medusajs/framework/types";
import { updateCustomerAddressesWorkflow } from "../../../../../../workflows/customer-address/workflows/update-customer-addresses";

type Body = UpdateCustomerAddressDTO & AdditionalData;

/** Core's route; an address that becomes the default takes the place of the old one in one swap. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { additional_data, ...update } = req.validatedBody;
  const { id, address_id } = req.params;
  await updateCustomerAddressesWorkflow(req.scope).run({
    input: { selector: { id: address_id, customer_id: id }, update, additional_data },
  });
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer });
}
