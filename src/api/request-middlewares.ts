import type { MiddlewareRoute } from "@medusajs/framework/http";
import { assertCart } from "./utils/assert-cart";
import { refuseDroppedFields, refuseDroppedFilters } from "./utils/assert-nothing-dropped";
import { refuseDeepBody } from "./utils/check-metadata";
import { refuseCircularCustomers, refuseCircularFields } from "./utils/reject-circular-fields";
import { refuseMistypedSecrets } from "./utils/reject-mistyped-secrets";
import { refuseShadowedCheck } from "./utils/reject-shadowed-check";
import { refuseUnknownCodeProvider, refuseUnknownMfaProvider } from "./utils/reject-unknown-provider";
import { refuseDeepParameters, refuseUnprintable, refuseUnstorableText } from "./utils/reject-unreadable-content";
import { refuseUnreadablePath } from "./utils/reject-unreadable-path";
import { refuseUsedLogin } from "./utils/reject-used-login";

const METHODS: MiddlewareRoute["methods"] = ["GET", "POST", "DELETE"];

/**
 * What no handler and no validator of core should see: such a request gets 400 and not 500. Medusa runs middlewares
 * without methods first, then those with a regular expression, then those with a path. The expressions have no groups
 * that capture: Express would decode those.
 */
export const requestMiddlewares: MiddlewareRoute[] = [
  { matcher: "/", middlewares: [refuseUnreadablePath, refuseCircularCustomers] },
  {
    matcher: /^\/(?:admin\/customers|admin\/customer-groups|store\/customers|store\/carts|auth)(?:\/.*)?$/i,
    methods: METHODS,
    middlewares: [refuseDeepBody, refuseUnstorableText, refuseDeepParameters, refuseUnprintable, refuseShadowedCheck],
  },
  {
    // Our routes that take a secret, not those of an application beside them; and core's.
    matcher:
      /^\/(?:store\/customers\/(?:invitations\/accept|email\/(?:approve|confirm)|me\/email(?:\/confirm)?|me\/logins(?:\/[^/]+)?)|auth\/(?:verification|mfa)(?:\/.*)?)\/?$/i,
    methods: METHODS,
    middlewares: [refuseMistypedSecrets],
  },
  {
    matcher: /^\/auth\/verification\/(?:request|confirm)\/?$/i,
    methods: ["POST"],
    middlewares: [refuseUnknownCodeProvider],
  },
  { matcher: /^\/auth\/mfa\/factors\/?$/i, methods: ["POST"], middlewares: [refuseUnknownMfaProvider] },
  {
    matcher: /^\/(?:admin\/customers|admin\/customer-groups|store\/customers)(?:\/.*)?$/i,
    methods: METHODS,
    middlewares: [refuseCircularFields],
  },
];

/** Behind the validators: core's, and ours of the routes below. */
export const filterMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/customers", methods: ["POST"], middlewares: [refuseUsedLogin] },
  { matcher: "/store/carts/:id/promotions", methods: ["POST", "DELETE"], middlewares: [assertCart] },
  ...["/admin/customers", "/admin/customer-groups", "/admin/customers/cursor"].map((matcher) => ({
    matcher,
    methods: ["GET" as const],
    middlewares: [refuseDroppedFilters],
  })),
  { matcher: "/admin/customers/exports", methods: ["POST"], middlewares: [refuseDroppedFields("filters")] },
  {
    matcher: "/admin/customer-groups/:id/customers/batch",
    methods: ["POST"],
    middlewares: [refuseDroppedFields("add", "remove")],
  },
];
