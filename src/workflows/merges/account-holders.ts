import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** A link of a customer to an account holder of a payment provider. */
export type AccountHolderLink = {
  id: string;
  customer_id: string;
  account_holder_id: string;
  provider_id: string | null;
};

type Found = Omit<AccountHolderLink, "provider_id"> & { account_holder?: { provider_id?: string } | null };

/** Returns the links of customers, through Query: the link table belongs to Medusa. */
export async function listAccountHolderLinks(
  container: MedusaContainer,
  customerIds: string[],
): Promise<AccountHolderLink[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer_account_holder",
    fields: [...["id", "customer_id", "account_holder_id"], "account_holder.provider_id"],
    filters: { customer_id: customerIds },
  });
  // as: Query types an entity by its name in a generated file that a plugin does not have.
  return (data as unknown as Found[]).map(({ account_holder, ...link }) => ({
    ...link,
    provider_id: account_holder?.provider_id ?? null,
  }));
}

/**
 * Splits the links of the merged customer into those that move and those that conflict.
 *
 * A link conflicts when the survivor has an account holder at the same provider. A holder that is linked to both is in
 * the middle of its move.
 */
export function splitAccountHolders(
  links: readonly AccountHolderLink[],
  survivorId: string,
): { moving: AccountHolderLink[]; conflicting: AccountHolderLink[] } {
  const ofMerged = links.filter(({ customer_id }) => customer_id !== survivorId);
  const begun = new Set(ofMerged.map(({ account_holder_id }) => account_holder_id));
  const own = links.filter((link) => link.customer_id === survivorId && !begun.has(link.account_holder_id));
  const known = new Set(own.map(({ provider_id }) => provider_id));
  return {
    moving: ofMerged.filter(({ provider_id }) => !known.has(provider_id)),
    conflicting: ofMerged.filter(({ provider_id }) => known.has(provider_id)),
  };
}
