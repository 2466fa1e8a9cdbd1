import type { MiddlewareRoute } from "@medusajs/framework/http";
import { rejectCircularCustomers } from "./reject-circular-fields";
import { rejectDeepBody } from "./reject-deep-body";
import { rejectShadowedCheck } from "./reject-shadowed-check";
import { rejectDeepParameters, rejectUnprintable, rejectUnstorableText } from "./reject-unreadable-content";
import { rejectUnreadablePath } from "./reject-unreadable-path";

/** The methods of the routes that we guard. An entry without methods runs for every path below its own, as in Express. */
export const ALL_METHODS: MiddlewareRoute["methods"] = ["GET", "POST", "DELETE"];

/** Guards every route of the store. */
export const storeGuards: MiddlewareRoute[] = [
  { matcher: "/", middlewares: [rejectUnreadablePath, rejectCircularCustomers] },
];

/**
 * Guards the routes of one resource: rejects with 400 what core's validators and handlers answer with 500.
 *
 * Medusa runs middlewares without methods first, then those with a regular expression, then those with a path. So a guard
 * has a regular expression. It ignores case, as Express does. It has no groups that capture: Express decodes those.
 */
export function guardRequests(matcher: RegExp): MiddlewareRoute {
  return {
    matcher,
    methods: ALL_METHODS,
    middlewares: [rejectDeepBody, rejectUnstorableText, rejectDeepParameters, rejectUnprintable, rejectShadowedCheck],
  };
}
