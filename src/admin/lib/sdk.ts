import Medusa from "@medusajs/js-sdk";

export const backendUrl = __BACKEND_URL__ ?? "/";
export const authType = __AUTH_TYPE__ ?? "session";

/** The client of the routes, logged in as the dashboard is: by session, or by token where the store says so. */
export const sdk = new Medusa({
  baseUrl: backendUrl,
  auth: { type: authType, jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined },
});
