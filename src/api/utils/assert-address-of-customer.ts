import { refetchEntity } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";

/** @throws MedusaError (not_found) when the customer has no such live address, even if another customer has it. */
export async function assertAddressOfCustomer(
  scope: MedusaContainer,
  address: { id: string; customer_id: string },
): Promise<void> {
  if (!(await refetchEntity({ entity: "customer_address", idOrFilter: address, scope, fields: ["id"] }))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Address with id: ${address.id} was not found`);
  }
}
