import { MedusaError } from "@medusajs/framework/utils";

/** Why two customers cannot be merged. */
export type MergeBlocker = {
  code:
    | "same_customer"
    | "not_found"
    | "merged_already"
    | "merge_in_progress"
    | "email_taken"
    | "email_changed"
    | "two_logins"
    | "account_holders";
  /** What stands in the way, by ids, and what to do. */
  message: string;
};

const TYPES: Partial<Record<MergeBlocker["code"], string>> = {
  same_customer: MedusaError.Types.INVALID_DATA,
  not_found: MedusaError.Types.NOT_FOUND,
};

/** @throws MedusaError with the messages of all blockers, of the type of the first; nothing when there are none. */
export function refuseBlocked(blockers: readonly MergeBlocker[]): void {
  if (blockers.length) {
    const type = TYPES[blockers[0].code] ?? MedusaError.Types.NOT_ALLOWED;
    throw new MedusaError(type, `The customers cannot be merged. ${blockers.map(({ message }) => message).join(" ")}`);
  }
}

/** For answers to admins; nothing of it may reach a store route. */
export function mergedIntoMessage(survivorId: string): string {
  return `It was merged into customer "${survivorId}"; use that id.`;
}

/** The same text without it, for store routes. */
export function withoutMergedInto(message: string): string {
  return message.replace(/\. It was merged into customer "[^"]*"; use that id\.$/, "");
}

type KnownCustomer = { id: string; deleted_at: string | null };
type KnownMerge = { merged_id: string; survivor_id: string; completed_at: string | null; stale: boolean };

/** What stands in the way as far as the two rows and the merges that concern them tell. */
export function pairBlockers(
  ids: readonly string[],
  customers: readonly KnownCustomer[],
  merges: readonly KnownMerge[],
): MergeBlocker[] {
  if (new Set(ids).size < ids.length) {
    return [{ code: "same_customer", message: 'The field "customer_ids" names one customer twice; give two.' }];
  }
  const isLive = (id: string) => customers.some((customer) => customer.id === id && customer.deleted_at === null);
  const busy = (id: string) =>
    merges.some(
      (merge) =>
        merge.completed_at === null &&
        !merge.stale &&
        ((merge.merged_id === id && !isLive(id)) || merge.survivor_id === id),
    );
  return ids.flatMap((id): MergeBlocker[] => {
    if (busy(id)) {
      const message = `A merge of customer "${id}" is in progress; look again when it has ended.`;
      return [{ code: "merge_in_progress", message }];
    }
    if (isLive(id)) {
      return [];
    }
    const into = merges.find(({ merged_id }) => merged_id === id);
    if (!into) {
      return [{ code: "not_found", message: `Customer with id "${id}" not found; it is unknown or deleted.` }];
    }
    // The very merge that was broken off: asking for it again picks it up.
    return into.stale && ids.includes(into.survivor_id)
      ? []
      : [
          {
            code: "merged_already",
            message: `Customer "${id}" was merged into "${into.survivor_id}" already; use that id.`,
          },
        ];
  });
}
