import {
  AdminGetCustomerGroupParams,
  AdminGetCustomerGroupsParams,
} from "@medusajs/medusa/api/admin/customer-groups/validators";
import {
  AdminCustomerAddressesParams,
  AdminCustomerParams,
  AdminCustomersParams,
} from "@medusajs/medusa/api/admin/customers/validators";
import { StoreGetCustomerAddressesParams } from "@medusajs/medusa/api/store/customers/validators";
import { customersCursorQuery } from "../../../src/api/admin/customers/cursor/validators";
import { duplicatesQuery } from "../../../src/api/admin/customers/duplicates/validators";
import { exportFiltersQuery, listExportsQuery } from "../../../src/api/admin/customers/exports/validators";
import { importErrorsQuery, listImportsQuery } from "../../../src/api/admin/customers/imports/validators";
import type { Fields } from "../bodies";
import { ADMIN_BODIES, AUTH_BODIES, STORE_BODIES } from "./route-bodies";
import { fieldsOf } from "./schema-values";
import type { Caller, FuzzStore } from "./slots";

export type FuzzRoute = {
  method: "GET" | "POST" | "DELETE";
  /** With the names of a slot's ids in place of parameters. */
  path: string;
  by: Caller;
  query: Fields;
  /** What the route takes in its body; none where it has no body. */
  body?: (store: FuzzStore) => Fields;
  /** It goes on in the background: what is stored then is not a refused request's doing. */
  isAsync?: boolean;
};

const SELECT = fieldsOf(AdminCustomerParams);

const reads = (by: Caller, paths: Record<string, Fields>): FuzzRoute[] =>
  Object.entries(paths).map(([path, query]) => ({ method: "GET", path, by, query }));

const writes = (by: Caller, bodies: Record<string, (store: FuzzStore) => Fields>): FuzzRoute[] =>
  Object.entries(bodies).map(([name, body]) => {
    const [method, path] = name.split(" ");
    const query = path.endsWith("/exports") ? fieldsOf(exportFiltersQuery) : SELECT;
    // as: the names begin with a method.
    return {
      method: method as "POST" | "DELETE",
      path,
      by,
      query,
      body,
      isAsync: /exports|imports|invitation/.test(path),
    };
  });

const deletes = (by: Caller, paths: string[]): FuzzRoute[] =>
  paths.map((path) => ({ method: "DELETE", path, by, query: SELECT }));

export const ADMIN_ROUTES: FuzzRoute[] = [
  ...reads("admin", {
    "/admin/customers": fieldsOf(AdminCustomersParams),
    "/admin/customers/:customer": SELECT,
    "/admin/customers/:customer/addresses": fieldsOf(AdminCustomerAddressesParams),
    "/admin/customers/:customer/addresses/:address": SELECT,
    "/admin/customers/:customer/email": {},
    "/admin/customers/:customer/logins": {},
    "/admin/customers/:customer/invitation": {},
    "/admin/customers/cursor": fieldsOf(customersCursorQuery),
    "/admin/customers/duplicates": fieldsOf(duplicatesQuery),
    "/admin/customers/exports": fieldsOf(listExportsQuery),
    "/admin/customers/exports/:login": {},
    "/admin/customers/imports": fieldsOf(listImportsQuery),
    "/admin/customers/imports/:login": {},
    "/admin/customers/imports/:login/errors": fieldsOf(importErrorsQuery),
    "/admin/customer-groups": fieldsOf(AdminGetCustomerGroupsParams),
    "/admin/customer-groups/:group": fieldsOf(AdminGetCustomerGroupParams),
  }),
  ...writes("admin", ADMIN_BODIES),
  ...deletes("admin", [
    "/admin/customers/:customer/email",
    "/admin/customers/:customer/invitation",
    "/admin/customers/:customer/logins/:login",
    "/admin/customers/:customer/addresses/:address",
    "/admin/customer-groups/:group",
    "/admin/customers/:customer",
  ]),
];

export const STORE_ROUTES: FuzzRoute[] = [
  ...reads("me", {
    "/store/customers/me": SELECT,
    "/store/customers/me/addresses": fieldsOf(StoreGetCustomerAddressesParams),
    "/store/customers/me/addresses/:address": SELECT,
    "/store/customers/me/email": {},
    "/store/customers/me/logins": {},
  }),
  ...reads("storefront", { "/store/carts/:cart": SELECT }),
  ...Object.entries(STORE_BODIES).flatMap(([by, bodies]) => writes(by as Caller, bodies)),
  ...writes("storefront", AUTH_BODIES),
  ...deletes("me", ["/store/customers/me/email", "/store/customers/me/addresses/:address"]),
];
