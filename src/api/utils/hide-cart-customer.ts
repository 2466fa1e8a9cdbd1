import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";

/** The fields of core's cart answers that contain a cart; `parent` after a line item was deleted. */
const CARTS = ["cart", "parent"] as const;

type Fields = Record<string, unknown>;

/**
 * Removes the customer's data from carts in answers to other callers. Any caller can set any email on a cart, and core then
 * answers every field of the customer with that email. Other callers get only the id and the email: no names, no groups,
 * and not whether there is an account.
 */
export function hideCartCustomer(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const answer = res.json.bind(res);
  res.json = (body: unknown) => {
    // as: core's middlewares, which run after this one, have set the caller if there is a token.
    const { auth_context } = req as { auth_context?: { actor_id?: string } };
    return answer(withoutStrangers(body, auth_context?.actor_id));
  };
  next();
}

function withoutStrangers(body: unknown, actorId: string | undefined): unknown {
  if (!isRecord(body)) {
    return body;
  }
  const hidden: Fields = { ...body };
  for (const key of CARTS) {
    const cart = hidden[key];
    if (isRecord(cart) && isRecord(cart.customer) && (!actorId || cart.customer.id !== actorId)) {
      hidden[key] = { ...cart, customer: ofStranger(cart.customer) };
    }
  }
  return hidden;
}

const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** The fields of core's default answer keep their places. */
function ofStranger(customer: Fields): Fields {
  const { id, email } = customer;
  return {
    ...("id" in customer ? { id } : {}),
    ...("email" in customer ? { email } : {}),
    ...("groups" in customer ? { groups: [] } : {}),
  };
}
