import { AdminCustomersParams } from "../medusa/customer-routes";

/** The filters of `GET /admin/customers`, without pages, fields and order. Unknown filters are refused. */
export const customerFilters = AdminCustomersParams.omit({
  fields: true,
  offset: true,
  limit: true,
  order: true,
  with_deleted: true,
}).strict();
