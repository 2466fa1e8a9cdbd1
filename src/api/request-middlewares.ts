import type { MiddlewareRoute } from "@medusajs/framework/http";
import { assertCart } from "./utils/assert-cart";
import { rejectDroppedFields, rejectDroppedFilters } from "./utils/reject-dropped-keys";
import { rejectDeepBody } from "./utils/reject-deep-body";
import { rejectCircularCustomers, rejectCircularFields } from "./utils/reject-circular-fields";
import { rejectMistypedSecrets } from "./utils/reject-mistyped-secrets";
import { rejectShadowedCheck } from "./utils/reject-shadowed-check";
import { rejectUnknownCodeProvider, rejectUnknownMfaProvider } from "./utils/reject-unknown-provider";
import { rejectDeepParameters, rejectUnprintable, rejectUnstorableText } from "./utils/reject-unreadable-content";
import { rejectUnreadablePath } from "./utils/reject-unreadable-path";
import { rejectUsedLogin } from "./utils/reject-used-login";

const METHODS: MiddlewareRoute["methods"] = ["GET", "POST", "DELETE"];

/**
 * What no handler and no validator of core should see: such a request gets 400 and not 500. Medusa runs middlewares
 * without methods first, then those with a regular expression, then those with a path. The expressions have no groups
 * that capture: Express would decode those.
 */
export const requestMiddlewares: MiddlewareRoute[] = [
  { matcher: "/", middlewares: [rejectUnreadablePath, rejectCircularCustomers] },
  {
    matcher: /^\/(?:admin\/customers|admin\/customer-groups|store\/customers|store\/carts|auth)(?:\/.*)?$/i,
    methods: METHODS,
    middlewares: [rejectDeepBody, rejectUnstorableText, rejectDeepParameters, rejectUnprintable, rejectShadowedCheck],
  },
  {
    // Our routes that take a secret, not those of an application beside them; and core's.
    matcher:
      /^\/(?:store\/customers\/(?:invitations\/accept|email\/(?:approve|confirm)|me\/email(?:\/confirm)?|me\/logins(?:\/[^/]+)?)|auth\/(?:verification|mfa)(?:\/.*)?)\/?$/i,
    methods: METHODS,
    middlewares: [rejectMistypedSecrets],
  },
  {
    matcher: /^\/auth\/verification\/(?:request|confirm)\/?$/i,
    methods: ["POST"],
    middlewares: [rejectUnknownCodeProvider],
  },
  { matcher: /^\/auth\/mfa\/factors\/?$/i, methods: ["POST"], middlewares: [rejectUnknownMfaProvider] },
  {
    matcher: /^\/(?:admin\/customers|admin\/customer-groups|store\/customers)(?:\/.*)?$/i,
    methods: METHODS,
    middlewares: [rejectCircularFields],
  },
];

/** Behind the validators: core's, and ours of the routes below. */
export const filterMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/customers", methods: ["POST"], middlewares: [rejectUsedLogin] },
  { matcher: "/store/carts/:id/promotions", methods: ["POST", "DELETE"], middlewares: [assertCart] },
  ...["/admin/customers", "/admin/customer-groups", "/admin/customers/cursor"].map((matcher) => ({
    matcher,
    methods: ["GET" as const],
    middlewares: [rejectDroppedFilters],
  })),
  { matcher: "/admin/customers/exports", methods: ["POST"], middlewares: [rejectDroppedFields("filters")] },
  {
    matcher: "/admin/customer-groups/:id/customers/batch",
    methods: ["POST"],
    middlewares: [rejectDroppedFields("add", "remove")],
  },
];
