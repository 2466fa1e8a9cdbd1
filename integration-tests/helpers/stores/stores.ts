import { resolve } from "node:path";

/** The stores that specs boot, and their folders. */
export const STORES = {
  example: resolve(__dirname, "../../../examples/store"),
  core: resolve(__dirname, "core-store"),
  search: resolve(__dirname, "search-store"),
  rbac: resolve(__dirname, "rbac-store"),
} as const;

export type StoreKind = keyof typeof STORES;
