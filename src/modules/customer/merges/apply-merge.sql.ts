import { randomUUID } from "node:crypto";
import { softDeleteCustomers } from "../customers/soft-delete-customers.sql";
import { createIds } from "../database/create-ids";
import { mergeMetadata } from "../database/merge-metadata";
import { queryRows, type Transaction } from "../database/transaction";
import { recordOf } from "../fields";
import { addMemberships } from "../groups/add-memberships.sql";
import type { MergePlan } from "./merge-plan";
import { EITHER_FIELDS, MERGE_FIELDS } from "./merge-plan";
import type { MergeKind, MergeRow } from "./merge-redirects.sql";
import type { MergePair } from "./read-pair.sql";

/** A row as PostgreSQL writes it in JSON: every column, times to the microsecond. */
type JsonRow = { id: string; [column: string]: unknown };
export type RowChange = { before: JsonRow; after: JsonRow };

/** The data that undoes a merge. It holds personal data: for the running workflow only, never stored. */
export type MergeUndo = {
  merge_id: string;
  run_id: string;
  survivor_id: string;
  customers: RowChange[];
  addresses: RowChange[];
  /** Earlier merges of one of the two customers. */
  merges: MergeRow[];
  membership_ids: string[];
};

export type AppliedMerge = {
  undo: MergeUndo;
  /** The groups that the survivor joined. */
  joinedGroupIds: string[];
  updatedCustomerIds: string[];
  updatedAddressIds: string[];
  deletedCustomerIds: string[];
  deletedAddressIds: string[];
};

/**
 * Moves addresses to the survivor, and sets its default addresses to those of the plan. An address with these values
 * already is left untouched. Index: customer_address_pkey, IDX_customer_address_customer_id.
 */
const ADDRESSES = `
  update customer_address set
    customer_id = ?, updated_at = ?::timestamptz,
    is_default_shipping = (id is not distinct from ?::text), is_default_billing = (id is not distinct from ?::text)
  where (id = any(?::text[]) or customer_id = ?) and deleted_at is null and (
    customer_id <> ?
    or is_default_shipping <> (id is not distinct from ?::text)
    or is_default_billing <> (id is not distinct from ?::text)
  )
  returning id
`;

/** Deletes redirects of live customers, which a restore by core has left. Index: IDX_customer_merge_merged_id. */
const FORGET = "delete from customer_merge where merged_id = any(?::text[])";

/** Redirects customers that were merged into the merged customer to the survivor. Index: IDX_customer_merge_survivor_id. */
const COMPRESS = "update customer_merge set survivor_id = ? where survivor_id = ?";

const REDIRECT = `
  insert into customer_merge (id, merged_id, survivor_id, kind, created_by, run_id, heartbeat_at, joined_group_ids)
  values (?, ?, ?, ?, ?, ?, now(), ?::jsonb)
`;

/** Reads rows, deleted ones included. Index: the primary key. */
const rowsOf = (table: "customer" | "customer_address"): string =>
  `select to_jsonb(${table}) as row from ${table} where id = any(?::text[]) order by id`;

/**
 * Applies a plan to locked rows.
 *
 * The merged customer is deleted before the survivor takes its email, and after its addresses have moved: the addresses
 * that the survivor has too are deleted with it.
 */
export async function applyMerge(
  transaction: Transaction,
  plan: MergePlan,
  { pair, kind, createdBy }: { pair: MergePair; kind: MergeKind; createdBy: string | null },
): Promise<AppliedMerge> {
  const { survivor_id, merged_id } = plan;
  const [merge_id] = createIds("cusmrg", 1);
  const run_id = randomUUID();
  const updatedAddressIds = await moveAddresses(transaction, plan);
  const deleted = await softDeleteCustomers(transaction, [merged_id]);
  const updatedCustomerIds = await takeFields(transaction, plan, pair);
  await queryRows(transaction, FORGET, [[survivor_id, merged_id]]);
  await queryRows(transaction, COMPRESS, [survivor_id, merged_id]);
  const { membership_ids, joinedGroupIds } = await joinGroups(transaction, plan);
  await queryRows(transaction, REDIRECT, [
    ...[merge_id, merged_id, survivor_id, kind, createdBy, run_id],
    JSON.stringify(joinedGroupIds),
  ]);
  return {
    undo: {
      ...{ merge_id, run_id, survivor_id },
      customers: await changes(transaction, "customer", pair.customers),
      addresses: await changes(transaction, "customer_address", pair.addresses),
      merges: pair.merges.map(({ is_expired: _, is_void: __, ...row }) => row),
      membership_ids,
    },
    joinedGroupIds,
    updatedCustomerIds,
    updatedAddressIds,
    deletedCustomerIds: deleted.customerIds,
    deletedAddressIds: deleted.addressIds,
  };
}

