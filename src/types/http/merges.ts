/** What the routes of merges take and return, as JSON. */
import type { CustomerJson, CustomerSummary } from "./customers";

export type MergeSide = "survivor" | "merged";

/** Fields whose value a merge lets the caller choose; of `metadata`, whose value wins where both have a key. */
export type MergeChoice = "company_name" | "first_name" | "last_name" | "email" | "phone" | "metadata";

export type AdminMerge = {
  /** Two. */
  customer_ids: string[];
  /** Default: the registered one before the guest, then the older one. */
  survivor_id?: string;
  /** For each field a side, or the id of one of the two. */
  fields?: { [Field in MergeChoice]?: string };
  /** Both customers may have logins; the survivor gets all of them. */
  keep_logins?: boolean;
  additional_data?: Record<string, unknown> | null;
};

export type MergeBlockerCode =
  | "same_customer"
  | "not_found"
  | "merged_already"
  | "merge_in_progress"
  | "merge_unfinished"
  | "email_taken"
  | "email_changed"
  | "two_logins"
  | "account_holders";

export type MergePlanJson = {
  survivor_id: string;
  merged_id: string;
  fields: { [Field in MergeChoice]: MergeSide };
  /** The survivor after the merge. */
  customer: {
    id: string;
    company_name: string | null;
    first_name: string | null;
    last_name: string | null;
    email: string | null;
    phone: string | null;
    has_account: boolean;
    metadata: Record<string, unknown> | null;
  };
  addresses: {
    moved: string[];
    /** They stay with the deleted record, because the survivor has the same address. */
    not_moved: { id: string; same_as: string }[];
    default_shipping_id: string | null;
    default_billing_id: string | null;
  };
  /** The groups that the survivor joins. */
  groups: { joined: string[] };
};

export type AdminMergePreview = {
  /** Null when one of the customers does not exist. */
  plan: MergePlanJson | null;
  /** Rows of other modules. */
  moves: {
    orders: number;
    order_transfers: number;
    carts: number;
    auth_identity_ids: string[];
    account_holder_ids: string[];
  };
  /** Empty: the merge is possible. */
  blockers: {
    code: MergeBlockerCode;
    message: string;
    /** Of `merged_already`: the customer who was merged. */
    customer_id?: string;
    /** Of `merged_already`: the customer who has everything of that one. */
    survivor_id?: string;
  }[];
};

export type AdminMergePreviewResponse = { preview: AdminMergePreview };
export type AdminMergeResponse = { customer: CustomerJson; merged_id: string };

export type AdminMergeListParams = { limit?: number; offset?: number };

/** A customer who was merged into the one of the route. */
export type AdminMergedCustomer = {
  /** The id of the merge. */
  id: string;
  kind: "merge" | "claim";
  created_by: string | null;
  created_at: string;
  /** Null: not everything has moved yet. */
  completed_at: string | null;
  /** As the record was then. Null: it was deleted from the database. */
  customer: CustomerSummary | null;
};

export type AdminMergeListResponse = { merges: AdminMergedCustomer[]; count: number; limit: number; offset: number };
