import {
  AdminCreateCustomerGroup,
  AdminUpdateCustomerGroup,
} from "@medusajs/medusa/api/admin/customer-groups/validators";
import { CreateCustomer, CreateCustomerAddress, UpdateCustomer } from "@medusajs/medusa/api/admin/customers/validators";
import {
  AuthMfaCreateFactorRequest,
  AuthMfaGenerateRecoveryCodesRequest,
  AuthMfaVerifyChallengeRequest,
  AuthMfaVerifyFactorRequest,
  ResetPasswordRequest,
  VerificationConfirmRequest,
  VerificationRequest,
} from "@medusajs/medusa/api/auth/validators";
import {
  CreateCart,
  StoreAddCartLineItem,
  StoreAddCartPromotions,
  StoreRemoveCartPromotions,
  UpdateCart,
} from "@medusajs/medusa/api/store/carts/validators";
import {
  StoreCreateCustomer,
  StoreCreateCustomerAddress,
  StoreUpdateCustomer,
} from "@medusajs/medusa/api/store/customers/validators";
import fc from "fast-check";
import { undoGroupChangeBody } from "../../../src/api/admin/customer-groups/[id]/customers/changes/validators";
import { claimBody } from "../../../src/api/admin/customers/[id]/claim/validators";
import { adminRequestEmailChangeBody } from "../../../src/api/admin/customers/[id]/email/validators";
import { inviteCustomerBody } from "../../../src/api/admin/customers/[id]/invitation/validators";
import { adminLinkLoginBody } from "../../../src/api/admin/customers/[id]/logins/validators";
import { createExportBody } from "../../../src/api/admin/customers/exports/validators";
import { confirmImportBody, importBody } from "../../../src/api/admin/customers/imports/validators";
import { sendInvitationsBody } from "../../../src/api/admin/customers/invitations/validators";
import { mergeBody } from "../../../src/api/admin/customers/merge/validators";
import { acceptInvitationBody } from "../../../src/api/store/customers/invitations/accept/validators";
import { confirmEmailChangeBody, requestEmailChangeBody } from "../../../src/api/store/customers/me/email/validators";
import { linkLoginBody, unlinkLoginBody } from "../../../src/api/store/customers/me/logins/validators";
import { ADDRESS, customersBatch, type Fields, GROUP, groupBatch, links, metadata } from "../http/bodies";
import { PASSWORD } from "../logins/logins";
import { fieldsOf } from "./schema-values";
import { type Caller, emailOfSlot, type FuzzStore, type Slot } from "./slots";

type Bodies = Record<string, (store: FuzzStore) => Fields>;

const idsOf = ({ slots }: FuzzStore, name: keyof Slot["ids"]): string[] => slots.map(({ ids }) => ids[name]);

const password = fc.constant(PASSWORD);

const one = (store: FuzzStore, name: keyof Slot["ids"]) => fc.constantFrom(...idsOf(store, name));

/** A customer and a guest to be made one. */
const merge = (store: FuzzStore): Fields => {
  const customer = fc.constantFrom(...store.slots.map(({ ids }) => [ids.customer, ids.guest]));
  return { ...fieldsOf(mergeBody), customer_ids: customer, survivor_id: absent, fields: fc.constant({}) };
};

/** The schema knows the field; a right body leaves it out. */
const absent = fc.constant(undefined);

/** A cart has its own addresses: core accepts no id of another cart's. */
const { is_default_shipping: _, is_default_billing: __, address_name: ___, ...cartAddress } = ADDRESS;

const cart =
  (schema: unknown) =>
  (store: FuzzStore): Fields => {
    const known: Fields = {
      region_id: fc.constant(store.regionId),
      sales_channel_id: fc.constant(store.salesChannelId),
      locale: fc.constantFrom("en-US", "de"),
      promo_codes: fc.constant([]),
      currency_code: fc.constant("eur"),
      billing_address: fc.record(cartAddress),
      shipping_address: fc.record({ ...cartAddress, country_code: fc.constant("fr") }),
      items: fc.constant([{ variant_id: store.variantId, quantity: 1 }]),
    };
    const fields = fieldsOf(schema);
    return Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, known[name] ?? values]));
  };

/** Options of an import whose form the schema alone does not say. */
export const IMPORT_OPTIONS: Fields = {
  mapping: fc.constantFrom({}, { email: "email" }),
  dry_run: fc.constant(true),
  encoding: fc.constantFrom(undefined, "utf-8", "windows-1252"),
  date_format: fc.constantFrom(undefined, "DD.MM.YYYY", "YYYY-MM-DD HH:mm"),
  constants: fc.constantFrom(undefined, {}, { created_by: "erp" }),
  external_id_prefix: fc.constantFrom(undefined, "erp-"),
};

