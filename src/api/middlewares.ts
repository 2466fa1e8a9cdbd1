import {
  defineMiddlewares,
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";
import {
  listTransformQueryConfig,
  retrieveTransformQueryConfig,
} from "@medusajs/medusa/api/admin/customers/query-config";
import { AdminCustomerParams } from "@medusajs/medusa/api/admin/customers/validators";
import { WithAdditionalData } from "@medusajs/medusa/api/utils/validators";
import { accountMiddlewares } from "./account-middlewares";
import { batchGroupCustomersBody } from "./admin/customer-groups/[id]/customers/batch/validators";
import { claimBody } from "./admin/customers/[id]/claim/validators";
import { batchCustomersBody } from "./admin/customers/batch/validators";
import { customersCursorQuery } from "./admin/customers/cursor/validators";
import { createExportBody } from "./admin/customers/exports/validators";
import { exportPolicies, importMiddlewares } from "./admin/customers/imports/middlewares";
import { mergePreviewBody } from "./admin/customers/merge/validators";
import { filterMiddlewares, requestMiddlewares } from "./request-middlewares";
import { passAddedFields } from "./utils/added-fields";
import { rejectNullInArray } from "./utils/reject-deep-body";
import { restoreCartEmail, restoreEmail, stashEmail } from "./utils/stash-email";
import { explainUnreadablePath } from "./utils/explain-unreadable-path";
import { hideCartCustomer } from "./utils/hide-cart-customer";
import { limitMembershipIds } from "./utils/limit-membership-ids";
import { validateIndexedBody } from "./utils/validate-indexed-body";

/** As core's batch routes: 1,000 customers, or 10,000 ids, with room to spare. */
const BATCH_SIZE_LIMIT = "2mb";

/** Core's routes that take a customer's email. */
const EMAIL_ROUTES = ["/admin/customers", "/admin/customers/:id", "/store/customers"];
const CART_ROUTES = ["/store/carts", "/store/carts/:id"];

/** Core's routes that update what has metadata. */
const UPDATE_ROUTES = [
  "/admin/customers/:id",
  "/admin/customers/:id/addresses/:address_id",
  "/admin/customer-groups/:id",
  "/store/customers/me",
  "/store/customers/me/addresses/:address_id",
  "/store/carts/:id",
];

/** Express finds a route whatever the case of its path: an expression that does not would let `/store/CARTS` pass by. */
const routes: MiddlewareRoute[] = [
  ...requestMiddlewares,
  { matcher: /^\/store\/carts(\/.*)?$/i, middlewares: [hideCartCustomer] },
  {
    // Medusa runs middlewares with a regular expression before those with a path, core's validators among them.
    // Only where `restoreEmail` runs too: an application's own route must not be given the stand-in.
    matcher: /^\/(store\/customers|(admin\/customers|store\/carts)(\/[^/]+)?)\/?$/i,
    methods: ["POST"],
    middlewares: [stashEmail],
  },
  ...UPDATE_ROUTES.map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [rejectNullInArray],
  })),
  ...EMAIL_ROUTES.map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [restoreEmail],
  })),
  ...CART_ROUTES.map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [restoreCartEmail],
  })),
  ...["/admin/customers/:id/customer-groups", "/admin/customer-groups/:id/customers"].map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [limitMembershipIds],
  })),
  {
    matcher: "/admin/customers/cursor",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(customersCursorQuery, listTransformQueryConfig)],
    policies: [{ resource: "customer", operation: PolicyOperation.read }],
  },
  {
    matcher: "/admin/customers/duplicates",
    methods: ["GET"],
    policies: [{ resource: "customer", operation: PolicyOperation.read }],
  },
  {
    matcher: "/admin/customers/exports",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(createExportBody)],
    policies: exportPolicies,
  },
  {
    matcher: "/admin/customers/exports",
    methods: ["GET"],
    policies: exportPolicies,
  },
  {
    matcher: "/admin/customers/exports/:id",
    methods: ["GET"],
    policies: exportPolicies,
  },
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
  {
    matcher: "/admin/customer-groups/:id/customers/batch",
    methods: ["POST"],
    bodyParser: { sizeLimit: BATCH_SIZE_LIMIT },
    middlewares: [validateIndexedBody(batchGroupCustomersBody)],
    // A filter answers how many it finds: who may not read customers is not to ask by it.
    policies: [
      { resource: "customer_group", operation: PolicyOperation.update },
      { resource: "customer", operation: PolicyOperation.read },
    ],
  },
  ...accountMiddlewares,
  ...importMiddlewares,
  ...["/admin/customers/merge", "/admin/customers/merge/preview"].map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [
      validateAndTransformBody(WithAdditionalData(mergePreviewBody)),
      validateAndTransformQuery(AdminCustomerParams, retrieveTransformQueryConfig),
    ],
    policies: [
      { resource: "customer", operation: PolicyOperation.update },
      { resource: "customer", operation: PolicyOperation.delete },
    ],
  })),
  {
    matcher: "/admin/customers/:id/claim",
    methods: ["POST"],
    middlewares: [
      validateAndTransformBody(WithAdditionalData(claimBody)),
      validateAndTransformQuery(AdminCustomerParams, retrieveTransformQueryConfig),
    ],
    policies: [{ resource: "customer", operation: [PolicyOperation.update, PolicyOperation.delete] }],
  },
  ...filterMiddlewares,
];

export default defineMiddlewares({
  routes: [...routes, ...passAddedFields(routes)],
  errorHandler: explainUnreadablePath,
});
