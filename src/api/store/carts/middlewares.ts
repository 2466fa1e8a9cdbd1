import type { MiddlewareRoute } from "@medusajs/framework/http";
import { assertCart } from "../../utils/assert-cart";
import { eachPath } from "../../utils/each-path";
import { guardRequests } from "../../utils/guard-requests";
import { hideCartCustomer } from "../../utils/hide-cart-customer";
import { rejectNullInArray } from "../../utils/reject-null-in-array";
import { assertCartEmail, restoreCartEmail, stashEmail } from "../../utils/stash-email";

export const cartMiddlewares: MiddlewareRoute[] = [
  guardRequests(/^\/store\/carts(?:\/.*)?$/i),
  // Ignores case, as Express does: otherwise `/store/CARTS` would show the customer.
  { matcher: /^\/store\/carts(?:\/.*)?$/i, middlewares: [hideCartCustomer] },
  { matcher: /^\/store\/carts(?:\/[^/]+)?\/?$/i, methods: ["POST"], middlewares: [stashEmail] },
  { matcher: "/store/carts/:id", methods: ["POST"], middlewares: [rejectNullInArray] },
  ...eachPath(["/store/carts", "/store/carts/:id"], {
    methods: ["POST"],
    middlewares: [restoreCartEmail, assertCartEmail],
  }),
  { matcher: "/store/carts/:id/promotions", methods: ["POST", "DELETE"], middlewares: [assertCart] },
];
