import type { DuplicateReason } from "./duplicate-cursor";
import { distinctById, groupBy } from "./group-by";
import { groupSamePhones, type PhoneCertainty } from "./group-same-phones";
import { normalizeText } from "./normalize-text";

/** A live customer in a response. */
export type DuplicateCustomer = { id: string; email: string | null; has_account: boolean; created_at: Date };

/** Customers who may be one person: the reason, the probability (0 to 1), and advice. */
export type DuplicateGroup = {
  reason: DuplicateReason;
  score: number;
  customers: DuplicateCustomer[];
  advice: string;
};

const SCORES = {
  email: 1,
  spelling: 0.95,
  phone: { valid: 0.8, assumed: 0.6, digits: 0.5 } satisfies Record<PhoneCertainty, number>,
  nameAndAddress: 0.7,
  /** The bonus of the same name for a phone: a household shares the number, not the name. */
  sameName: 0.1,
};

const ADVICE = {
  email:
    "A guest and a registered customer have the same email. Let the registered customer claim the guest " +
    "(POST /admin/customers/:id/claim with the registered customer's id), once the email is known to be theirs; " +
    "where claims are switched off, merge them.",
  spelling:
    "They have the same email but for its spelling, and a filter by email finds at most one of them. If they are one " +
    "person, merge them (POST /admin/customers/merge): the one that stays has the email as the store spells it and is found " +
    "by it. If they are two, change the email of one of them, or delete the one that is not used; then save the email of the " +
    "other one once more (POST /admin/customers/:id with the same email), which spells it as the store does.",
  phone: "They have the same phone: one person, or a household. Compare names and orders before you merge them.",
  nameAndAddress:
    "They have the same name at the same address: one person with several emails, or relatives of one name. Compare their " +
    "orders before you merge them.",
};

/** Groups the guest and the registered customer of each email. */
export function groupByEmail(customers: readonly (DuplicateCustomer & { email: string | null })[]): DuplicateGroup[] {
  return pairs(groupBy(customers, ({ email }) => email)).map((group) => ({
    reason: "email",
    score: SCORES.email,
    customers: toAnswer(group),
    advice: ADVICE.email,
  }));
}

/** Groups customers whose emails are the same in the store's spelling. */
export function groupBySpelling(
  customers: readonly DuplicateCustomer[],
  storedAs: (email: string) => string | null,
): DuplicateGroup[] {
  const groups = groupBy(distinctById(customers), ({ email }) => (email === null ? null : storedAs(email)));
  return pairs(groups).map((group) => {
    const isSpelled = group.some(({ email }) => email !== null && email !== storedAs(email));
    const kind = isSpelled ? "spelling" : "email";
    return { reason: "email", score: SCORES[kind], customers: toAnswer(group), advice: ADVICE[kind] };
  });
}

type Named = { first_name: string | null; last_name: string | null };

/** Groups customers of one key with the same phone number. */
export function groupByPhone(
  customers: readonly (DuplicateCustomer & Named & { key: string; phone: string; countries: readonly string[] })[],
): DuplicateGroup[] {
  return [...groupBy(customers, ({ key }) => key).values()].flatMap((sameKey) =>
    groupSamePhones(sameKey).map(({ phones, certainty }) => ({
      reason: "phone" as const,
      score: round(SCORES.phone[certainty] + (haveSameName(phones) ? SCORES.sameName : 0)),
      customers: toAnswer(phones),
      advice: ADVICE.phone,
    })),
  );
}

/** Groups customers of one key with the same name, postal code and address line; customers without a name are left out. */
export function groupByNameAndAddress(
  customers: readonly (DuplicateCustomer & Named & { postal_code: string; address_1: string })[],
): DuplicateGroup[] {
  const groups = groupBy(customers, (customer) => {
    const name = nameOf(customer);
    return name && [name, normalizeText(customer.postal_code), normalizeText(customer.address_1)].join(" ");
  });
  return pairs(groups).map((group) => ({
    reason: "name_and_address",
    score: SCORES.nameAndAddress,
    customers: toAnswer(group),
    advice: ADVICE.nameAndAddress,
  }));
}

function haveSameName(customers: readonly Named[]): boolean {
  const names = new Set(customers.map(nameOf));
  return names.size === 1 && !names.has(null);
}

function nameOf({ first_name, last_name }: Named): string | null {
  return normalizeText(`${first_name ?? ""}${last_name ?? ""}`) || null;
}

function pairs<Customer extends DuplicateCustomer>(groups: ReadonlyMap<string, Customer[]>): Customer[][] {
  return [...groups.values()].map(distinctById).filter((group) => group.length > 1);
}

/** Returns the fields of a response, ordered by id. */
function toAnswer(customers: readonly DuplicateCustomer[]): DuplicateCustomer[] {
  return customers
    .map(({ id, email, has_account, created_at }) => ({ id, email, has_account, created_at }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Rounds to hundredths, which removes the errors of binary fractions. */
function round(score: number): number {
  return Math.round(score * 100) / 100;
}
