import type { CustomerDTO } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils";
import type { Store } from "../stores/store";
import type { ApiClient } from "./api-client";

/** A client with the token of a dashboard user, whose row is written past the workflow that announces new users. */
export async function adminClient(store: Store): Promise<ApiClient> {
  const user = await store.container.resolve(Modules.USER).createUsers({ email: "admin@example.com" });
  return store.client.withToken(signToken(store, "user", user.id));
}

/** A client with a publishable key, which every store route asks for. */
export async function storefrontClient(store: Store, salesChannelId?: string): Promise<ApiClient> {
  const key = await store.container
    .resolve(Modules.API_KEY)
    .createApiKeys({ title: "Storefront", type: "publishable", created_by: "test" });
  if (salesChannelId !== undefined) {
    await store.container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.API_KEY]: { publishable_key_id: key.id },
      [Modules.SALES_CHANNEL]: { sales_channel_id: salesChannelId },
    });
  }
  return store.client.with({ "x-publishable-api-key": key.token });
}

/** A registered customer and a client with their token; registration itself has its own specs. */
export async function registeredCustomer(
  store: Store,
  storefront: ApiClient,
  email: string,
): Promise<{ customer: CustomerDTO; client: ApiClient }> {
  // A separate variable: the contract's type lacks a column that core's registration writes by this method too.
  const input = { email, first_name: "Registered", has_account: true };
  const customer = await store.customers.createCustomers(input);
  return { customer, client: storefront.withToken(signToken(store, "customer", customer.id)) };
}

function signToken(store: Store, actorType: "user" | "customer", actorId: string): string {
  const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  const payload = { actor_id: actorId, actor_type: actorType, auth_identity_id: "none", app_metadata: {} };
  return generateJwtToken(payload, { secret: http.jwtSecret, expiresIn: "1h" });
}
