import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

export async function membersWhoOrderedInEuro(container: MedusaContainer, groupId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "email"],
    filters: { groups: groupId, q: "ann", orders: { currency_code: "eur" } },
    pagination: { skip: 0, take: 20, order: { first_name: "ASC" } },
  });
  return data;
}
