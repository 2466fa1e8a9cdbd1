/** Filled in by the store's build of its dashboard (`define` of Medusa's admin bundler). */
declare const __BACKEND_URL__: string | undefined;
declare const __AUTH_TYPE__: "session" | "jwt" | undefined;
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined;
declare const __BASE__: string | undefined;
