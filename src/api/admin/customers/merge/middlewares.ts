import { type MiddlewareRoute, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";
import {
  AdminCustomerParams,
  retrieveTransformQueryConfig,
  WithAdditionalData,
} from "../../../../medusa/customer-routes";
import { eachPath } from "../../../utils/each-path";
import { mergeBody } from "./validators";

export const mergeMiddlewares: MiddlewareRoute[] = eachPath(
  ["/admin/customers/merge", "/admin/customers/merge/preview"],
  {
    methods: ["POST"],
    middlewares: [
      validateAndTransformBody(WithAdditionalData(mergeBody)),
      validateAndTransformQuery(AdminCustomerParams, retrieveTransformQueryConfig),
    ],
    policies: [
      { resource: "customer", operation: PolicyOperation.update },
      { resource: "customer", operation: PolicyOperation.delete },
    ],
  },
);
