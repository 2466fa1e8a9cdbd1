import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** Maximum number of different addresses by which one customer is compared. */
const ADDRESS_KEYS = 100;

/** The keys by which a customer is compared with others. Null: the customer has no such value. */
export type DuplicateKeys = {
  email: string | null;
  spelling: string | null;
  phone: string | null;
  name_and_address: string[];
};

/** Index: customer_pkey, IDX_customer_address_customer_id. */
const KEYS = `
  select email, lower(btrim(email)) as spelling, customers_phone_key(phone) as phone, array(
    select distinct customers_address_key(first_name, last_name, postal_code, address_1)::text from customer_address address
    where address.customer_id = customer.id and address.deleted_at is null
      and address.postal_code is not null and address.address_1 is not null
    limit ${ADDRESS_KEYS}
  ) as name_and_address
  from customer where id = ? and deleted_at is null
`;

/** Finds the keys of a live customer. Null: there is no such customer. */
export async function findDuplicateKeys(connection: Knex, customerId: string): Promise<DuplicateKeys | null> {
  const [keys] = await queryRows<DuplicateKeys>(connection, KEYS, [customerId]);
  return keys ?? null;
}
