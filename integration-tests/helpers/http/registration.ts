import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils";
import type { Store } from "../stores/store";
import type { ApiClient } from "./api-client";

export type Registrant = { authIdentityId: string; client: ApiClient };

/**
 * Clients as they are after `POST /auth/customer/emailpass/register` and before `POST /store/customers`: each with the
 * token of a separate login that belongs to no customer yet.
 */
export async function registrants(store: Store, storefront: ApiClient, count: number): Promise<Registrant[]> {
  const identities = await store.container.resolve(Modules.AUTH).createAuthIdentities(
    Array.from({ length: count }, (_, index) => ({
      provider_identities: [{ provider: "emailpass", entity_id: `login-${index}@x.io` }],
    })),
  );
  return identities.map(({ id }) => ({ authIdentityId: id, client: storefront.withToken(signLogin(store, id)) }));
}

/** The token of a login that belongs to no customer yet. */
export function signLogin(store: Store, authIdentityId: string): string {
  const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  const payload = { actor_id: "", actor_type: "customer", auth_identity_id: authIdentityId, app_metadata: {} };
  return generateJwtToken(payload, { secret: http.jwtSecret, expiresIn: "1h" });
}
