import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { ADDED_FILTERS } from "../../shared/customer-filters";
import { withoutUndefined } from "../../shared/without-undefined";

/**
 * Lets filters by columns that core does not know pass core's validator of `GET /admin/customers`. They stand beside the
 * other filters, not inside of `$and` and `$or`.
 *
 * Medusa runs an entry with a regular expression before core's validator, and one with a path after it.
 */
export function passAddedFilters(): MiddlewareRoute[] {
  const filtersOf = new WeakMap<MedusaRequest, Record<string, unknown>>();
  const stash = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
    const filters: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(ADDED_FILTERS)) {
      const result = schema.safeParse(req.query[name]);
      if (!result.success) {
        throw new MedusaError(
          MedusaError.Types.INVALID_DATA,
          `Invalid request: the filter "${name}" has to be a value of the column, or a list of values.`,
        );
      }
      filters[name] = result.data;
      delete req.query[name];
    }
    filtersOf.set(req, withoutUndefined(filters));
    next();
  };
  const restore = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
    Object.assign(req.filterableFields, filtersOf.get(req));
    next();
  };
  return [
    { matcher: /^\/admin\/customers\/?$/i, methods: ["GET"], middlewares: [stash] },
    { matcher: "/admin/customers", methods: ["GET"], middlewares: [restore] },
  ];
}