/** Adds the survivor to groups. Memberships that another writer has added meanwhile are no change of the merge. */
async function joinGroups(
  transaction: Transaction,
  { survivor_id, groups }: MergePlan,
): Promise<{ membership_ids: string[]; joinedGroupIds: string[] }> {
  if (!groups.joined.length) {
    return { membership_ids: [], joinedGroupIds: [] };
  }
  const pairs = groups.joined.map((customer_group_id) => ({ customer_id: survivor_id, customer_group_id }));
  const created = (await addMemberships(transaction, pairs)).filter((membership) => membership.created);
  return {
    membership_ids: created.map(({ id }) => id),
    joinedGroupIds: created.map(({ customer_group_id }) => customer_group_id),
  };
}

async function moveAddresses(transaction: Transaction, { survivor_id, addresses }: MergePlan): Promise<string[]> {
  const { moved, default_shipping_id, default_billing_id } = addresses;
  const rows = await queryRows<{ id: string }>(transaction, ADDRESSES, [
    ...[survivor_id, new Date(), default_shipping_id, default_billing_id, moved, survivor_id],
    ...[survivor_id, default_shipping_id, default_billing_id],
  ]);
  return rows.map(({ id }) => id).sort();
}

/**
 * Copies fields of the merged customer to the survivor.
 *
 * The database copies them: JavaScript cannot hold all numbers of metadata. A survivor with these values already is left
 * untouched. Index: customer_pkey.
 */
async function takeFields(
  transaction: Transaction,
  { survivor_id, merged_id, fields, customer }: MergePlan,
  pair: MergePair,
): Promise<string[]> {
  const [weaker, stronger] = fields.metadata === "merged" ? ["customer", "merged"] : ["merged", "customer"];
  const values: Record<string, string> = {
    ...recordOf(EITHER_FIELDS, (field) => `(customer.${field} or merged.${field})`),
    metadata: `
      case when customer.metadata is null and merged.metadata is null then null
        else ${mergeMetadata(`${weaker}.metadata`, `coalesce(${stronger}.metadata, '{}')`)} end`,
  };
  for (const field of MERGE_FIELDS.filter((one) => fields[one] === "merged")) {
    values[field] = `merged.${field}`;
  }
  const chosen = pair.customers.find(({ id }) => id === (fields.email === "merged" ? merged_id : survivor_id));
  // The plan has the email in the store's spelling, the row may not.
  const respelled = customer.email === chosen?.email ? [] : [customer.email];
  if (respelled.length) {
    values.email = "?::text";
  }
  const columns = Object.entries(values);
  const rows = await queryRows<{ id: string }>(
    transaction,
    `
      update customer set
        ${columns.map(([column, value]) => `${column} = ${value}`).join(",\n        ")},
        updated_at = ?::timestamptz
      from customer merged
      where customer.id = ? and merged.id = ?
        and (${columns.map(([column, value]) => `customer.${column} is distinct from ${value}`).join(" or ")})
      returning customer.id
    `,
    [...respelled, new Date(), survivor_id, merged_id, ...respelled],
  );
  return rows.map(({ id }) => id);
}

async function changes(
  transaction: Transaction,
  table: "customer" | "customer_address",
  before: readonly JsonRow[],
): Promise<RowChange[]> {
  const after = await queryRows<{ row: JsonRow }>(transaction, rowsOf(table), [before.map(({ id }) => id)]);
  const byId = new Map(after.map(({ row }) => [row.id, row]));
  return before.flatMap((row) => {
    const now = byId.get(row.id);
    return now && JSON.stringify(now) !== JSON.stringify(row) ? [{ before: row, after: now }] : [];
  });
}
