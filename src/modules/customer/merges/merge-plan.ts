import { MedusaError } from "@medusajs/framework/utils";
import { addressKeyOf, type PostalAddress } from "../addresses/address-key";
import { CUSTOMER_FIELDS, namesOf, recordOf } from "../fields";
import { type MergeCandidate, orderBySurvival } from "./merge-policy";

/** The fields that a merge decides one by one. */
export const MERGE_FIELDS = namesOf(CUSTOMER_FIELDS, { merge: "choose" });
export type MergeField = (typeof MERGE_FIELDS)[number];

/** The booleans that the survivor has if one of the two has them. */
export const EITHER_FIELDS = namesOf(CUSTOMER_FIELDS, { merge: "or" });

/** The fields for which a caller can choose a side; for metadata, whose value wins where both have a key. */
export const MERGE_CHOICES = [...MERGE_FIELDS, "metadata" as const];
export type MergeChoice = (typeof MERGE_CHOICES)[number];

/** Whose value a field takes. */
export type MergeSide = "survivor" | "merged";

/** For a field, or for `metadata` where a key is in both: a side, or the id of one of the two. */
export type MergeFieldChoices = Partial<Record<MergeChoice, string>>;

export type MergeRequest = { customer_ids: string[]; survivor_id?: string; fields?: MergeFieldChoices };

/** The fields of a customer that a merge may write. */
type MergedFields = Record<MergeField, string | null> &
  Record<(typeof EITHER_FIELDS)[number], boolean> & { metadata: Record<string, unknown> | null };

export type MergeCustomerRow = MergeCandidate & MergedFields;

export type MergeAddressRow = PostalAddress & {
  id: string;
  customer_id: string;
  is_default_shipping: boolean;
  is_default_billing: boolean;
};

/** Both customers with their live addresses, in id order, and memberships. */
export type MergeState = {
  customers: [MergeCustomerRow, MergeCustomerRow];
  addresses: MergeAddressRow[];
  memberships: { customer_id: string; customer_group_id: string }[];
};

export type MergePlan = {
  survivor_id: string;
  merged_id: string;
  /** Whose value each field takes, and whose metadata wins where both have a key. */
  fields: Record<MergeChoice, MergeSide>;
  /** The survivor after the merge. */
  customer: MergedFields & { id: string };
  addresses: {
    moved: string[];
    /** Addresses that stay with the deleted record, because the survivor has the same one. */
    left: { id: string; same_as: string }[];
    default_shipping_id: string | null;
    default_billing_id: string | null;
  };
  /** The groups that the survivor joins. */
  groups: { joined: string[] };
};

/**
 * Plans a merge from the rows of the two customers. The preview returns the plan, and the merge applies it.
 *
 * The email of the plan is spelled as it is stored; the caller decides about its spelling.
 *
 * @throws MedusaError (invalid_data) for a survivor or a choice of a field that is neither of the two.
 */
export function planMerge(state: MergeState, request: MergeRequest): MergePlan {
  const [survivor, merged] = orderBySurvival(state.customers, request.survivor_id);
  const fields = chooseFields(survivor, merged, request.fields ?? {});
  return {
    survivor_id: survivor.id,
    merged_id: merged.id,
    fields,
    customer: resultingCustomer(survivor, merged, fields),
    addresses: planAddresses(state.addresses, survivor.id),
    groups: { joined: joinedGroups(state.memberships, survivor.id) },
  };
}

function chooseFields(
  survivor: MergeCustomerRow,
  merged: MergeCustomerRow,
  choices: MergeFieldChoices,
): MergePlan["fields"] {
  const chosen = (field: MergeChoice): MergeSide | undefined => {
    const choice = choices[field];
    if (choice === undefined || choice === "survivor" || choice === survivor.id) {
      return choice === undefined ? undefined : "survivor";
    }
    if (choice === "merged" || choice === merged.id) {
      return "merged";
    }
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The field "fields.${field}" must be "survivor", "merged" or one of the two customer ids.`,
    );
  };
  const side = (field: MergeField): MergeSide => {
    const choice = chosen(field);
    return choice ?? (isEmpty(survivor[field]) && !isEmpty(merged[field]) ? "merged" : "survivor");
  };
  return { ...recordOf(MERGE_FIELDS, side), metadata: chosen("metadata") ?? "survivor" };
}

function resultingCustomer(
  survivor: MergeCustomerRow,
  merged: MergeCustomerRow,
  fields: MergePlan["fields"],
): MergePlan["customer"] {
  const value = (field: MergeField) => (fields[field] === "merged" ? merged : survivor)[field];
  const [stronger, weaker] = fields.metadata === "merged" ? [merged, survivor] : [survivor, merged];
  const nothing = survivor.metadata === null && merged.metadata === null;
  return {
    id: survivor.id,
    ...recordOf(MERGE_FIELDS, value),
    ...recordOf(EITHER_FIELDS, (field) => survivor[field] || merged[field]),
    metadata: nothing ? null : { ...weaker.metadata, ...stronger.metadata },
  };
}

function planAddresses(addresses: readonly MergeAddressRow[], survivorId: string): MergePlan["addresses"] {
  const own = addresses.filter(({ customer_id }) => customer_id === survivorId);
  const ofMerged = addresses.filter(({ customer_id }) => customer_id !== survivorId);
  const idByKey = new Map<string, string>();
  for (const address of own) {
    const key = addressKeyOf(address);
    idByKey.set(key, idByKey.get(key) ?? address.id);
  }
  const moved: string[] = [];
  const left: { id: string; same_as: string }[] = [];
  for (const address of ofMerged) {
    const key = addressKeyOf(address);
    const same_as = idByKey.get(key);
    if (same_as === undefined) {
      idByKey.set(key, address.id);
      moved.push(address.id);
    } else {
      left.push({ id: address.id, same_as });
    }
  }
  const sameAs = new Map(left.map(({ id, same_as }) => [id, same_as]));
  const defaultOf = (mark: "is_default_shipping" | "is_default_billing"): string | null => {
    const marked = own.find((address) => address[mark]) ?? ofMerged.find((address) => address[mark]);
    return marked ? (sameAs.get(marked.id) ?? marked.id) : null;
  };
  return {
    moved,
    left,
    default_shipping_id: defaultOf("is_default_shipping"),
    default_billing_id: defaultOf("is_default_billing"),
  };
}

function joinedGroups(memberships: MergeState["memberships"], survivorId: string): string[] {
  const own = new Set(
    memberships.filter(({ customer_id }) => customer_id === survivorId).map((one) => one.customer_group_id),
  );
  const others = memberships.map(({ customer_group_id }) => customer_group_id).filter((id) => !own.has(id));
  return [...new Set(others)].sort();
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}
