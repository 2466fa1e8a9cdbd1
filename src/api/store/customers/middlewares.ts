import { type MiddlewareRoute, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import { StoreGetCustomerParams, storeRetrieveTransformQueryConfig } from "../../../medusa/customer-routes";
import { eachPath } from "../../utils/each-path";
import { ALL_METHODS, guardRequests } from "../../utils/guard-requests";
import { rejectCircularFields } from "../../utils/reject-circular-fields";
import { rejectMistypedSecrets } from "../../utils/reject-mistyped-secrets";
import { rejectNullInArray } from "../../utils/reject-null-in-array";
import { rejectUsedLogin } from "../../utils/reject-used-login";
import { restoreEmail, stashEmail } from "../../utils/stash-email";
import { acceptInvitationBody } from "./invitations/accept/validators";
import { confirmEmailChangeBody, requestEmailChangeBody } from "./me/email/validators";
import { linkLoginBody, unlinkLoginBody } from "./me/logins/validators";

/** Core demands a customer's token for every path under /store/customers/me. */
export const storeCustomerMiddlewares: MiddlewareRoute[] = [
  guardRequests(/^\/store\/customers(?:\/.*)?$/i),
  {
    // Our routes that take a secret, and not an application's routes beside them.
    matcher:
      /^\/store\/customers\/(?:invitations\/accept|email\/(?:approve|confirm)|me\/email(?:\/confirm)?|me\/logins(?:\/[^/]+)?)\/?$/i,
    methods: ALL_METHODS,
    middlewares: [rejectMistypedSecrets],
  },
  { matcher: /^\/store\/customers(?:\/.*)?$/i, methods: ALL_METHODS, middlewares: [rejectCircularFields] },
  { matcher: /^\/store\/customers\/?$/i, methods: ["POST"], middlewares: [stashEmail] },
  { matcher: "/store/customers", methods: ["POST"], middlewares: [restoreEmail, rejectUsedLogin] },
  ...eachPath(["/store/customers/me", "/store/customers/me/addresses/:address_id"], {
    methods: ["POST"],
    middlewares: [rejectNullInArray],
  }),
  {
    matcher: "/store/customers/invitations/accept",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(acceptInvitationBody)],
  },
  {
    matcher: "/store/customers/me/email",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(requestEmailChangeBody)],
  },
  {
    matcher: "/store/customers/me/email/confirm",
    methods: ["POST"],
    middlewares: [
      validateAndTransformBody(confirmEmailChangeBody),
      validateAndTransformQuery(StoreGetCustomerParams, storeRetrieveTransformQueryConfig),
    ],
  },
  ...eachPath(["/store/customers/email/approve", "/store/customers/email/confirm"], {
    methods: ["POST"],
    middlewares: [validateAndTransformBody(confirmEmailChangeBody)],
  }),
  {
    matcher: "/store/customers/me/logins",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(linkLoginBody)],
  },
  {
    matcher: "/store/customers/me/logins/:login_id",
    methods: ["DELETE"],
    middlewares: [validateAndTransformBody(unlinkLoginBody)],
  },
];
