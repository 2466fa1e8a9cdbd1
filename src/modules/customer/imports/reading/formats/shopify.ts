import type { Target } from "../targets";
import { readBoolean } from "../values/read-boolean";
import { asOnlyAddress } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import type { CellReader } from "./format";

/** `Size (customer.metafields.custom.size)`: a metafield is the key `custom.size`, as in files of Matrixify. */
const METAFIELD = /\(customer\.metafields\.([^()]+)\)$/i;

/**
 * Shopify's export of customers (2024 and later), also of years before: "Default Address City" was "City", and countries
 * and provinces had their names beside their codes. Marketing consent is never imported; totals are facts about orders.
 */
export const SHOPIFY: DeclaredFormat = {
  format: "shopify",
  title: "Shopify",
  needs: [
    { least: 1, of: ["email", "customer id"] },
    {
      least: 2,
      of: [
        ...["customer id", "accepts email marketing", "accepts marketing", "accepts sms marketing", "total spent"],
        ...["total orders", "tax exempt", "default address company", "default address address1"],
        ...["default address address2", "default address city", "default address province code"],
        ...["default address province", "default address country code", "default address country"],
        ...["default address zip", "default address phone"],
      ],
    },
    {
      least: 1,
      of: [
        ...["first name", "default address company", "default address address1", "default address address2"],
        ...["default address city", "default address province code", "default address province"],
        ...["default address country code", "default address country", "default address zip", "default address phone"],
      ],
    },
  ],
  columns: {
    external_id: ["customer id"],
    first_name: ["first name"],
    last_name: ["last name"],
    email: ["email"],
    phone: ["phone"],
    "metadata.note": ["note"],
    "metadata.tags": ["tags"],
    "metadata.tax_exempt": ["tax exempt"],
    address_1_company: ["default address company", "company"],
    address_1_address_1: ["default address address1", "address1"],
    address_1_address_2: ["default address address2", "address2"],
    address_1_city: ["default address city", "city"],
    // The code says more surely what the name says.
    address_1_province: ["default address province code", "province code", "default address province", "province"],
    address_1_country_code: ["default address country code", "country code", "default address country", "country"],
    address_1_postal_code: ["default address zip", "zip"],
    address_1_phone: ["default address phone"],
  },
  targetOf: (header) => {
    const [, key] = METAFIELD.exec(header) ?? [];
    return key && `metadata.${key}`;
  },
  ignored: [
    ...["accepts email marketing", "accepts marketing", "accepts sms marketing", "accepts whatsapp marketing"],
    ...["total spent", "total orders"],
  ],
  readers: readerOf,
  filled: ["company_name"],
  completeAddresses: ([address]) => [address && asOnlyAddress(address)],
};

export function readerOf(target: Target): CellReader | undefined {
  return target.kind === "metadata" && target.key === "tax_exempt" ? readBoolean : undefined;
}
