import type { ImportedAddress } from "../../types";
import type { Target } from "../targets";
import { readLooseTimestamp } from "../values/timestamp";
import type { CellReader, FileFormat } from "./format";
import { removeFormulaGuard } from "./own-columns";

/** The table of customers in WooCommerce's own Analytics, by its headers in lower case. */
const ANALYTICS: ReadonlyMap<string, string | null> = new Map([
  ["name", "name"],
  ["username", null],
  ["last active", null],
  ["sign up", "created_at"],
  ["date registered", "created_at"],
  ["email", "email"],
  ["orders", null],
  ["total spend", null],
  ["aov", null],
  ["country / region", "address_1_country_code"],
  ["country", "address_1_country_code"],
  ["city", "address_1_city"],
  ["region", "address_1_province"],
  ["postal code", "address_1_postal_code"],
]);

/** Headers of Analytics that no other system has. */
const ANALYTICS_SIGNS = [
  "username",
  "last active",
  "sign up",
  "date registered",
  "total spend",
  "aov",
  "country / region",
];

/** What the export plugins call the columns of a customer, the likeliest first. */
const CUSTOMER: Readonly<Record<string, readonly string[]>> = {
  external_id: ["customer_id", "user_id", "id"],
  email: ["email", "user_email", "customer_email", "billing_email"],
  first_name: ["first_name", "user_first_name"],
  last_name: ["last_name", "user_last_name"],
  created_at: ["date_registered", "user_registered", "date_created", "registered"],
};

/** Fields of an address behind `billing_` and `shipping_`. */
const ADDRESS: ReadonlyMap<string, string> = new Map([
  ["first_name", "first_name"],
  ["last_name", "last_name"],
  ["company", "company"],
  ["address_1", "address_1"],
  ["address_2", "address_2"],
  ["city", "city"],
  ["state", "province"],
  ["postcode", "postal_code"],
  ["postal_code", "postal_code"],
  ["country", "country_code"],
  ["country_code", "country_code"],
  ["phone", "phone"],
]);

const plain = (header: string): string => header.toLowerCase();

const isAnalytics = (headers: readonly string[]): boolean =>
  headers.includes("email") && headers.filter((header) => ANALYTICS_SIGNS.includes(header)).length >= 2;

const isPlugin = (headers: readonly string[]): boolean =>
  CUSTOMER.email.some((name) => headers.includes(name)) &&
  headers.some(
    (header) =>
      header === "date_registered" || /^(billing|shipping)_(address_1|postcode|country|first_name)$/.test(header),
  );

export function isWoocommerce(headers: readonly string[]): boolean {
  const named = headers.map(plain);
  return isAnalytics(named) || isPlugin(named);
}

/**
 * WooCommerce's table of customers from its Analytics, and the files of the usual export plugins, whose addresses have
 * columns `billing_...` and `shipping_...`. Accounts are not taken over: that would send everybody an invitation.
 */
export function woocommerceFormat(headers: readonly string[]): FileFormat {
  const named = headers.map(plain);
  const analytics = isAnalytics(named);
  return {
    format: "woocommerce",
    targets: firstOfEach(analytics ? named.map((name) => ANALYTICS.get(name) ?? null) : pluginTargets(named)),
    clean: removeFormulaGuard,
    exact: false,
    readers: readerOf,
    completeAddresses: analytics ? ([only]) => [only && { ...only, ...BOTH }] : ofCheckout,
  };
}

function pluginTargets(headers: readonly string[]): (string | null)[] {
  const customer = new Map(
    Object.entries(CUSTOMER).flatMap(([target, names]) => {
      const name = names.find((one) => headers.includes(one));
      return name ? [[name, target] as const] : [];
    }),
  );
  return headers.map((header) => {
    const [, kind, rest] = /^(billing|shipping)_(\w+)$/.exec(header) ?? [];
    const field = ADDRESS.get(rest);
    return customer.get(header) ?? (field ? `address_${kind === "billing" ? 1 : 2}_${field}` : null);
  });
}

const firstOfEach = (targets: readonly (string | null)[]): (string | null)[] =>
  targets.map((target, index) => (targets.indexOf(target) === index ? target : null));

function readerOf(target: Target): CellReader | undefined {
  if (target.kind !== "customer") {
    return undefined;
  }
  if (target.column === "external_id") {
    // Guests have no user: all of them have the id 0.
    return (cell) => (cell.trim() === "0" ? undefined : cell.trim());
  }
  return target.column === "created_at" ? readLooseTimestamp : undefined;
}

const BOTH = { is_default_shipping: true, is_default_billing: true };

/** Where somebody has their bills sent and where their parcels: often one place, which is one address. */
function ofCheckout([billing, shipping]: (ImportedAddress | undefined)[]): (ImportedAddress | undefined)[] {
  if (billing && shipping && sameplace(billing, shipping)) {
    return [{ ...shipping, ...billing, ...BOTH }];
  }
  return [billing && { ...billing, is_default_billing: true }, shipping && { ...shipping, is_default_shipping: true }];
}

/** The phone aside: WooCommerce asks for it in the billing address only. */
function sameplace(one: ImportedAddress, other: ImportedAddress): boolean {
  const fields = [...ADDRESS.values()].filter((field) => field !== "phone") as (keyof ImportedAddress)[];
  return fields.every((field) => (one[field] ?? null) === (other[field] ?? null));
}
