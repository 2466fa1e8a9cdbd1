import {
  AdminCreateCustomerGroup,
  AdminUpdateCustomerGroup,
} from "@medusajs/medusa/api/admin/customer-groups/validators";
import { CreateCustomer, CreateCustomerAddress, UpdateCustomer } from "@medusajs/medusa/api/admin/customers/validators";
import {
  ResetPasswordRequest,
  VerificationConfirmRequest,
  VerificationRequest,
} from "@medusajs/medusa/api/auth/validators";
import {
  CreateCart,
  StoreAddCartLineItem,
  StoreAddCartPromotions,
  UpdateCart,
} from "@medusajs/medusa/api/store/carts/validators";
import {
  StoreCreateCustomer,
  StoreCreateCustomerAddress,
  StoreUpdateCustomer,
} from "@medusajs/medusa/api/store/customers/validators";
import fc from "fast-check";
import { claimBody } from "../../../src/api/admin/customers/[id]/claim/validators";
import { adminRequestEmailChangeBody } from "../../../src/api/admin/customers/[id]/email/validators";
import { inviteCustomerBody } from "../../../src/api/admin/customers/[id]/invitation/validators";
import { adminLinkLoginBody } from "../../../src/api/admin/customers/[id]/logins/validators";
import { createExportBody } from "../../../src/api/admin/customers/exports/validators";
import { importBody } from "../../../src/api/admin/customers/imports/validators";
import { mergePreviewBody } from "../../../src/api/admin/customers/merge/validators";
import { acceptInvitationBody } from "../../../src/api/store/customers/invitations/accept/validators";
import { confirmEmailChangeBody, requestEmailChangeBody } from "../../../src/api/store/customers/me/email/validators";
import { linkLoginBody, unlinkLoginBody } from "../../../src/api/store/customers/me/logins/validators";
import { customersBatch, type Fields, GROUP, groupBatch, links } from "../bodies";
import { fieldsOf } from "./schema-values";
import type { Caller, FuzzStore, Slot } from "./slots";

type Bodies = Record<string, (store: FuzzStore) => Fields>;

const idsOf = ({ slots }: FuzzStore, name: keyof Slot["ids"]): string[] => slots.map(({ ids }) => ids[name]);

const one = (store: FuzzStore, name: keyof Slot["ids"]) => fc.constantFrom(...idsOf(store, name));

/** Two customers to be made one; of every second one more id is asked for than there is. */
const merge = (store: FuzzStore): Fields => ({
  ...fieldsOf(mergePreviewBody),
  customer_ids: fc.uniqueArray(one(store, "customer"), { minLength: 2, maxLength: 2 }),
  survivor_id: one(store, "customer"),
});

const cart =
  (schema: unknown) =>
  (store: FuzzStore): Fields => {
    const known: Fields = {
      region_id: fc.constant(store.regionId),
      sales_channel_id: fc.constant(store.salesChannelId),
      locale: fc.constantFrom("en-US", "de"),
      promo_codes: fc.constant([]),
      items: fc.constant([{ variant_id: store.variantId, quantity: 1 }]),
    };
    const fields = fieldsOf(schema);
    return Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, known[name] ?? values]));
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
    auth_identity_id: one(store, "login"),
  }),
  "POST /admin/customers/:customer/invitation": () => fieldsOf(inviteCustomerBody),
  "POST /admin/customers/:customer/claim": () => fieldsOf(claimBody),
  "POST /admin/customers/batch": (store) => customersBatch(idsOf(store, "customer")),
  "POST /admin/customers/exports": () => fieldsOf(createExportBody),
  "POST /admin/customers/imports": () => fieldsOf(importBody),
  "POST /admin/customers/imports/:login/confirm": () => ({}),
  "POST /admin/customers/imports/:login/cancel": () => ({}),
  "POST /admin/customers/merge/preview": merge,
  "POST /admin/customers/merge": merge,
  "POST /admin/customer-groups": () => ({ ...fieldsOf(AdminCreateCustomerGroup), ...GROUP }),
  "POST /admin/customer-groups/:group": () => ({ ...fieldsOf(AdminUpdateCustomerGroup), ...GROUP }),
  "POST /admin/customer-groups/:group/customers": (store) => links(idsOf(store, "customer")),
  "POST /admin/customer-groups/:group/customers/batch": (store) => groupBatch(idsOf(store, "customer")),
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
    "POST /store/customers/me/email": () => fieldsOf(requestEmailChangeBody),
    "POST /store/customers/me/email/confirm": () => fieldsOf(confirmEmailChangeBody),
    "POST /store/customers/me/logins": () => fieldsOf(linkLoginBody),
    "DELETE /store/customers/me/logins/:login": () => fieldsOf(unlinkLoginBody),
    "POST /store/carts/:cart/customer": () => ({}),
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
  },
};

const emailAndPassword = (): Fields => ({
  email: fc.constantFrom("login-1@x.io", "nobody@x.io"),
  password: fc.constantFrom("correct horse", "x"),
});

export const AUTH_BODIES: Bodies = {
  "POST /auth/customer/emailpass": emailAndPassword,
  "POST /auth/customer/emailpass/register": emailAndPassword,
  "POST /auth/customer/emailpass/reset-password": () => fieldsOf(ResetPasswordRequest),
  "POST /auth/customer/emailpass/update": emailAndPassword,
  "POST /auth/verification/confirm": () => fieldsOf(VerificationConfirmRequest),
};
