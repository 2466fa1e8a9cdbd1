import type { MiddlewareRoute } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";

/** What an import writes and an export holds: customers, with addresses and groups. */
const RESOURCES = ["customer", "customer_address", "customer_group"];

const write = RESOURCES.map((resource) => ({
  resource,
  operation: [PolicyOperation.create, PolicyOperation.update],
}));
const read = RESOURCES.map((resource) => ({ resource, operation: PolicyOperation.read }));

/** Of reading an export: who may make one may read it. */
export const exportPolicies = read;

/** Bodies are looked at by the handlers: one of them is a form whose file goes on as it comes in. */
export const importMiddlewares: MiddlewareRoute[] = [
  ...["/admin/customers/imports", "/admin/customers/imports/:id/confirm", "/admin/customers/imports/:id/cancel"].map(
    (matcher) => ({ matcher, methods: ["POST" as const], policies: write }),
  ),
  ...["", "/:id", "/:id/errors", "/:id/preview"].map((path) => ({
    matcher: `/admin/customers/imports${path}`,
    methods: ["GET" as const],
    policies: read,
  })),
];
