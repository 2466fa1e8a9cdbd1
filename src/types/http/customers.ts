/** Customers as the routes return them, as JSON. This file imports nothing. */

/** What `fields` of a request adds: other columns, relations, links. */
type OtherFields = Record<string, unknown>;

/** The columns of a customer. One with a question mark is there when `fields` of the request asks for it. */
export type CustomerColumns = {
  id: string;
  email: string | null;
  has_account: boolean;
  company_name: string | null;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  external_id?: string | null;
  metadata: Record<string, unknown> | null;
  created_by?: string | null;
  created_at: string;
  updated_at: string;
  deleted_at?: string | null;
};

/** A customer with the default fields of the route. */
export type CustomerJson = CustomerColumns & { addresses: CustomerAddressJson[] } & OtherFields;

/** The columns of an address, like `CustomerColumns`. */
export type CustomerAddressColumns = {
  id: string;
  customer_id: string;
  address_name: string | null;
  is_default_shipping: boolean;
  is_default_billing: boolean;
  company: string | null;
  first_name: string | null;
  last_name: string | null;
  address_1: string | null;
  address_2: string | null;
  city: string | null;
  country_code: string | null;
  province: string | null;
  postal_code: string | null;
  phone: string | null;
  metadata: Record<string, unknown> | null;
  created_at: string;
  updated_at: string;
  deleted_at?: string | null;
};

export type CustomerAddressJson = CustomerAddressColumns & OtherFields;

/** Fields to write; `null` clears a field. */
export type CustomerFieldsInput = {
  email?: string | null;
  company_name?: string | null;
  first_name?: string | null;
  last_name?: string | null;
  phone?: string | null;
  external_id?: string | null;
  metadata?: Record<string, unknown> | null;
};

export type DeletedResponse<Name extends string> = { id: string; object: Name; deleted: true };

/** The filters of the list of customers, as JSON: `GET /admin/customers` describes them. */
export type AdminCustomerFilters = Record<string, unknown>;

export type AdminBatchCustomers = {
  create?: CustomerFieldsInput[];
  update?: (CustomerFieldsInput & { id: string })[];
  /** Known customers are updated, the others are created. A key is `id`, `external_id` or `email` (with `has_account`). */
  upsert?: (CustomerFieldsInput & { id?: string; has_account?: boolean })[];
  /** Ids. */
  delete?: string[];
  additional_data?: Record<string, unknown> | null;
};

export type AdminBatchCustomersResponse = {
  created: CustomerJson[];
  updated: CustomerJson[];
  /** One for each upsert, in its order. */
  upserted: { id: string; created: boolean }[];
  deleted: { ids: string[]; object: "customer"; deleted: true };
};

export type AdminCustomersCursorParams = AdminCustomerFilters & {
  fields?: string;
  /** A column, with a minus sign for the descending order. */
  order?: string;
  limit?: number;
  /** `after` of another page: the rows behind it. */
  after?: string;
  /** `before` of another page: the rows in front of it. */
  before?: string;
  count?: "exact" | "bounded" | "none";
};

export type AdminCustomersCursorResponse = {
  customers: CustomerJson[];
  limit: number;
  after: string | null;
  before: string | null;
  count?: number;
  count_precision?: "exact" | "at_least";
};

export type DuplicateReason = "email" | "phone" | "name_and_address";
export type AdminDuplicatesParams = { reason?: DuplicateReason; limit?: number; after?: string };

export type AdminDuplicate = {
  reason: DuplicateReason;
  /** 0 to 1: how probable it is that they are one person. */
  score: number;
  customers: { id: string; email: string | null; has_account: boolean; created_at: string }[];
  advice: string;
};

/** Continue with `?after=<next>` until `next` is null. */
export type AdminDuplicatesResponse = { duplicates: AdminDuplicate[]; next: string | null };

/** The groups that one customer is in. */
export type AdminCustomerDuplicatesResponse = { duplicates: AdminDuplicate[] };

/** Whom a customer is, in lists. */
export type CustomerSummary = {
  id: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  phone: string | null;
  has_account: boolean;
};

/** `ids` or `filter`, not both. */
export type GroupMembersChoice = { ids?: string[]; filter?: AdminCustomerFilters };

export type AdminBatchGroupCustomers = {
  add?: GroupMembersChoice;
  remove?: GroupMembersChoice;
  additional_data?: Record<string, unknown> | null;
};

/** `id` is the group's; `added` and `removed` are counts. `change_id` is null when nothing changed. */
export type AdminBatchGroupCustomersResponse = {
  id: string;
  added: number;
  removed: number;
  change_id: string | null;
};

export type AdminGroupChangeListParams = { limit?: number; offset?: number };

/** A change of many members of a group, with numbers of customers. */
export type AdminGroupChange = {
  id: string;
  added: number;
  removed: number;
  /** The change that this one has undone. */
  undoes: string | null;
  /** The change that has undone this one. */
  undone_by: string | null;
  created_by: string | null;
  created_at: string;
};

export type AdminGroupChangeListResponse = {
  changes: AdminGroupChange[];
  count: number;
  limit: number;
  offset: number;
};

export type AdminUndoGroupChange = { additional_data?: Record<string, unknown> | null };

/** `id` is the group's, `change_id` of the change that the undo is. `skipped` customers joined, left or were deleted meanwhile. */
export type AdminUndoGroupChangeResponse = {
  id: string;
  change_id: string;
  added: number;
  removed: number;
  skipped: number;
};
