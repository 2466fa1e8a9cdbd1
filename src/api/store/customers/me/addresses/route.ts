import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { CreateCustomerAddressDTO } from "@medusajs/framework/types";
import { createCustomerAddressesWorkflow } from "../../../../../workflows/addresses/workflows/create-customer-addresses";
import { answerCustomer } from "../../../../utils/answer-customer";

type Body = Omit<CreateCustomerAddressDTO, "customer_id">;

/** Core's route, with an atomic change of the default address. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const id = req.auth_context.actor_id;
  await createCustomerAddressesWorkflow(req.scope).run({
    input: { addresses: [{ ...req.validatedBody, customer_id: id }] },
  });
  await answerCustomer(req, res, id);
}
