import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { HttpTypes } from "@medusajs/framework/types";
import { changeMembershipsWorkflow } from "../../../../../workflows/groups/workflows/change-memberships";
import { answerCustomer } from "../../../../utils/answer-customer";

/**
 * Core's route, all or nothing: core stores one half of a change when the other is refused. At most 10,000 ids to add, and
 * 10,000 to remove.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<HttpTypes.AdminBatchLink>,
  res: MedusaResponse,
): Promise<void> {
  const { id } = req.params;
  const pair = (other: string) => ({ customer_id: id, customer_group_id: other });
  const { add = [], remove = [] } = req.validatedBody;
  await changeMembershipsWorkflow(req.scope).run({ input: { add: add.map(pair), remove: remove.map(pair) } });
  await answerCustomer(req, res, id);
}
