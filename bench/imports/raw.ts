import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { openClient } from "../databases/database";
import { COLUMNS } from "./file";

const STAGE = `create unlogged table import_stage (line bigint generated always as identity, ${COLUMNS.map((column) => `"${column}" text`).join(", ")})`;
const COPY = `copy import_stage (${COLUMNS.map((column) => `"${column}"`).join(", ")}) from stdin (format csv, header)`;

/** An id that sorts in the file's order, as a ULID does, at the cost of writing down a number. */
const id = (prefix: string, number: string) => `'${prefix}_' || :run || lpad((${number})::text, 20, '0')`;

const GROUPS = `
  insert into customer_group (id, name)
  select ${id("cusgroup", "row_number() over ()")}, name
  from (select distinct string_to_table(groups, '|') as name from import_stage) as named
  on conflict (name) where deleted_at is null do nothing
`;

/** By the key that every row has; a row that is there already is written only where it differs. */
const CUSTOMERS = `
  insert into customer (
    id, external_id, email, has_account, company_name, first_name, last_name, phone, metadata
  )
  select ${id("cus", "line")}, external_id, lower(email), has_account::boolean, company_name, first_name, last_name, phone,
    metadata::jsonb
  from import_stage
  on conflict (email, has_account) where deleted_at is null do update set
    external_id = excluded.external_id, company_name = excluded.company_name, first_name = excluded.first_name,
    last_name = excluded.last_name, phone = excluded.phone, metadata = excluded.metadata, updated_at = now()
  where (customer.external_id, customer.company_name, customer.first_name, customer.last_name, customer.phone,
      customer.metadata)
    is distinct from (excluded.external_id, excluded.company_name, excluded.first_name, excluded.last_name,
      excluded.phone, excluded.metadata)
`;

const FOUND = `
  from import_stage stage
  join customer on customer.email = lower(stage.email) and customer.has_account = stage.has_account::boolean
    and customer.deleted_at is null
`;

const ADDRESSES = `
  insert into customer_address (
    id, customer_id, is_default_shipping, first_name, last_name, address_1, city, country_code, province, postal_code,
    phone
  )
  select ${id("cuaddr", "line")}, customer.id, address_1_is_default_shipping::boolean, address_1_first_name,
    address_1_last_name, address_1_address_1, address_1_city, address_1_country_code, address_1_province,
    address_1_postal_code, address_1_phone
  ${FOUND}
  where not exists (
    select from customer_address address
    where address.customer_id = customer.id and address.deleted_at is null
      and (address.first_name, address.last_name, address.address_1, address.city, address.country_code,
          address.province, address.postal_code, address.phone)
        is not distinct from (address_1_first_name, address_1_last_name, address_1_address_1, address_1_city,
          address_1_country_code, address_1_province, address_1_postal_code, address_1_phone)
  )
`;

const MEMBERSHIPS = `
  insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
  select ${id("cusgc", "row_number() over ()")}, customer.id, customer_group.id, true
  ${FOUND}
  cross join lateral string_to_table(stage.groups, '|') as joined (name)
  join customer_group on customer_group.name = joined.name and customer_group.deleted_at is null
  on conflict (customer_id, customer_group_id) where unique_membership and deleted_at is null do nothing
`;

const INVITATIONS = `
  insert into customer_invitation (id, customer_id)
  select ${id("cusinv", "line")}, customer.id
  ${FOUND}
  where customer.has_account and not exists (
    select from customer_invitation invitation where invitation.customer_id = customer.id
  )
`;

/**
 * What a database administrator would do with the file: `\\copy` into a table without a log, then the rows into the
 * tables with set-based statements, all in one transaction. It checks nothing: no value, no row that is there twice, no
 * country or phone, and it emits no events.
 */
export async function importRaw(url: string, path: string, run: string): Promise<void> {
  const client = await openClient(url);
  try {
    await client.query("begin");
    // All rows meet all rows: tables that are empty when a statement begins would be read once for each row of the other.
    await client.query("set local enable_nestloop = off");
    await client.query(STAGE);
    const copy = client.query(copyFrom(COPY));
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), copy);
    await client.query("analyze import_stage");
    for (const statement of [GROUPS, CUSTOMERS, ADDRESSES, MEMBERSHIPS, INVITATIONS]) {
      await client.query(statement.replaceAll(":run", `'${run}'`));
      // Without it the planner takes the tables for empty still, and compares every row with every other.
      await client.query("analyze customer, customer_group");
    }
    await client.query("drop table import_stage");
    await client.query("commit");
  } finally {
    await client.end();
  }
}
