import type { AdminDuplicate } from "../../../types/http/customers";

/** The reason in our texts. The same email is written in one way or in several. */
export type ReasonText = "email" | "spelling" | "phone" | "name_and_address";

export function reasonTextOf({ reason, score }: Pick<AdminDuplicate, "reason" | "score">): ReasonText {
  return reason === "email" && score < 1 ? "spelling" : reason;
}

/** How probable it is that they are one person, as a part of a key of our texts. */
export function certaintyOf(score: number): "high" | "medium" | "low" {
  return score >= 0.9 ? "high" : score >= 0.7 ? "medium" : "low";
}

/** The path of the dialog that merges two customers. */
export function mergePath(id: string, other: string, from?: "duplicates"): string {
  const search = new URLSearchParams({ with: other, ...(from && { from }) });
  return `/customers/${encodeURIComponent(id)}/merge?${search}`;
}

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
