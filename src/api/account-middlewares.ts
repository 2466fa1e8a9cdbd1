import { type MiddlewareRoute, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/store/customers/query-config";
import { StoreGetCustomerParams } from "@medusajs/medusa/api/store/customers/validators";
import { adminRequestEmailChangeBody } from "./admin/customers/[id]/email/validators";
import { inviteCustomerBody } from "./admin/customers/[id]/invitation/validators";
import { adminLinkLoginBody } from "./admin/customers/[id]/logins/validators";
import { sendInvitationsBody } from "./admin/customers/invitations/validators";
import { acceptInvitationBody } from "./store/customers/invitations/accept/validators";
import { confirmEmailChangeBody, requestEmailChangeBody } from "./store/customers/me/email/validators";
import { linkLoginBody, unlinkLoginBody } from "./store/customers/me/logins/validators";

const READ = [{ resource: "customer", operation: PolicyOperation.read }];
const UPDATE = [{ resource: "customer", operation: PolicyOperation.update }];

/** Change of email, logins and invitations. Core asks everything under /store/customers/me for a customer's token already. */
export const accountMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/customers/:id/email", methods: ["GET"], policies: READ },
  {
    matcher: "/admin/customers/:id/email",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(adminRequestEmailChangeBody)],
    policies: UPDATE,
  },
  { matcher: "/admin/customers/:id/email", methods: ["DELETE"], policies: UPDATE },
  { matcher: "/admin/customers/:id/logins", methods: ["GET"], policies: READ },
  {
    matcher: "/admin/customers/:id/logins",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(adminLinkLoginBody)],
    policies: UPDATE,
  },
  { matcher: "/admin/customers/:id/logins/:login_id", methods: ["DELETE"], policies: UPDATE },
  { matcher: "/admin/customers/:id/invitation", methods: ["GET"], policies: READ },
  {
    matcher: "/admin/customers/:id/invitation",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(inviteCustomerBody)],
    policies: UPDATE,
  },
  { matcher: "/admin/customers/:id/invitation", methods: ["DELETE"], policies: UPDATE },
  { matcher: "/admin/customers/invitations", methods: ["GET"], policies: READ },
  {
    matcher: "/admin/customers/invitations/send",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(sendInvitationsBody)],
    policies: UPDATE,
  },
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
      validateAndTransformQuery(StoreGetCustomerParams, retrieveTransformQueryConfig),
    ],
  },
  ...["/store/customers/email/approve", "/store/customers/email/confirm"].map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [validateAndTransformBody(confirmEmailChangeBody)],
  })),
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
