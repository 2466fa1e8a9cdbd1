import { type MiddlewareRoute, validateAndTransformBody } from "@medusajs/framework/http";
import { READ_CUSTOMERS, UPDATE_CUSTOMERS } from "../../../utils/policies";
import { inviteCustomerBody } from "../[id]/invitation/validators";
import { sendInvitationsBody } from "./validators";

export const invitationMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/customers/:id/invitation", methods: ["GET"], policies: READ_CUSTOMERS },
  {
    matcher: "/admin/customers/:id/invitation",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(inviteCustomerBody)],
    policies: UPDATE_CUSTOMERS,
  },
  { matcher: "/admin/customers/:id/invitation", methods: ["DELETE"], policies: UPDATE_CUSTOMERS },
  { matcher: "/admin/customers/invitations", methods: ["GET"], policies: READ_CUSTOMERS },
  {
    matcher: "/admin/customers/invitations/send",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(sendInvitationsBody)],
    policies: UPDATE_CUSTOMERS,
  },
];
