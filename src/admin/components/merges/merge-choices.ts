import type { AdminMerge, AdminMergePreview, MergeChoice, MergePlanJson } from "../../../types/http/merges";
import type { ShownCustomer } from "../../lib/customers";

/** The fields in the order of the dialog. Metadata has its own row. */
export const MERGE_FIELDS = [
  "email",
  "first_name",
  "last_name",
  "company_name",
  "phone",
] as const satisfies MergeChoice[];

export type MergeField = (typeof MERGE_FIELDS)[number];

/** What the user has decided. A field that is not decided follows the rules of merges. */
export type MergeDecisions = { survivorId?: string; fields: AdminMerge["fields"]; keepLogins: boolean };

export const NO_DECISIONS: MergeDecisions = { fields: {}, keepLogins: false };

export function mergeBodyOf(ids: readonly [string, string], decisions: MergeDecisions): AdminMerge {
  const { survivorId, fields, keepLogins } = decisions;
  return { customer_ids: [...ids], survivor_id: survivorId, fields, keep_logins: keepLogins };
}

/** Returns the id of the customer whose value the field will have. What the user decided is before the plan, which follows. */
export function chosenSide(plan: MergePlanJson, field: MergeChoice, decided: MergeDecisions["fields"] = {}): string {
  return decided[field] ?? (plan.fields[field] === "survivor" ? plan.survivor_id : plan.merged_id);
}

/** Returns the keys of metadata that both have, with different values. */
export function metadataConflicts(one: ShownCustomer, other: ShownCustomer): string[] {
  const [mine, theirs] = [one.metadata ?? {}, other.metadata ?? {}];
  return Object.keys(mine).filter((key) => key in theirs && JSON.stringify(mine[key]) !== JSON.stringify(theirs[key]));
}

/** Returns the customers that a pair is by now, where each of them who was merged is replaced by the survivor. */
export function afterMerged(ids: readonly string[], blockers: AdminMergePreview["blockers"]): string[] {
  const survivors = new Map(blockers.map(({ customer_id, survivor_id }) => [customer_id, survivor_id]));
  return [...new Set(ids.map((id) => survivors.get(id) ?? id))];
}
