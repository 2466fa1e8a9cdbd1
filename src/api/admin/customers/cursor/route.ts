import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../../../shared/customer-module";
import type { CursorQuery } from "./validators";

/**
 * Answers a page of customers, which costs the same at any depth:
 * `{ customers, limit, after, before, count?, count_precision? }`. Continue with `?after=<after>` until it is null.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  // as: the middleware has validated it with this very schema.
  const { after, before, count } = req.validatedQuery as CursorQuery;
  const { after: _, before: __, count: ___, ...filters } = req.filterableFields;
  const { take, order } = req.queryConfig.pagination;
  const page = await resolveCustomerModule(req.scope).listCustomersPage(
    { filters, order, limit: take, after, before, count },
    { select: ["id"] },
  );
  const ids = page.customers.map(({ id }) => id);
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: [...req.queryConfig.fields, "id"],
    filters: { id: ids },
  });
  const byId = new Map(data.map((customer) => [customer.id, customer]));
  res.status(200).json({
    ...page,
    customers: ids.flatMap((id) => byId.get(id) ?? []),
    limit: take,
  });
}
