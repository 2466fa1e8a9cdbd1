/** `medusa-plugin-customers/types`: what the routes take and return, for storefronts and dashboards. Types only. */
export type * from "./http/accounts";
export type * from "./http/customers";
export type * from "./http/exports";
export type * from "./http/health";
export type * from "./http/imports";
export type * from "./http/merges";
export type * from "./http/routes";
