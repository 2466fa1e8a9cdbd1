import { defineMiddlewares, type MiddlewareRoute } from "@medusajs/framework/http";
import { customerGroupMiddlewares } from "./admin/customer-groups/middlewares";
import { exportMiddlewares } from "./admin/customers/exports/middlewares";
import { importMiddlewares } from "./admin/customers/imports/middlewares";
import { invitationMiddlewares } from "./admin/customers/invitations/middlewares";
import { mergeMiddlewares } from "./admin/customers/merge/middlewares";
import { customerMiddlewares } from "./admin/customers/middlewares";
import { authMiddlewares } from "./auth/middlewares";
import { cartMiddlewares } from "./store/carts/middlewares";
import { storeCustomerMiddlewares } from "./store/customers/middlewares";
import { passAddedFields } from "./utils/added-fields";
import { passAddedFilters } from "./utils/added-filters";
import { explainErrors } from "./utils/explain-errors";
import { storeGuards } from "./utils/guard-requests";

/** The guards of a resource come before its other entries: entries of one kind run in this order. */
const routes: MiddlewareRoute[] = [
  ...storeGuards,
  ...customerMiddlewares,
  ...exportMiddlewares,
  ...importMiddlewares,
  ...invitationMiddlewares,
  ...mergeMiddlewares,
  ...customerGroupMiddlewares,
  ...storeCustomerMiddlewares,
  ...cartMiddlewares,
  ...authMiddlewares,
];

export default defineMiddlewares({
  routes: [...routes, ...passAddedFields(routes), ...passAddedFilters()],
  errorHandler: explainErrors,
});
