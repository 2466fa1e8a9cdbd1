import { asOnlyAddress } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";

/** Klaviyo's export of a list or segment (2023 and later). Consent and what Klaviyo measures stay out. */
export const KLAVIYO: DeclaredFormat = {
  format: "klaviyo",
  title: "Klaviyo",
  needs: [
    { least: 1, of: ["email"] },
    {
      least: 2,
      of: [
        ...["klaviyo id", "email marketing consent", "email suppressions", "profile created on", "date added"],
        ...["historic customer lifetime value", "email marketing consent timestamp", "sms marketing consent"],
      ],
    },
  ],
  columns: {
    email: ["email"],
    first_name: ["first name"],
    last_name: ["last name"],
    company_name: ["organization"],
    phone: ["phone number"],
    created_at: ["profile created on", "created", "date added"],
    "metadata.klaviyo_id": ["klaviyo id"],
    "metadata.title": ["title"],
    address_1_address_1: ["address", "address 1"],
    address_1_address_2: ["address 2"],
    address_1_city: ["city"],
    address_1_province: ["state / region", "region"],
    address_1_postal_code: ["zip code", "zip"],
    address_1_country_code: ["country"],
  },
  ignored: [
    ...[
      "latitude",
      "longitude",
      "source",
      "last source",
      "ip address",
      "timezone",
      "locale",
      "date added",
      "last open",
      "last click",
    ],
    ...["first active", "last active", "historic *", "predicted *", "total customer lifetime value", "average *"],
    ...["expected date of next order", "churn *", "email marketing *", "sms marketing *", "sms transactional *"],
    ...[
      "email suppressions",
      "push *",
      "whatsapp *",
      "engagement score",
      "accepts marketing",
      "consent*",
      "$consent*",
      "$source*",
    ],
  ],
  // Without a street it is where Klaviyo saw the IP address of a visit.
  completeAddresses: ([address]) => [address?.address_1 ? asOnlyAddress(address) : undefined],
};
