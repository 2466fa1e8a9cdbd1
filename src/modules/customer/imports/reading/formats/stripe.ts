import type { Draft } from "../draft";
import { completeBillingAndShipping } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import { ALL_FILLED } from "./format";

const addressColumns = (number: number, prefixes: readonly string[]): Record<string, string[]> => {
  const named = (...names: string[]): string[] =>
    prefixes.flatMap((prefix) => names.map((name) => `${prefix}address ${name}`));
  return {
    [`address_${number}_address_1`]: named("line1", "line 1"),
    [`address_${number}_address_2`]: named("line2", "line 2"),
    [`address_${number}_city`]: named("city"),
    [`address_${number}_province`]: named("state"),
    [`address_${number}_postal_code`]: named("zip", "postal code"),
    [`address_${number}_country_code`]: named("country"),
  };
};

type Person = { first_name?: string | null; last_name?: string | null; phone?: string | null };

const PHONE = /^\+\d{7,15}$/;

/**
 * Where a customer gave no name, Stripe and its partners write the email or the phone in its place. A name that repeats neither
 * stays.
 */
function moveContact(person: Person, email: string | null | undefined): void {
  const { first_name: name, last_name } = person;
  if (!name || last_name) {
    return;
  }
  if (PHONE.test(name)) {
    person.phone ||= name;
  }
  if (name === person.phone || name.toLowerCase() === email?.toLowerCase()) {
    delete person.first_name;
  }
}

/** The name on the card counts where there is no other; it is that of the customer, not of an address. */
function completeContacts({ customer, addresses }: Draft): void {
  for (const person of [customer, ...addresses]) {
    moveContact(person ?? {}, customer.email);
  }
  const [, , card] = addresses;
  if (card) {
    const { first_name, last_name, ...address } = card;
    if (first_name && !customer.first_name && !customer.last_name) {
      Object.assign(customer, { first_name, ...(last_name ? { last_name } : {}) });
    }
    addresses[2] = Object.keys(address).length > 0 ? address : undefined;
  }
}

/** `tag (metadata)`: a key of the customer's metadata. */
const METADATA = /^(.+) \(metadata\)$/i;

/** Stripe's export of customers from the Dashboard (2020 to 2025). Cards, balances and payments stay out. */
export const STRIPE: DeclaredFormat = {
  format: "stripe",
  title: "Stripe",
  needs: [
    { least: 2, of: ["id", "email"] },
    { least: 1, of: ["created (utc)", "created"] },
    {
      least: 1,
      of: [
        ...["delinquent", "default source", "card id", "account balance", "payment count", "dispute losses"],
        ...["business vat id", "refunded volume"],
      ],
    },
  ],
  columns: {
    external_id: ["id"],
    email: ["email"],
    name: ["name"],
    phone: ["phone"],
    created_at: ["created (utc)", "created"],
    "metadata.description": ["description"],
    "metadata.tax_id": ["business vat id"],
    ...addressColumns(1, [""]),
    address_2_name: ["shipping name"],
    address_2_phone: ["shipping phone"],
    ...addressColumns(2, ["shipping "]),
    address_3_name: ["card name"],
    ...addressColumns(3, ["card "]),
  },
  targetOf: (header) => {
    const [, key] = METADATA.exec(header) ?? [];
    return key && `metadata.${key}`;
  },
  ignored: [
    ...["delinquent", "currency", "default source", "plan", "plan name", "plan quantity", "status", "sources"],
    ...["cancel at period end", "account balance", "balance", "discount", "total spend", "payment count"],
    ...["average order", "refunded volume", "dispute losses", "livemode", "invoice prefix", "tax exempt"],
    ...["card *", "taxes *", "tax location recognized", "preferred locales", "coupon*"],
  ],
  filled: ALL_FILLED,
  idsPerEmail: "many",
  substitute: 3,
  completeRow: completeContacts,
  completeAddresses: ([billing, shipping, card]) => completeBillingAndShipping([billing ?? card, shipping]),
};