export const ADMIN_BODIES: Bodies = {
  "POST /admin/customers": () => fieldsOf(CreateCustomer),
  "POST /admin/customers/:customer": () => fieldsOf(UpdateCustomer),
  "POST /admin/customers/:customer/addresses": () => fieldsOf(CreateCustomerAddress),
  "POST /admin/customers/:customer/addresses/:address": () => fieldsOf(CreateCustomerAddress),
  "POST /admin/customers/:customer/customer-groups": (store) => links(idsOf(store, "group")),
  "POST /admin/customers/:customer/email": () => fieldsOf(adminRequestEmailChangeBody),
  "POST /admin/customers/:customer/logins": (store) => ({
    ...fieldsOf(adminLinkLoginBody),
    auth_identity_id: one(store, "newLogin"),
  }),
  "POST /admin/customers/:guest/invitation": () => fieldsOf(inviteCustomerBody),
  "POST /admin/customers/:customer/claim": () => ({ ...fieldsOf(claimBody), skip_proof: fc.constant(true) }),
  "POST /admin/customers/batch": (store) => customersBatch(idsOf(store, "customer")),
  "POST /admin/customers/exports": () => ({
    ...fieldsOf(createExportBody),
    columns: fc.constantFrom(["email"], ["id", "last_name"]),
    filters: fc.oneof(absent, fieldsOf(createExportBody).filters),
  }),
  "POST /admin/customers/imports": (store) => ({
    ...fieldsOf(importBody),
    ...IMPORT_OPTIONS,
    file_id: fc.constant(store.fileId),
  }),
  "POST /admin/customers/imports/:toConfirm/confirm": () => fieldsOf(confirmImportBody),
  "POST /admin/customers/imports/:toCancel/cancel": () => ({}),
  "POST /admin/customers/invitations/send": (store) => ({
    ...fieldsOf(sendInvitationsBody),
    customer_ids: fc.shuffledSubarray(idsOf(store, "guest"), { minLength: 1 }),
    ...{ import_id: absent, all: absent },
  }),
  "POST /admin/customers/merge/preview": merge,
  "POST /admin/customers/merge": merge,
  "POST /admin/customer-groups": () => ({ ...fieldsOf(AdminCreateCustomerGroup), ...GROUP }),
  "POST /admin/customer-groups/:group": () => ({ ...fieldsOf(AdminUpdateCustomerGroup), ...GROUP }),
  "POST /admin/customer-groups/:group/customers": (store) => links(idsOf(store, "customer")),
  "POST /admin/customer-groups/:group/customers/batch": (store) => groupBatch(idsOf(store, "customer")),
  "POST /admin/customer-groups/:group/customers/changes/:change/undo": () => fieldsOf(undoGroupChangeBody),
};

export const STORE_BODIES: Partial<Record<Caller, Bodies>> = {
  newcomer: {
    "POST /store/customers": () => fieldsOf(StoreCreateCustomer),
    "POST /auth/verification/request": () => ({
      ...fieldsOf(VerificationRequest),
      entity_type: fc.constant("email"),
      code_provider: fc.constant("token"),
    }),
  },
  me: {
    "POST /store/customers/me": () => fieldsOf(StoreUpdateCustomer),
    "POST /store/customers/me/addresses": () => fieldsOf(StoreCreateCustomerAddress),
    "POST /store/customers/me/addresses/:address": () => fieldsOf(StoreCreateCustomerAddress),
    "POST /store/customers/me/email": () => ({ ...fieldsOf(requestEmailChangeBody), password }),
    "POST /store/customers/me/email/confirm": () => fieldsOf(confirmEmailChangeBody),
    "POST /store/customers/me/logins": () => ({ ...fieldsOf(linkLoginBody), password }),
    "DELETE /store/customers/me/logins/:login": () => ({ ...fieldsOf(unlinkLoginBody), password }),
    "POST /store/carts/:cart/customer": () => ({}),
    "POST /auth/mfa/factors": () => ({ ...fieldsOf(AuthMfaCreateFactorRequest), provider: fc.constant("totp") }),
    "POST /auth/mfa/factors/:login/verify": () => fieldsOf(AuthMfaVerifyFactorRequest),
    "POST /auth/mfa/challenges/:login/verify": () => fieldsOf(AuthMfaVerifyChallengeRequest),
    "POST /auth/mfa/recovery-codes": () => fieldsOf(AuthMfaGenerateRecoveryCodesRequest),
  },
  storefront: {
    "POST /store/customers/email/approve": () => fieldsOf(confirmEmailChangeBody),
    "POST /store/customers/email/confirm": () => fieldsOf(confirmEmailChangeBody),
    "POST /store/customers/invitations/accept": () => fieldsOf(acceptInvitationBody),
    "POST /store/carts": cart(CreateCart),
    "POST /store/carts/:cart": cart(UpdateCart),
    "POST /store/carts/:cart/line-items": (store) => ({
      ...fieldsOf(StoreAddCartLineItem),
      variant_id: fc.constant(store.variantId),
    }),
    "POST /store/carts/:cart/promotions": () => fieldsOf(StoreAddCartPromotions),
    "DELETE /store/carts/:cart/promotions": () => fieldsOf(StoreRemoveCartPromotions),
    "POST /store/carts/:cart/taxes": () => ({}),
    "POST /store/carts/:cart/shipping-methods": () => ({ option_id: fc.string({ minLength: 1 }), data: metadata }),
    "POST /store/carts/:cart/complete": () => ({}),
  },
};

const emailAndPassword = ({ slots }: FuzzStore): Fields => ({
  email: fc.nat(slots.length - 1).map(emailOfSlot),
  password,
});

export const AUTH_BODIES: Bodies = {
  "POST /auth/customer/emailpass": emailAndPassword,
  "POST /auth/customer/emailpass/register": () => ({
    email: fc.nat(1_000_000).map((number) => `registrant-${number}@x.io`),
    password,
  }),
  "POST /auth/customer/emailpass/reset-password": () => fieldsOf(ResetPasswordRequest),
  "POST /auth/customer/emailpass/update": emailAndPassword,
  "POST /auth/verification/confirm": () => ({
    ...fieldsOf(VerificationConfirmRequest),
    code_provider: fc.constant("token"),
  }),
};
