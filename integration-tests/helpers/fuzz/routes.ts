import {
  AdminGetCustomerGroupParams,
  AdminGetCustomerGroupsParams,
} from "@medusajs/medusa/api/admin/customer-groups/validators";
import { AdminCustomerAddressesParams, AdminCustomerParams } from "@medusajs/medusa/api/admin/customers/validators";
import { StoreGetCustomerAddressesParams } from "@medusajs/medusa/api/store/customers/validators";
import fc from "fast-check";
import { listGroupChangesQuery } from "../../../src/api/admin/customer-groups/[id]/customers/changes/validators";
import { listMergesQuery } from "../../../src/api/admin/customers/[id]/merges/validators";
import { customersCursorQuery } from "../../../src/api/admin/customers/cursor/validators";
import { duplicatesQuery } from "../../../src/api/admin/customers/duplicates/validators";
import { listExportsQuery } from "../../../src/api/admin/customers/exports/validators";
import { importErrorsQuery, listImportsQuery } from "../../../src/api/admin/customers/imports/validators";
import { listInvitationsQuery } from "../../../src/api/admin/customers/invitations/validators";
import { importOptionsSchema } from "../../../src/modules/customer/imports/import-options";
import { customerFilters, customersQuery } from "../../../src/shared/customer-filters";
import type { Fields } from "../http/bodies";
import { ADMIN_BODIES, AUTH_BODIES, IMPORT_OPTIONS, STORE_BODIES } from "./route-bodies";
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
  /** Core's handler behind checks that we have for all routes: a fifth of the requests is enough. */
  isCores?: boolean;
  /** The body goes as a form with a file. */
  isForm?: boolean;
  /** Tables in which core's own steps leave rows when they are undone. */
  leaves?: string[];
  /** What refusals count as accepted, see `NEVER_ACCEPTED`. */
  reached?: RegExp;
};

const SELECT = fieldsOf(AdminCustomerParams);

/** A cursor comes from a page: a right query leaves it out, and none but wrong ones are sent. */
const absent = fc.constant(undefined);
const NO_CURSORS = { after: absent, before: absent };

const INVALID_TOKEN = /is not valid/;

/** Routes that need what was mailed, or a proof: the answer to a request that came through all checks of its form. */
const NEVER_ACCEPTED: Record<string, RegExp> = {
  "POST /admin/customers/:customer/logins": /has not proven/,
  "POST /store/customers/me/email/confirm": INVALID_TOKEN,
  "POST /store/customers/me/logins": /token/,
  "POST /store/customers/email/approve": INVALID_TOKEN,
  "POST /store/customers/email/confirm": INVALID_TOKEN,
  "POST /store/customers/invitations/accept": INVALID_TOKEN,
  "GET /auth/customer/emailpass": /Unauthorized|email|password/i,
  "POST /auth/customer/emailpass/update": /Invalid token/,
  "POST /auth/verification/confirm": /code/i,
  "POST /auth/mfa/factors": /provider|MFA/i,
  "POST /auth/mfa/factors/:login/verify": /factor|MFA/i,
  "POST /auth/mfa/challenges/:login/verify": /challenge|MFA/i,
  "POST /auth/mfa/recovery-codes": /factor|MFA/i,
  "POST /store/carts/:cart/complete": /payment/i,
  "POST /store/carts/:cart/shipping-methods": /shipping option/i,
};

/** The addresses that are made with a cart stay when the cart goes. */
const LEFT_BY_CORE: Record<string, string[]> = { "POST /store/carts": ["cart_address"] };

const reads = (by: Caller, paths: Record<string, Fields>): FuzzRoute[] =>
  Object.entries(paths).map(([path, query]) => ({
    method: "GET",
    path,
    by,
    query,
    reached: NEVER_ACCEPTED[`GET ${path}`],
  }));

const writes = (by: Caller, bodies: Record<string, (store: FuzzStore) => Fields>): FuzzRoute[] =>
  Object.entries(bodies).map(([name, body]) => {
    const [method, path] = name.split(" ");
    const query = path.endsWith("/exports") ? fieldsOf(customerFilters) : SELECT;
    // as: the names begin with a method.
    return {
      method: method as "POST" | "DELETE",
      path,
      by,
      query,
      body,
      reached: NEVER_ACCEPTED[name],
      leaves: LEFT_BY_CORE[name],
      isCores: /^\/store\/carts\/:cart\/(complete|line-items|promotions|taxes|shipping-methods)$/.test(path),
    };
  });

const deletes = (by: Caller, paths: string[]): FuzzRoute[] =>
  paths.map((path) => ({ method: "DELETE", path, by, query: SELECT }));

export const ADMIN_ROUTES: FuzzRoute[] = [
  ...reads("admin", {
    "/admin/customers": fieldsOf(customersQuery),
    "/admin/customers/:customer": SELECT,
    "/admin/customers/:customer/addresses": fieldsOf(AdminCustomerAddressesParams),
    "/admin/customers/:customer/addresses/:address": SELECT,
    "/admin/customers/:customer/claim": {},
    "/admin/customers/:customer/duplicates": {},
    "/admin/customers/:customer/email": {},
    "/admin/customers/:customer/logins": {},
    "/admin/customers/:customer/merges": fieldsOf(listMergesQuery),
    "/admin/customers/:guest/invitation": {},
    "/admin/customers/invitations": fieldsOf(listInvitationsQuery),
    "/admin/customers/cursor": { ...fieldsOf(customersCursorQuery), ...NO_CURSORS },
    "/admin/customers/duplicates": { ...fieldsOf(duplicatesQuery), after: absent },
    "/admin/customers/exports": fieldsOf(listExportsQuery),
    "/admin/customers/exports/:export": {},
    "/admin/customers/health": {},
    "/admin/customers/imports": fieldsOf(listImportsQuery),
    "/admin/customers/imports/:import": {},
    "/admin/customers/imports/:import/errors": fieldsOf(importErrorsQuery),
    "/admin/customers/imports/:import/preview": {},
    "/admin/customer-groups": fieldsOf(AdminGetCustomerGroupsParams),
    "/admin/customer-groups/:group": fieldsOf(AdminGetCustomerGroupParams),
    "/admin/customer-groups/:group/customers/changes": fieldsOf(listGroupChangesQuery),
  }),
  ...writes("admin", ADMIN_BODIES),
  {
    ...{ method: "POST", path: "/admin/customers/imports", by: "admin", query: {}, isForm: true },
    body: () => ({
      ...fieldsOf(importOptionsSchema),
      ...IMPORT_OPTIONS,
    }),
  },
  ...deletes("admin", [
    "/admin/customers/:customer/email",
    "/admin/customers/:guest/invitation",
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
  ...reads("storefront", { "/store/carts/:cart": SELECT, "/auth/customer/emailpass": {} }),
  ...Object.entries(STORE_BODIES).flatMap(([by, bodies]) => writes(by as Caller, bodies)),
  ...writes("storefront", AUTH_BODIES),
  ...deletes("me", ["/store/customers/me/email", "/store/customers/me/addresses/:address"]),
];
