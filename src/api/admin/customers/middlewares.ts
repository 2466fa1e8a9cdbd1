import { type MiddlewareRoute, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";
import {
  AdminCustomerParams,
  listTransformQueryConfig,
  retrieveTransformQueryConfig,
  WithAdditionalData,
} from "../../../medusa/customer-routes";
import { BATCH_SIZE_LIMIT } from "../../utils/batch-size-limit";
import { eachPath } from "../../utils/each-path";
import { ALL_METHODS, guardRequests } from "../../utils/guard-requests";
import { limitMembershipIds } from "../../utils/limit-membership-ids";
import { READ_CUSTOMERS, UPDATE_CUSTOMERS } from "../../utils/policies";
import { rejectCircularFields } from "../../utils/reject-circular-fields";
import { rejectDroppedFilters } from "../../utils/reject-dropped-keys";
import { rejectNullInArray } from "../../utils/reject-null-in-array";
import { restoreEmail, stashEmail } from "../../utils/stash-email";
import { validateIndexedBody } from "../../utils/validate-indexed-body";
import { claimBody } from "./[id]/claim/validators";
import { adminRequestEmailChangeBody } from "./[id]/email/validators";
import { adminLinkLoginBody } from "./[id]/logins/validators";
import { batchCustomersBody } from "./batch/validators";
import { customersCursorQuery } from "./cursor/validators";

/** The middlewares of core's routes, and of our routes without their own file of middlewares. */
export const customerMiddlewares: MiddlewareRoute[] = [
  guardRequests(/^\/admin\/customers(?:\/.*)?$/i),
  { matcher: /^\/admin\/customers(?:\/.*)?$/i, methods: ALL_METHODS, middlewares: [rejectCircularFields] },
  // Only where `restoreEmail` runs too: an application's own route must not get the placeholder.
  { matcher: /^\/admin\/customers(?:\/[^/]+)?\/?$/i, methods: ["POST"], middlewares: [stashEmail] },
  ...eachPath(["/admin/customers/:id", "/admin/customers/:id/addresses/:address_id"], {
    methods: ["POST"],
    middlewares: [rejectNullInArray],
  }),
  ...eachPath(["/admin/customers", "/admin/customers/:id"], { methods: ["POST"], middlewares: [restoreEmail] }),
  { matcher: "/admin/customers/:id/customer-groups", methods: ["POST"], middlewares: [limitMembershipIds] },
  { matcher: "/admin/customers", methods: ["GET"], middlewares: [rejectDroppedFilters] },
  {
    matcher: "/admin/customers/cursor",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(customersCursorQuery, listTransformQueryConfig), rejectDroppedFilters],
    policies: READ_CUSTOMERS,
  },
  { matcher: "/admin/customers/duplicates", methods: ["GET"], policies: READ_CUSTOMERS },
  { matcher: "/admin/customers/health", methods: ["GET"], policies: READ_CUSTOMERS },
  {
    matcher: "/admin/customers/batch",
    methods: ["POST"],
    bodyParser: { sizeLimit: BATCH_SIZE_LIMIT },
    middlewares: [
      validateIndexedBody(batchCustomersBody),
      validateAndTransformQuery(AdminCustomerParams, listTransformQueryConfig),
    ],
    policies: [
      {
        resource: "customer",
        operation: [PolicyOperation.create, PolicyOperation.update, PolicyOperation.delete],
      },
    ],
  },
  { matcher: "/admin/customers/:id/claim", methods: ["GET"], policies: READ_CUSTOMERS },
  {
    matcher: "/admin/customers/:id/claim",
    methods: ["POST"],
    middlewares: [
      validateAndTransformBody(WithAdditionalData(claimBody)),
      validateAndTransformQuery(AdminCustomerParams, retrieveTransformQueryConfig),
    ],
    policies: [{ resource: "customer", operation: [PolicyOperation.update, PolicyOperation.delete] }],
  },
  { matcher: "/admin/customers/:id/duplicates", methods: ["GET"], policies: READ_CUSTOMERS },
  { matcher: "/admin/customers/:id/merges", methods: ["GET"], policies: READ_CUSTOMERS },
  { matcher: "/admin/customers/:id/email", methods: ["GET"], policies: READ_CUSTOMERS },
  {
    matcher: "/admin/customers/:id/email",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(adminRequestEmailChangeBody)],
    policies: UPDATE_CUSTOMERS,
  },
  { matcher: "/admin/customers/:id/email", methods: ["DELETE"], policies: UPDATE_CUSTOMERS },
  { matcher: "/admin/customers/:id/logins", methods: ["GET"], policies: READ_CUSTOMERS },
  {
    matcher: "/admin/customers/:id/logins",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(adminLinkLoginBody)],
    policies: UPDATE_CUSTOMERS,
  },
  { matcher: "/admin/customers/:id/logins/:login_id", methods: ["DELETE"], policies: UPDATE_CUSTOMERS },
];
