import type { ImportedAddress } from "../../types";
import { completeBillingAndShipping } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import type { AddressPlaces } from "./format";

/** The customer's columns in "Customers Main File" and "Customers and Addresses". Birth dates and genders stay out. */
const CUSTOMER_COLUMNS = {
  email: ["email"],
  first_name: ["firstname"],
  last_name: ["lastname"],
  created_at: ["created_at"],
  "metadata.tax_id": ["taxvat"],
  "metadata.group_id": ["group_id"],
};
const CUSTOMER_IGNORED = [
  ...["_website", "_store", "_attribute_set", "website_id", "store_id", "created_in", "updated_at", "confirmation"],
  ...["disable_auto_group_change", "dob", "gender", "prefix", "suffix", "rp_token_created_at", "rp_customer_id"],
  ...["failures_num", "first_failure", "lock_expires", "session_cutoff", "default_billing", "default_shipping"],
  ...["account_type", "password_created_at", "increment_id", "entity_id", "is_active", "customer_activated"],
  ...["reward_update_notification", "reward_warning_notification", "mp_smtp_email_marketing_synced"],
];

const ADDRESS_COLUMNS = {
  address_1_first_name: ["firstname"],
  address_1_last_name: ["lastname"],
  address_1_company: ["company"],
  address_1_address_1: ["street"],
  address_1_city: ["city"],
  address_1_province: ["region"],
  address_1_postal_code: ["postcode"],
  address_1_country_code: ["country_id"],
  address_1_phone: ["telephone"],
};
const ADDRESS_IGNORED = [
  ...["fax", "prefix", "suffix", "region_id", "vat_id", "vat_is_valid", "vat_request_date", "vat_request_id"],
  ...["vat_request_success"],
];
const DEFAULTS = {
  address_1_is_default_billing: ["_address_default_billing_"],
  address_1_is_default_shipping: ["_address_default_shipping_"],
};

const prefixed = (columns: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(columns).map(([target, names]) => [target, names.map((name) => `_address_${name}`)]),
  );

/** "Customers Main File" (entity `customer`) of Magento Open Source and Adobe Commerce 2.0 to 2.4. */
const CUSTOMERS: DeclaredFormat = {
  format: "magento",
  title: "Magento 2, customers",
  needs: [
    { least: 1, of: ["email"] },
    { least: 2, of: ["_website", "_store", "website_id", "group_id", "created_in", "disable_auto_group_change"] },
  ],
  columns: CUSTOMER_COLUMNS,
  parts: { first_name: ["middlename"] },
  ignored: CUSTOMER_IGNORED,
};

/** "Customers and Addresses" (entity `customer_composite`): a row without an email is another address. Also Magento 1. */
const COMPOSITE: DeclaredFormat = {
  format: "magento",
  title: "Magento 2, customers and addresses",
  needs: [
    { least: 1, of: ["email"] },
    { least: 2, of: ["_address_street", "_address_city", "_address_country_id", "_address_default_billing_"] },
  ],
  columns: { ...CUSTOMER_COLUMNS, ...prefixed(ADDRESS_COLUMNS), ...DEFAULTS },
  parts: { first_name: ["middlename"], address_1_first_name: ["_address_middlename"] },
  ignored: [...CUSTOMER_IGNORED, ...ADDRESS_IGNORED.map((name) => `_address_${name}`)],
  completeAddresses: withStreetLines,
  continues: true,
  rowPerAddress: true,
};

/** "Customer Addresses" (entity `customer_address`): a row per address, by the customer's email. */
const ADDRESSES: DeclaredFormat = {
  format: "magento",
  title: "Magento 2, addresses",
  needs: [
    { least: 1, of: ["_email"] },
    { least: 2, of: ["_entity_id", "street", "country_id", "_address_default_billing_"] },
  ],
  columns: { email: ["_email"], address_1_id: ["_entity_id"], ...ADDRESS_COLUMNS, ...DEFAULTS },
  parts: { address_1_first_name: ["middlename"] },
  ignored: ["_website", ...ADDRESS_IGNORED],
  completeAddresses: withStreetLines,
};

/** The list of customers in the Admin, exported as CSV. */
const GRID: DeclaredFormat = {
  format: "magento",
  title: "Magento 2, list of customers",
  // The group of people without an account.
  noGroup: new Set(["not logged in"]),
  idsPerEmail: "many",
  needs: [
    { least: 2, of: ["id", "email"] },
    { least: 2, of: ["customer since", "web site", "account created in", "confirmed email"] },
  ],
  columns: {
    external_id: ["id"],
    email: ["email"],
    name: ["name"],
    phone: ["phone"],
    groups: ["group"],
    created_at: ["customer since"],
    "metadata.tax_id": ["tax vat number"],
    address_1_first_name: ["billing firstname"],
    address_1_last_name: ["billing lastname"],
    address_1_company: ["company"],
    address_1_address_1: ["street address"],
    address_1_city: ["city"],
    address_1_province: ["state/province"],
    address_1_postal_code: ["zip"],
    address_1_country_code: ["country"],
  },
  ignored: [
    ...["web site", "confirmed email", "account created in", "billing address", "shipping address", "date of birth"],
    ...["gender", "fax", "vat number", "account lock"],
  ],
  completeAddresses: ([billing]) => completeBillingAndShipping([billing, undefined]),
};

export const MAGENTO: readonly DeclaredFormat[] = [CUSTOMERS, COMPOSITE, ADDRESSES, GRID];

/** Magento writes the lines of a street into one cell. */
function withStreetLines(addresses: AddressPlaces): AddressPlaces {
  return addresses.map((address) => address && splitStreet(address));
}

function splitStreet(address: ImportedAddress): ImportedAddress {
  const [first, ...more] = (address.address_1 ?? "").split(/\s*[\r\n]+\s*/).filter((line) => line !== "");
  return first === undefined || more.length === 0
    ? address
    : { ...address, address_1: first, address_2: more.join(", ") };
}
