import type { DeclaredFormat } from "./declared-format";
import { readerOf } from "./shopify";

/** `Metafield: custom.size [single_line_text_field]`: a metafield is the key `custom.size`, as in files of Transporter. */
const METAFIELD = /^metafield: (.+?)(?: \[[^\]]*\])?$/i;

/**
 * Matrixify (before: Excelify), "Customers", of 2024 and later: a row per address, whose later rows may leave the customer's
 * cells empty.
 */
export const MATRIXIFY: DeclaredFormat = {
  format: "matrixify",
  title: "Matrixify",
  needs: [
    { least: 1, of: ["id", "email"] },
    { least: 2, of: ["address line 1", "address is default", "address zip", "address province code", "address id"] },
  ],
  columns: {
    external_id: ["id"],
    email: ["email"],
    first_name: ["first name"],
    last_name: ["last name"],
    phone: ["phone"],
    created_at: ["created at"],
    "metadata.note": ["note"],
    "metadata.tags": ["tags"],
    "metadata.tax_exempt": ["tax exempt"],
    address_1_id: ["address id"],
    address_1_first_name: ["address first name"],
    address_1_last_name: ["address last name"],
    address_1_company: ["address company"],
    address_1_address_1: ["address line 1"],
    address_1_address_2: ["address line 2"],
    address_1_city: ["address city"],
    address_1_province: ["address province code", "address province"],
    address_1_country_code: ["address country code", "address country"],
    address_1_postal_code: ["address zip"],
    address_1_phone: ["address phone"],
    address_1_is_default_shipping: ["address is default"],
  },
  targetOf: (header) => {
    const [, key] = METAFIELD.exec(header) ?? [];
    return key && `metadata.${key}`;
  },
  ignored: [
    ...["command", "tags command", "address command", "state", "language", "updated at", "verified email", "row #"],
    ...["top row", "total spent", "total orders", "account activation url", "send account activation email"],
    ...["send welcome email", "multipass identifier", "accepts marketing", "accepts marketing updated at"],
    ...["email marketing: *", "sms marketing: *", "last order: *", "first order: *", "tax exemptions"],
  ],
  skipped: { command: ["delete", "ignore"] },
  skippedAddress: { "address command": ["delete"] },
  readers: readerOf,
  completeAddresses: ([address]) => [address && { ...address, is_default_billing: address.is_default_shipping }],
  continues: true,
  rowPerAddress: true,
};
