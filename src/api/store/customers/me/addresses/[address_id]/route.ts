import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { UpdateCustomerAddressDTO } from "@medusajs/framework/types";
import { updateCustomerAddressesWorkflow } from "../../../../../../workflows/addresses/workflows/update-customer-addresses";
import { answerCustomer } from "../../../../../utils/answer-customer";
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
  await answerCustomer(req, res, id);
}
