import type { MiddlewareRoute } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";
import { BATCH_SIZE_LIMIT } from "../../utils/batch-size-limit";
import { ALL_METHODS, guardRequests } from "../../utils/guard-requests";
import { limitMembershipIds } from "../../utils/limit-membership-ids";
import { rejectCircularFields } from "../../utils/reject-circular-fields";
import { rejectDroppedFields, rejectDroppedFilters } from "../../utils/reject-dropped-keys";
import { rejectNullInArray } from "../../utils/reject-null-in-array";
import { validateIndexedBody } from "../../utils/validate-indexed-body";
import { batchGroupCustomersBody } from "./[id]/customers/batch/validators";

export const customerGroupMiddlewares: MiddlewareRoute[] = [
  guardRequests(/^\/admin\/customer-groups(?:\/.*)?$/i),
  { matcher: /^\/admin\/customer-groups(?:\/.*)?$/i, methods: ALL_METHODS, middlewares: [rejectCircularFields] },
  { matcher: "/admin/customer-groups", methods: ["GET"], middlewares: [rejectDroppedFilters] },
  { matcher: "/admin/customer-groups/:id", methods: ["POST"], middlewares: [rejectNullInArray] },
  { matcher: "/admin/customer-groups/:id/customers", methods: ["POST"], middlewares: [limitMembershipIds] },
  {
    matcher: "/admin/customer-groups/:id/customers/batch",
    methods: ["POST"],
    bodyParser: { sizeLimit: BATCH_SIZE_LIMIT },
    middlewares: [validateIndexedBody(batchGroupCustomersBody), rejectDroppedFields("add", "remove")],
    // The answer says how many customers a filter matches: only for roles that may read customers.
    policies: [
      { resource: "customer_group", operation: PolicyOperation.update },
      { resource: "customer", operation: PolicyOperation.read },
    ],
  },
];
