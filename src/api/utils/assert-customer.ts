import { refetchEntity } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { notFoundError } from "../../shared/errors";

/** @throws MedusaError (not_found) when there is no such live customer. */
export async function assertCustomer(scope: MedusaContainer, id: string): Promise<void> {
  if (!(await refetchEntity({ entity: "customer", idOrFilter: id, scope, fields: ["id"] }))) {
    throw notFoundError("Customer", id);
  }
}
