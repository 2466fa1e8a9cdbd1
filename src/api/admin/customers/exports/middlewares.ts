import { type MiddlewareRoute, validateAndTransformBody } from "@medusajs/framework/http";
import { rejectDroppedFields } from "../../../utils/reject-dropped-keys";
import { exportPolicies } from "../imports/middlewares";
import { createExportBody } from "./validators";

export const exportMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/customers/exports",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(createExportBody), rejectDroppedFields("filters")],
    policies: exportPolicies,
  },
  { matcher: "/admin/customers/exports", methods: ["GET"], policies: exportPolicies },
  { matcher: "/admin/customers/exports/:id", methods: ["GET"], policies: exportPolicies },
];
