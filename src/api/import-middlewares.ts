import type { MiddlewareRoute } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";

const write = [{ resource: "customer", operation: [PolicyOperation.create, PolicyOperation.update] }];
const read = [{ resource: "customer", operation: PolicyOperation.read }];

/** Bodies are looked at by the handlers: one of them is a form whose file goes on as it comes in. */
export const importMiddlewares: MiddlewareRoute[] = [
  ...["/admin/customers/imports", "/admin/customers/imports/:id/confirm", "/admin/customers/imports/:id/cancel"].map(
    (matcher) => ({ matcher, methods: ["POST" as const], policies: write }),
  ),
  ...["/admin/customers/imports", "/admin/customers/imports/:id", "/admin/customers/imports/:id/errors"].map(
    (matcher) => ({ matcher, methods: ["GET" as const], policies: read }),
  ),
];
