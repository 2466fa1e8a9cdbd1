import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils";
import type { ApiClient, ApiResponse, ErrorBody } from "../http/api-client";
import type { Store } from "../stores/store";

export const PASSWORD = "correct horse";

export type Account = { id: string; email: string; token: string; client: ApiClient };

type TokenBody = { token: string };

/** A customer who registers and logs in over HTTP, as a shopper does. */
export async function registerAndLogIn(storefront: ApiClient, email: string, password = PASSWORD): Promise<Account> {
  const registered = await storefront.post<TokenBody>("/auth/customer/emailpass/register", { email, password });
  const created = await storefront
    .withToken(registered.data.token)
    .post<{ customer: { id: string; email: string } }>("/store/customers", { email });
  const { token } = await logIn(storefront, email, password).then(({ data }) => data as TokenBody);
  return { ...created.data.customer, token, client: storefront.withToken(token) };
}

export function logIn(
  storefront: ApiClient,
  email: string,
  password = PASSWORD,
): Promise<ApiResponse<TokenBody | ErrorBody>> {
  return storefront.post<TokenBody | ErrorBody>("/auth/customer/emailpass", { email, password });
}

export type IdentityInput = {
  provider: string;
  entityId: string;
  customerId?: string;
  userId?: string;
  userMetadata?: Record<string, unknown>;
  /** The address that the identity has confirmed through Medusa's verification. */
  verified?: string;
};

/** An auth identity as a provider leaves it behind. */
export async function createIdentity(store: Store, input: IdentityInput): Promise<AuthIdentityDTO> {
  const auth = store.container.resolve(Modules.AUTH);
  const { customerId, userId } = input;
  const metadata = { ...(customerId ? { customer_id: customerId } : {}), ...(userId ? { user_id: userId } : {}) };
  const identity = await auth.createAuthIdentities({
    ...(customerId || userId ? { app_metadata: metadata } : {}),
    provider_identities: [
      {
        provider: input.provider,
        entity_id: input.entityId,
        user_metadata: input.userMetadata ?? {},
        provider_metadata: { secret: "hash" },
      },
    ],
  });
  if (input.verified !== undefined) {
    await verifyEmail(store, identity.id, input.verified);
  }
  return identity;
}

/** Gives a customer a login of a provider that vouches for their email. */
export async function proveEmail(store: Store, { id, email }: { id: string; email: string | null }): Promise<void> {
  const vouching = { provider: "google", entityId: `google-${id}`, customerId: id, userMetadata: { email } };
  await createIdentity(store, vouching);
}

/** What `POST /auth/verification/request` and `.../confirm` do. */
export async function verifyEmail(store: Store, authIdentityId: string, email: string): Promise<void> {
  const auth = store.container.resolve(Modules.AUTH);
  const { code } = await auth.requestAuthVerification({
    auth_identity_id: authIdentityId,
    entity_id: email,
    entity_type: "email",
    code_provider: "token",
  });
  await auth.confirmAuthVerification({ auth_identity_id: authIdentityId, code: String(code), code_provider: "token" });
}

type TokenClaims = { actorId?: string; actorType?: string; issuedAt?: Date; claims?: Record<string, unknown> };

/** A token as Medusa's auth routes sign it. */
export function tokenOf(
  store: Store,
  authIdentityId: string,
  { actorId = "", actorType = "customer", issuedAt = new Date(), claims = {} }: TokenClaims = {},
): string {
  const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  const payload = {
    ...{ actor_id: actorId, actor_type: actorType, auth_identity_id: authIdentityId, app_metadata: {} },
    iat: Math.floor(issuedAt.getTime() / 1_000),
    ...claims,
  };
  return generateJwtToken(payload, { secret: http.jwtSecret, expiresIn: "1d" });
}
