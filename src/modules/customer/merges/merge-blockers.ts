import { MedusaError } from "@medusajs/framework/utils";
import { MergeBlockedError } from "../../../shared/errors";

/** Why two customers cannot be merged. */
export type MergeBlocker = {
  code:
    | "same_customer"
    | "not_found"
    | "merged_already"
    | "merge_in_progress"
    | "merge_unfinished"
    | "email_taken"
    | "email_changed"
    | "two_logins"
    | "account_holders";
  /** The reason, with ids, and what to do. */
  message: string;
  /** Of `merged_already`: the customer who was merged, and the survivor. */
  customer_id?: string;
  survivor_id?: string;
};

const TYPES: Partial<Record<MergeBlocker["code"], string>> = {
  same_customer: MedusaError.Types.INVALID_DATA,
  not_found: MedusaError.Types.NOT_FOUND,
};

/** @throws MergeBlockedError with the codes and messages of all blockers, of the type of the first one. */
export function assertNoBlockers(blockers: readonly MergeBlocker[]): void {
  if (blockers.length) {
    const type = TYPES[blockers[0].code] ?? MedusaError.Types.NOT_ALLOWED;
    const message = `The customers cannot be merged. ${blockers.map((blocker) => blocker.message).join(" ")}`;
    throw new MergeBlockedError(
      type,
      message,
      blockers.map(({ code }) => code),
    );
  }
}

type KnownCustomer = { id: string; deleted_at: string | null };
type KnownMerge = {
  merged_id: string;
  survivor_id: string;
  completed_at: string | null;
  is_expired: boolean;
  is_merged_customer_restored: boolean;
};

/** Returns the blockers that follow from the two rows and their merges. */
export function pairBlockers(
  ids: readonly string[],
  customers: readonly KnownCustomer[],
  merges: readonly KnownMerge[],
): MergeBlocker[] {
  if (new Set(ids).size < ids.length) {
    return [{ code: "same_customer", message: 'The field "customer_ids" names one customer twice; give two.' }];
  }
  const valid = merges.filter(({ is_merged_customer_restored }) => !is_merged_customer_restored);
  if (valid.some((merge) => merge.is_expired && isOfPair(merge, ids))) {
    // This merge was interrupted: the request resumes it.
    return [];
  }
  const isLive = (id: string) => customers.some((customer) => customer.id === id && customer.deleted_at === null);
  return ids.flatMap((id): MergeBlocker[] => {
    const open = valid.filter(
      ({ completed_at, merged_id, survivor_id }) => completed_at === null && (merged_id === id || survivor_id === id),
    );
    return open.length ? [openBlocker(id, open)] : isLive(id) ? [] : [goneBlocker(id, valid)];
  });
}

/** Whether a merge is one of these two customers, whichever survives. */
export function isOfPair(
  { merged_id, survivor_id }: Pick<KnownMerge, "merged_id" | "survivor_id">,
  ids: readonly string[],
): boolean {
  return ids.includes(merged_id) && ids.includes(survivor_id);
}

function openBlocker(id: string, open: readonly KnownMerge[]): MergeBlocker {
  const broken = open.find(({ is_expired }) => is_expired);
  if (!broken) {
    const message = `A merge of customer "${id}" is in progress; try again when it has ended.`;
    return { code: "merge_in_progress", message };
  }
  const message =
    `A merge of customer "${broken.merged_id}" into "${broken.survivor_id}" was interrupted before everything had moved. ` +
    "A job ends it within minutes; merge these two again to end it now.";
  return { code: "merge_unfinished", message };
}

function goneBlocker(id: string, merges: readonly KnownMerge[]): MergeBlocker {
  const into = merges.find(({ merged_id }) => merged_id === id);
  if (!into) {
    return { code: "not_found", message: `Customer with id "${id}" not found; it is unknown or deleted.` };
  }
  const message = `Customer "${id}" was merged into "${into.survivor_id}" already; use that id.`;
  return { code: "merged_already", message, customer_id: id, survivor_id: into.survivor_id };
}

/** Returns the blocker of a merge that would give the survivor the email of a third customer. */
export function emailBlockers(survivorId: string | undefined, takenBy: string | null): MergeBlocker[] {
  if (survivorId === undefined || takenBy === null) {
    return [];
  }
  const message =
    `The email that customer "${survivorId}" would have belongs to customer "${takenBy}". ` +
    'Choose the other email with "fields.email", or merge that customer first.';
  return [{ code: "email_taken", message }];
}
