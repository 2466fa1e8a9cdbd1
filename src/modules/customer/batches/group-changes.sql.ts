import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { oldestBatchId } from "./delete-old-membership-batches.sql";

/** A change of many members of a group. */
export type GroupChange = {
  /** The id of the batch. */
  id: string;
  /** How many customers joined the group. */
  added: number;
  /** How many customers left it. */
  removed: number;
  /** The change that this one has undone. */
  undoes: string | null;
  /** The change that has undone this one. */
  undone_by: string | null;
  created_by: string | null;
  created_at: Date;
};

export type NewGroupChange = Omit<GroupChange, "undone_by" | "created_at"> & { groupId: string };

const INSERT = `
  insert into customers_group_change (id, customer_group_id, added, removed, undoes, created_by)
  values (?, ?, ?, ?, ?, ?)
`;

/** Records a change, so that it is listed. */
export async function recordGroupChange(transaction: Transaction, change: NewGroupChange): Promise<void> {
  const { id, groupId, added, removed, undoes, created_by } = change;
  await queryRows(transaction, INSERT, [id, groupId, added, removed, undoes, created_by]);
}

const selectChanges = (from: string): string => `
  select change.id, change.added, change.removed, change.undoes, undoing.id as undone_by, change.created_by, change.created_at
  from ${from} change left join customers_group_change undoing on undoing.undoes = change.id
`;

/** Index: customers_group_change_pkey, IDX_customers_group_change_undoes. */
const FIND = `
  ${selectChanges("customers_group_change")}
  where change.id = ? and change.customer_group_id = ? and change.id > ?
`;

/** Finds a change of a group that can be undone by its age. */
export async function findGroupChange(
  transaction: Transaction,
  { groupId, changeId }: { groupId: string; changeId: string },
): Promise<GroupChange | undefined> {
  const [change] = await queryRows<GroupChange>(transaction, FIND, [changeId, groupId, oldestBatchId(Date.now())]);
  return change;
}

const OF_GROUP = "from customers_group_change where customer_group_id = ? and id > ?";

/** Index: IDX_customers_group_change_group, IDX_customers_group_change_undoes. */
const PAGE = `
  ${selectChanges(`(select * ${OF_GROUP} order by id desc limit ? offset ?)`)} order by change.id desc
`;

const COUNT = `select count(*)::int as count ${OF_GROUP}`;

/** Lists the changes of a group of the last 30 days, the last one first. */
export async function listGroupChanges(
  connection: Knex,
  { groupId, limit, offset }: { groupId: string; limit: number; offset: number },
): Promise<{ changes: GroupChange[]; count: number }> {
  const group = [groupId, oldestBatchId(Date.now())];
  const changes = await queryRows<GroupChange>(connection, PAGE, [...group, limit, offset]);
  const [{ count }] = await queryRows<{ count: number }>(connection, COUNT, group);
  return { changes, count };
}
