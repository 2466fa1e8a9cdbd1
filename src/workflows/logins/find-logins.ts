import type { AuthIdentityDTO, MedusaContainer, ProviderIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** Medusa's provider of logins by email and password. */
export const EMAILPASS = "emailpass";

/** One way of logging in: an identity at one provider. Secrets are not among the fields. */
export type Login = {
  /** The provider identity, */
  id: string;
  /** and the auth identity that it belongs to, which names the customer. */
  auth_identity_id: string;
  provider: string;
  /** The name by which the provider knows it; at emailpass the email. */
  entity_id: string;
  user_metadata: Record<string, unknown> | null;
  created_at: Date;
  updated_at: Date;
  /** Whether the auth identity serves another actor too, a dashboard user say. */
  is_shared: boolean;
};

/** The Auth module's types leave out what every model has. */
type WithTimes<Entity> = Entity & { created_at: Date; updated_at: Date };

/** Every login of a customer, oldest first. Reads by the customer's id in `app_metadata`, as core does. */
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
 * Whether an identity is somebody's beside the customer's. Medusa writes an actor as `<actor type>_id`; whatever else a
 * shop keeps there is nobody who logs in.
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
