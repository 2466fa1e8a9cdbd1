import { completeBillingAndShipping } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import { ALL_FILLED } from "./format";

const addressColumns = (number: number, kind: string): Record<string, string[]> => ({
  [`address_${number}_name`]: [`${kind} name`],
  [`address_${number}_address_1`]: [`${kind} address 1`],
  [`address_${number}_address_2`]: [`${kind} address 2`],
  [`address_${number}_city`]: [`${kind} city`],
  [`address_${number}_province`]: [`${kind} province/state`, `${kind} province`, `${kind} state`],
  [`address_${number}_postal_code`]: [`${kind} zip`],
  [`address_${number}_country_code`]: [`${kind} country`],
  [`address_${number}_phone`]: [`${kind} phone number`, `${kind} phone`],
});

/** Squarespace's export of contacts (before: profiles), as of 2025. */
export const SQUARESPACE: DeclaredFormat = {
  format: "squarespace",
  title: "Squarespace",
  needs: [
    { least: 1, of: ["email"] },
    {
      least: 2,
      of: [
        ...["subscriber since", "subscriber source", "mailing lists", "shipping province/state"],
        ...["billing province/state", "shipping phone number", "billing phone number"],
      ],
    },
  ],
  columns: {
    email: ["email"],
    first_name: ["first name"],
    last_name: ["last name"],
    created_at: ["created on", "customer since"],
    "metadata.tags": ["tags"],
    "metadata.note": ["notes"],
    ...addressColumns(1, "billing"),
    ...addressColumns(2, "shipping"),
  },
  ignored: [
    ...["subscriber since", "subscriber source", "mailing lists", "accepts marketing", "order count", "total spent"],
    ...["last order date", "member since", "donation count", "donor since", "last donation date", "total donated"],
    ...["account", "has account", "member areas"],
  ],
  filled: ALL_FILLED,
  completeAddresses: completeBillingAndShipping,
};
