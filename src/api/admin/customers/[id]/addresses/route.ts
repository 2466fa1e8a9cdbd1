import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AdditionalData, CreateCustomerAddressDTO } from "@medusajs/framework/types";
import { createCustomerAddressesWorkflow } from "../../../../../workflows/addresses/workflows/create-customer-addresses";
import { answerCustomer } from "../../../../utils/answer-customer";

type Body = Omit<CreateCustomerAddressDTO, "customer_id"> & AdditionalData;

/** Core's route, with an atomic change of the default address. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { additional_data, ...address } = req.validatedBody;
  const customerId = req.params.id;
  await createCustomerAddressesWorkflow(req.scope).run({
    input: { addresses: [{ ...address, customer_id: customerId }], additional_data },
  });
  await answerCustomer(req, res, customerId);
}
