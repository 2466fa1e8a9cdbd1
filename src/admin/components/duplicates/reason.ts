import type { AdminDuplicate, DuplicateReason } from "../../../types/http/customers";

export const REASONS = ["email", "phone", "name_and_address"] as const satisfies DuplicateReason[];

/** The reason in our texts. The same email is written in one way or in several. */
export type ReasonText = "email" | "spelling" | "phone" | "name_and_address";

export function reasonTextOf({ reason, score }: Pick<AdminDuplicate, "reason" | "score">): ReasonText {
  return reason === "email" && score < 1 ? "spelling" : reason;
}

/** How probable it is that they are one person, as a part of a key of our texts. */
export function certaintyOf(score: number): "high" | "medium" | "low" {
  return score >= 0.9 ? "high" : score >= 0.7 ? "medium" : "low";
}

/** The list of duplicates that the dialog goes back to. */
export type DuplicatesPlace = { reason?: DuplicateReason };

/** The path of the dialog that merges two customers. `from`: the list that it goes back to. */
export function mergePath(id: string, other: string, from?: DuplicatesPlace): string {
  const place = from && { from: "duplicates", ...(from.reason && { reason: from.reason }) };
  return `/customers/${encodeURIComponent(id)}/merge?${new URLSearchParams({ with: other, ...place })}`;
}

/** Reads the list that the dialog goes back to from its URL. */
export function placeOfMerge(search: URLSearchParams): DuplicatesPlace | undefined {
  if (search.get("from") !== "duplicates") {
    return undefined;
  }
  const reason = REASONS.find((one) => one === search.get("reason"));
  return reason ? { reason } : {};
}

/** The path of the list of duplicates, with its filter. */
export const duplicatesPath = ({ reason }: DuplicatesPlace): string =>
  `/customers/duplicates${reason ? `?${new URLSearchParams({ reason })}` : ""}`;

type Other = AdminDuplicate["customers"][number] & { groups: AdminDuplicate[] };

/** Returns the customers who may be this one, each with its groups. */
export function othersOf(id: string, duplicates: readonly AdminDuplicate[]): Other[] {
  const others = new Map<string, Other>();
  for (const group of duplicates) {
    for (const customer of group.customers.filter((one) => one.id !== id)) {
      const known = others.get(customer.id);
      others.set(customer.id, { ...customer, groups: [...(known?.groups ?? []), group] });
    }
  }
  return [...others.values()];
}
