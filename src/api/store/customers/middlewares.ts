import { type MiddlewareRoute, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import type { z } from "@medusajs/framework/zod";
import { StoreGetCustomerParams, storeRetrieveTransformQueryConfig } from "../../../medusa/customer-routes";
import { eachPath } from "../../utils/each-path";
import { ALL_METHODS, guardRequests } from "../../utils/guard-requests";
import { rejectCircularFields } from "../../utils/reject-circular-fields";
import { rejectMistypedSecrets, SECRETS } from "../../utils/reject-mistyped-secrets";
import { rejectNullInArray } from "../../utils/reject-null-in-array";
import { rejectUsedLogin } from "../../utils/reject-used-login";
import { restoreEmail, stashEmail } from "../../utils/stash-email";
import { acceptInvitationBody } from "./invitations/accept/validators";
import { confirmEmailChangeBody, requestEmailChangeBody } from "./me/email/validators";
import { linkLoginBody, unlinkLoginBody } from "./me/logins/validators";

type Body = { matcher: string; method: "POST" | "DELETE"; body: z.ZodObject };

/** The bodies of our own routes. */
const bodies: Body[] = [
  { matcher: "/store/customers/invitations/accept", method: "POST", body: acceptInvitationBody },
  { matcher: "/store/customers/me/email", method: "POST", body: requestEmailChangeBody },
  { matcher: "/store/customers/me/email/confirm", method: "POST", body: confirmEmailChangeBody },
  { matcher: "/store/customers/email/approve", method: "POST", body: confirmEmailChangeBody },
  { matcher: "/store/customers/email/confirm", method: "POST", body: confirmEmailChangeBody },
  { matcher: "/store/customers/me/logins", method: "POST", body: linkLoginBody },
  { matcher: "/store/customers/me/logins/:login_id", method: "DELETE", body: unlinkLoginBody },
];

/** For a route whose body has a secret: Medusa's validator would repeat the secret. An application's routes beside it have no entry. */
function guardSecrets({ matcher, body }: Body): MiddlewareRoute[] {
  if (!SECRETS.some((secret) => secret in body.shape)) {
    return [];
  }
  const expression = new RegExp(`^${matcher.replaceAll(/:\w+/g, "[^/]+")}/?$`, "i");
  return [{ matcher: expression, methods: ALL_METHODS, middlewares: [rejectMistypedSecrets] }];
}

/** Core demands a customer's token for every path under /store/customers/me. */
export const storeCustomerMiddlewares: MiddlewareRoute[] = [
  guardRequests(/^\/store\/customers(?:\/.*)?$/i),
  ...bodies.flatMap(guardSecrets),
  { matcher: /^\/store\/customers(?:\/.*)?$/i, methods: ALL_METHODS, middlewares: [rejectCircularFields] },
  { matcher: /^\/store\/customers\/?$/i, methods: ["POST"], middlewares: [stashEmail] },
  { matcher: "/store/customers", methods: ["POST"], middlewares: [restoreEmail, rejectUsedLogin] },
  ...eachPath(["/store/customers/me", "/store/customers/me/addresses/:address_id"], {
    methods: ["POST"],
    middlewares: [rejectNullInArray],
  }),
  ...bodies.map(({ matcher, method, body }) => ({
    matcher,
    methods: [method],
    middlewares: [validateAndTransformBody(body)],
  })),
  {
    matcher: "/store/customers/me/email/confirm",
    methods: ["POST"],
    middlewares: [validateAndTransformQuery(StoreGetCustomerParams, storeRetrieveTransformQueryConfig)],
  },
];
