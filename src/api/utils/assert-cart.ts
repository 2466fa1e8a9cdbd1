import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  refetchEntity,
} from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * Rejects an unknown cart. Core's routes of promotions answer 500 for it.
 *
 * @throws MedusaError (not_found) with the message of core's other cart routes.
 */
export async function assertCart(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const { id } = req.params;
  if (!(await refetchEntity({ entity: "cart", idOrFilter: id, scope: req.scope, fields: ["id"] }))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Cart with id "${id}" not found`);
  }
  next();
}
