import { asOnlyAddress, completeBillingAndShipping } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import { ALL_FILLED } from "./format";

/** The table "Customers" of WooCommerce's Analytics, as WooCommerce 4 to 10 export it in English. */
export const WOOCOMMERCE_ANALYTICS: DeclaredFormat = {
  format: "woocommerce",
  title: "WooCommerce Analytics",
  needs: [
    { least: 1, of: ["email"] },
    {
      least: 2,
      of: ["username", "last active", "sign up", "date registered", "total spend", "aov", "country / region"],
    },
  ],
  columns: {
    name: ["name"],
    created_at: ["sign up", "date registered"],
    email: ["email"],
    address_1_country_code: ["country / region", "country"],
    address_1_city: ["city"],
    address_1_province: ["region"],
    address_1_postal_code: ["postal code"],
  },
  ignored: ["username", "last active", "orders", "total spend", "aov"],
  completeAddresses: ([only]) => [only && asOnlyAddress(only)],
};

/** Fields of an address behind `billing_` and `shipping_`, the likeliest name first. */
const ADDRESS: Readonly<Record<string, readonly string[]>> = {
  first_name: ["first_name"],
  last_name: ["last_name"],
  company: ["company"],
  address_1: ["address_1", "address1"],
  address_2: ["address_2", "address2"],
  city: ["city"],
  province: ["state_code", "state", "province"],
  postal_code: ["postcode", "postal_code", "zip"],
  country_code: ["country", "country_code"],
  phone: ["phone"],
};

function addressColumns(number: number, kind: string): [string, string[]][] {
  return Object.entries(ADDRESS).map(([field, names]) => [
    `address_${number}_${field}`,
    names.map((name) => `${kind}_${name}`),
  ]);
}

const SIGNS = ["address_1", "postcode", "country", "first_name"];

/**
 * Files of the usual export plugins for users and customers (Import Export WordPress Users 2.x of WebToffee, Customer/Order
 * CSV Export 5.x of SkyVerge, Export All 3.x), whose addresses have columns `billing_...` and `shipping_...`. Accounts are
 * not taken over: every one of them would get an invitation.
 */
export const WOOCOMMERCE_USERS: DeclaredFormat = {
  format: "woocommerce",
  title: "WooCommerce users",
  needs: [
    { least: 1, of: ["email", "user_email", "customer_email", "billing_email"] },
    {
      least: 1,
      of: ["date_registered", "user_registered", ...SIGNS.flatMap((sign) => [`billing_${sign}`, `shipping_${sign}`])],
    },
  ],
  columns: {
    external_id: ["customer_id", "user_id", "id", "source_user_id"],
    email: ["email", "user_email", "customer_email", "billing_email"],
    first_name: ["first_name", "user_first_name"],
    last_name: ["last_name", "user_last_name"],
    created_at: ["date_registered", "user_registered", "date_created", "registered"],
    ...Object.fromEntries([...addressColumns(1, "billing"), ...addressColumns(2, "shipping")]),
  },
  ignored: [
    ...["username", "user_login", "user_nicename", "user_url", "user_status", "display_name", "nickname", "nicename"],
    ...["role", "roles", "wp_capabilities", "wp_user_level", "default_password_nag", "locale", "description", "url"],
    ...["rich_editing", "syntax_highlighting", "comment_shortcuts", "admin_color", "use_ssl", "show_admin_bar_front"],
    ...["dismissed_wp_pointers", "shipping_method", "last_update", "wc_last_active", "paying_customer", "_money_spent"],
    ...["_order_count", "total_spent", "orders_count", "order_count", "orders", "last_order_id", "last_order_date"],
    ...["last_active", "avatar_url", "is_paying_customer", "date_created_gmt", "date_modified", "date_modified_gmt"],
    ...[
      "_woocommerce_persistent_cart_1",
      "customer_username",
      "jabber",
      "aim",
      "yim",
      "show_welcome_panel",
      "full_name",
      "billing_full_name",
      "shipping_full_name",
      "aov",
    ],
    ...["meta:wc_last_active", "meta:_woocommerce_persistent_cart_1"],
  ],
  // Guests have no user: all of them have the id 0.
  noKey: ["0"],
  filled: ALL_FILLED,
  completeAddresses: completeBillingAndShipping,
};
