import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AdditionalData, UpdateCustomerAddressDTO } from "@medusajs/framework/types";
import { deleteCustomerAddressesWorkflow } from "@medusajs/medusa/core-flows";
import { updateCustomerAddressesWorkflow } from "../../../../../../workflows/addresses/workflows/update-customer-addresses";
import { answerCustomer, refetchCustomer } from "../../../../../utils/answer-customer";
import { assertAddressOfCustomer } from "../../../../../utils/assert-address-of-customer";

type Body = UpdateCustomerAddressDTO & AdditionalData;

/**
 * Core's route, with an atomic change of the default address.
 *
 * An address of another customer is answered with 404.
 */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { additional_data, ...update } = req.validatedBody;
  const { id, address_id } = req.params;
  await assertAddressOfCustomer(req.scope, { id: address_id, customer_id: id });
  await updateCustomerAddressesWorkflow(req.scope).run({
    input: { selector: { id: address_id, customer_id: id }, update, additional_data },
  });
  await answerCustomer(req, res, id);
}

/** Core's route, but for this customer's addresses only: core's deletes any customer's address. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id, address_id } = req.params;
  await assertAddressOfCustomer(req.scope, { id: address_id, customer_id: id });
  await deleteCustomerAddressesWorkflow(req.scope).run({ input: { ids: [address_id] } });
  res
    .status(200)
    .json({ id: address_id, object: "customer_address", deleted: true, parent: await refetchCustomer(req, id) });
}
