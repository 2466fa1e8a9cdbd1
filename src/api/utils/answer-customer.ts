import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";

/** Reads a customer with the `fields` of the request. */
export async function refetchCustomer({ scope, queryConfig }: AuthenticatedMedusaRequest, id: string) {
  return await refetchEntity({ entity: "customer", idOrFilter: id, scope, fields: queryConfig.fields });
}

/** Answers a customer with the `fields` of the request, `{ customer }`, with other values beside it. */
export async function answerCustomer(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  id: string,
  others: object = {},
): Promise<void> {
  res.status(200).json({ customer: await refetchCustomer(req, id), ...others });
}
