import type { AuthIdentityDTO, MedusaContainer, ProviderIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** Medusa's provider of logins by email and password. */
export const EMAILPASS = "emailpass";

/** One way of logging in: an identity at one provider. Secrets are not among the fields. */
export type Login = {
  /** The id of the provider identity. */
  id: string;
  /** The auth identity that it belongs to, which names the customer. */
  auth_identity_id: string;
  provider: string;
  /** The name at the provider; at emailpass the email. */
  entity_id: string;
  user_metadata: Record<string, unknown> | null;
  created_at: Date;
  updated_at: Date;
  /** Whether the auth identity also serves another actor, for example a dashboard user. */
  is_shared: boolean;
};

/** The Auth module's types leave out the times that every model has. */
type WithTimes<Entity> = Entity & { created_at: Date; updated_at: Date };

/** Finds every login of a customer, oldest first, by the customer's id in `app_metadata`, as core does. */
export async function findLogins(container: MedusaContainer, customerId: string): Promise<Login[]> {
  const identities = await container
    .resolve(Modules.AUTH)
    .listAuthIdentities({ app_metadata: { customer_id: customerId } }, { relations: ["provider_identities"] });
  return loginsOf(identities);
}

export function loginsOf(identities: readonly AuthIdentityDTO[]): Login[] {
  return identities
    .flatMap((identity) => (identity.provider_identities ?? []).map((provider) => loginOf(identity, provider)))
    .sort((one, other) => Number(new Date(one.created_at)) - Number(new Date(other.created_at)));
}

/**
 * Whether an identity also serves an actor other than the customer.
 *
 * Medusa writes an actor as `<actor type>_id`; other keys of a store are not actors.
 */
export function servesAnotherActor({ app_metadata }: Pick<AuthIdentityDTO, "app_metadata">): boolean {
  return Object.entries(app_metadata ?? {}).some(
    ([key, value]) => key !== "customer_id" && key.endsWith("_id") && value != null,
  );
}

function loginOf(identity: AuthIdentityDTO, provider: ProviderIdentityDTO): Login {
  // as: see WithTimes.
  const { id, entity_id, user_metadata, created_at, updated_at } = provider as WithTimes<ProviderIdentityDTO>;
  return {
    ...{ id, auth_identity_id: identity.id, provider: provider.provider, entity_id },
    ...{ user_metadata: user_metadata ?? null, created_at, updated_at },
    is_shared: servesAnotherActor(identity),
  };
}
