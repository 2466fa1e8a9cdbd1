import type { ImportedAddress } from "../../types";
import type { Target } from "../targets";
import { readCountry } from "../values/country";
import { asOnlyAddress } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import type { CellReader } from "./format";

/** Mailchimp's export of an audience (2015 and later). Consent and what Mailchimp measures stay out. */
export const MAILCHIMP: DeclaredFormat = {
  format: "mailchimp",
  title: "Mailchimp",
  needs: [
    { least: 1, of: ["email address", "email"] },
    { least: 2, of: ["member_rating", "optin_time", "confirm_time", "leid", "euid", "last_changed"] },
  ],
  columns: {
    email: ["email address", "email"],
    // Audiences may be exported with merge tags in place of names.
    first_name: ["first name", "fname"],
    last_name: ["last name", "lname"],
    name: ["name", "full name"],
    company_name: ["company", "organization"],
    phone: ["phone number", "phone"],
    created_at: ["optin_time", "confirm_time"],
    "metadata.note": ["notes"],
    "metadata.tags": ["tags"],
    address_1_address_1: ["address", "full address"],
  },
  ignored: [
    ...["member_rating", "optin_time", "optin_ip", "confirm_time", "confirm_ip", "latitude", "longitude", "gmtoff"],
    ...["dstoff", "timezone", "cc", "region", "last_changed", "leid", "euid", "unsub_*", "clean_*", "birthday"],
    ...["unsub", "bounce", "status"],
  ],
  readers: readerOf,
  completeAddresses: ([address]) => [address && asOnlyAddress(splitAddress(address))],
};

/** Tags are a list in quotes: `"VIP","Blog"`. */
function readerOf(target: Target): CellReader | undefined {
  return target.kind === "metadata" && target.key === "tags"
    ? (cell) =>
        cell
          .replaceAll('"', "")
          .split(",")
          .map((tag) => tag.trim())
          .filter(Boolean)
          .join(", ")
    : undefined;
}

/** Street, city, state, postal code and country are in one cell, two spaces between them; a second line is optional. */
function splitAddress(address: ImportedAddress): ImportedAddress {
  const parts = (address.address_1 ?? "").split(/\s{2,}/).filter((part) => part !== "");
  const country = parts.length >= 5 ? readCountry(parts[parts.length - 1]) : undefined;
  if (typeof country !== "string") {
    return address;
  }
  const [city, province, postal_code] = parts.slice(-4, -1);
  const [address_1, ...more] = parts.slice(0, -4);
  const address_2 = more.length ? { address_2: more.join(", ") } : {};
  return { ...address, address_1, ...address_2, city, province, postal_code, country_code: country };
}
