import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { MAY_NEED_NORMALIZING } from "../emails/normalize-stored-emails.sql";

/** Maximum number of customers per key, the oldest ids first: a number that thousands share proves nothing. */
const CUSTOMERS_PER_KEY = 100;

/** A live customer in a response. */
type Candidate = { id: string; email: string | null; has_account: boolean; created_at: Date };

const SHOWN = "customer.id, customer.email, customer.has_account, customer.created_at";

/**
 * Selects the first rows of each key; the row of one customer, if a key has it, is before all others.
 *
 * `offset 0` is a barrier for the planner: to return rows in id order it would read the index of ids from its beginning,
 * for minutes, and filter by the key.
 */
const ofEachKey = (type: "text" | "bigint", rows: string): string => `
  unnest(?::${type}[]) as wanted (key)
  cross join lateral (
    select same.* from (${rows} offset 0) as same order by (same.id = ?) desc, same.id limit ${CUSTOMERS_PER_KEY}
  ) as found
`;

const spelled = `
  select ${SHOWN} from customer where deleted_at is null and ${MAY_NEED_NORMALIZING} and lower(btrim(email)) = wanted.key`;

/** Index: IDX_customer_email_spelling. */
const SPELLINGS = `select wanted.key, found.* from ${ofEachKey("text", spelled)}`;

/** Index: IDX_customer_email_has_account_unique. */
const BY_EMAIL = `select ${SHOWN} from customer where email = any(?::text[]) and deleted_at is null`;

const phoned = `
  select ${SHOWN}, phone, first_name, last_name from customer
  where deleted_at is null and phone is not null and customers_phone_key(phone) = wanted.key`;

/** Index: IDX_customer_phone_key; for the countries IDX_customer_address_customer_id. */
const PHONES = `
  select wanted.key, found.*, array(
    select distinct country_code from customer_address
    where customer_address.customer_id = found.id and customer_address.deleted_at is null and country_code is not null
    order by country_code
  ) as countries
  from ${ofEachKey("text", phoned)}
`;

const addressed = `
  select ${SHOWN}, address.postal_code, address.address_1,
    coalesce(address.first_name, case when address.last_name is null then customer.first_name end) as first_name,
    coalesce(address.last_name, case when address.first_name is null then customer.last_name end) as last_name
  from customer_address address
  join customer on customer.id = address.customer_id and customer.deleted_at is null
  where address.deleted_at is null and address.postal_code is not null and address.address_1 is not null
    and customers_address_key(address.first_name, address.last_name, address.postal_code, address.address_1) = wanted.key`;

/** Index: IDX_customer_address_person_key, customer_pkey. An address without a name has its customer's. */
const ADDRESSES = `select wanted.key::text, found.* from ${ofEachKey("bigint", addressed)}`;

type Keyed<Fields> = Candidate & { key: string } & Fields;
type Named = { first_name: string | null; last_name: string | null };

type PhoneCandidate = Keyed<Named & { phone: string; countries: string[] }>;
type AddressCandidate = Keyed<Named & { postal_code: string; address_1: string }>;

/** Finds customers with an unusual spelling of these keys. `first`: the customer whom the limit never leaves out. */
export async function findBySpelling(
  connection: Knex,
  keys: readonly string[],
  first: string | null = null,
): Promise<Keyed<{ email: string }>[]> {
  return await queryRows(connection, SPELLINGS, [[...keys], first]);
}

/** Finds live customers with exactly one of these emails. */
export async function findByEmail(connection: Knex, emails: readonly string[]): Promise<Candidate[]> {
  return await queryRows(connection, BY_EMAIL, [[...emails]]);
}

export async function findByPhoneKey(
  connection: Knex,
  keys: readonly string[],
  first: string | null = null,
): Promise<PhoneCandidate[]> {
  return await queryRows(connection, PHONES, [[...keys], first]);
}

export async function findByAddressKey(
  connection: Knex,
  keys: readonly string[],
  first: string | null = null,
): Promise<AddressCandidate[]> {
  return await queryRows(connection, ADDRESSES, [[...keys], first]);
}
