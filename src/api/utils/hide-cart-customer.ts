import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";

/** Where the answers of core's cart routes hold a cart; `parent` when a line item was deleted. */
const CARTS = ["cart", "parent"] as const;

type Fields = Record<string, unknown>;

/**
 * Anybody can give a cart anybody's email, and core answers any field of the customer who has it. Here a caller who is
 * not that customer learns what they have said themselves, the email, and the customer's id; neither names nor groups,
 * nor whether there is an account.
 */
export function hideCartCustomer(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const answer = res.json.bind(res);
  res.json = (body: unknown) => {
    // as: core's middlewares behind this one have found out who calls, if they could.
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
