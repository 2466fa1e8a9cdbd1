import type { Knex } from "@medusajs/framework/mikro-orm/knex";

/**
 * Soft-deletes repeated memberships and keeps the first one. Core accepts the same membership twice.
 *
 * No row is lost, and readers see the same groups.
 */
const DUPLICATES = `
  with numbered as (
    select id, row_number() over (
      partition by customer_group_id, customer_id order by unique_membership nulls last, created_at, id
    ) as place
    from customer_group_customer
    where deleted_at is null and (customer_group_id, customer_id) in (
      select customer_group_id, customer_id from customer_group_customer
      where deleted_at is null
      group by customer_group_id, customer_id having count(*) > 1
    )
  )
  update customer_group_customer set deleted_at = now()
  from numbered where customer_group_customer.id = numbered.id and numbered.place > 1
`;

/**
 * Soft-deletes live memberships of deleted groups, with the group's time, so that a restore finds them. Core keeps them
 * live.
 */
const ORPHANS = `
  update customer_group_customer set deleted_at = customer_group.deleted_at
  from customer_group
  where customer_group.id = customer_group_customer.customer_group_id
    and customer_group.deleted_at is not null and customer_group_customer.deleted_at is null
`;

/** Repairs memberships that core wrote. @returns the numbers of duplicates and of memberships of deleted groups. */
export async function repairMemberships(connection: Knex): Promise<{ duplicates: number; orphans: number }> {
  const duplicates = await connection.raw<{ rowCount: number }>(DUPLICATES);
  const orphans = await connection.raw<{ rowCount: number }>(ORPHANS);
  return { duplicates: duplicates.rowCount, orphans: orphans.rowCount };
}
