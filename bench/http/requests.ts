import { generateJwtToken } from "@medusajs/framework/utils";
import type { Fixtures } from "../databases/fixtures";
import { cartId } from "./cart-rows";
import { ADMIN_ID, PUBLISHABLE_KEY } from "./databases";
import { JWT_SECRET } from "./stores";

export type HttpOperation = {
  name: string;
  method: "GET" | "POST";
  /** Of each request, if not the same for all; the number differs every time. */
  path: string | ((number: number) => string);
  headers: Record<string, string>;
  /** Builds each request; the number differs every time. */
  body?: (number: number) => object;
};

/** By this domain the customers that the requests made are found again, and deleted. */
export const CREATED_DOMAIN = "http.benchmark.example";

export function httpOperations({ tokens }: Fixtures, customerId: string): HttpOperation[] {
  const admin = adminHeaders();
  const customer = {
    authorization: `Bearer ${signToken("customer", customerId)}`,
    "x-publishable-api-key": PUBLISHABLE_KEY,
  };
  const list = (query: string): HttpOperation => {
    const path = `/admin/customers?limit=50${query}`;
    return { name: `GET ${path}`, method: "GET", path, headers: admin };
  };
  return [
    list(""),
    list("&order=-created_at"),
    list(`&q=${tokens.rare}`),
    list(`&q=${tokens.common}`),
    { name: "GET /store/customers/me", method: "GET", path: "/store/customers/me", headers: customer },
    {
      name: "POST /store/carts/:id (a cart refresh; its customer has 20 groups)",
      method: "POST",
      path: (number) => `/store/carts/${cartId(number)}`,
      headers: { "x-publishable-api-key": PUBLISHABLE_KEY, "content-type": "application/json" },
      body: (number) => ({ metadata: { request: number } }),
    },
    {
      name: "POST /admin/customers",
      method: "POST",
      path: "/admin/customers",
      headers: { ...admin, "content-type": "application/json" },
      body: (number) => ({
        email: `${process.pid}.${number}@${CREATED_DOMAIN}`,
        first_name: "Anna",
        last_name: "Jansen",
        phone: "+31 6 1234 5678",
      }),
    },
  ];
}

export function adminHeaders(): { authorization: string } {
  return { authorization: `Bearer ${signToken("user", ADMIN_ID)}` };
}

function signToken(actorType: "user" | "customer", actorId: string): string {
  const payload = { actor_id: actorId, actor_type: actorType, auth_identity_id: "none", app_metadata: {} };
  return generateJwtToken(payload, { secret: JWT_SECRET, expiresIn: "12h" });
}
