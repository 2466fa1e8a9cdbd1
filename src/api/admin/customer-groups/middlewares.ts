import { type MiddlewareRoute, validateAndTransformBody } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";
import { WithAdditionalData } from "../../../medusa/customer-routes";
import { BATCH_SIZE_LIMIT } from "../../utils/batch-size-limit";
import { ALL_METHODS, guardRequests } from "../../utils/guard-requests";
import { limitMembershipIds } from "../../utils/limit-membership-ids";
import { rejectCircularFields } from "../../utils/reject-circular-fields";
import { rejectDroppedFields, rejectDroppedFilters } from "../../utils/reject-dropped-keys";
import { rejectNullInArray } from "../../utils/reject-null-in-array";
import { validateIndexedBody } from "../../utils/validate-indexed-body";
import { batchGroupCustomersBody } from "./[id]/customers/batch/validators";
import { undoGroupChangeBody } from "./[id]/customers/changes/validators";

/** The answers contain the number of customers that a filter matches: only for roles that may read customers. */
const READ_CUSTOMERS = { resource: "customer", operation: PolicyOperation.read };
const CHANGE_MEMBERS = [{ resource: "customer_group", operation: PolicyOperation.update }, READ_CUSTOMERS];

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
    policies: CHANGE_MEMBERS,
  },
  {
    matcher: "/admin/customer-groups/:id/customers/changes",
    methods: ["GET"],
    policies: [{ resource: "customer_group", operation: PolicyOperation.read }, READ_CUSTOMERS],
  },
  {
    matcher: "/admin/customer-groups/:id/customers/changes/:change_id/undo",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(WithAdditionalData(undoGroupChangeBody))],
    policies: CHANGE_MEMBERS,
  },
];
