import Medusa from "@medusajs/js-sdk";

export const backendUrl = __BACKEND_URL__ ?? "/";
export const authType = __AUTH_TYPE__ ?? "session";

/** The client of the routes, authenticated like the dashboard: by session, or by token if the store uses tokens. */
export const sdk = new Medusa({
  baseUrl: backendUrl,
  auth: { type: authType, jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined },
});
