import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import type { HttpTypes } from "@medusajs/framework/types";
import { changeMembershipsWorkflow } from "../../../../../workflows/groups/workflows/change-memberships";

/**
 * Core's route, all or nothing: core stores one half of a change when the other is refused. At most 10,000 ids to add, and
 * 10,000 to remove.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<HttpTypes.AdminBatchLink>,
  res: MedusaResponse,
): Promise<void> {
  const { id } = req.params;
  const pair = (other: string) => ({ customer_group_id: id, customer_id: other });
  const { add = [], remove = [] } = req.validatedBody;
  await changeMembershipsWorkflow(req.scope).run({ input: { add: add.map(pair), remove: remove.map(pair) } });
  const customer_group = await refetchEntity({
    entity: "customer_group",
    idOrFilter: id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer_group });
}
