import { refetchEntity } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { notFoundError } from "../../shared/errors";

/** @throws MedusaError (not_found) when there is no such live group. */
export async function assertGroup(scope: MedusaContainer, id: string): Promise<void> {
  if (!(await refetchEntity({ entity: "customer_group", idOrFilter: id, scope, fields: ["id"] }))) {
    throw notFoundError("Customer group", id);
  }
}
