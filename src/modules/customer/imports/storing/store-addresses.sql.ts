import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../../database/transaction";
import { ADDRESS_FIELDS, type Field, namesOf } from "../../fields";
import { Breather } from "../reading/breather";
import { rangeOf } from "./batch-range";
import { type AddressMatch, type GivenAddress, matchAddresses, type StoredAddress } from "./match-addresses";
import type { KnownRow, NewRow } from "./sort-rows";

/** What a row's addresses are to the stored ones of its customer. */
type RowMatch = AddressMatch & { line: number; customerId: string };

export type ChangedAddresses = { created: string[]; updated: string[]; customerIds: Set<string> };

const FIELDS = Object.entries<Field>(ADDRESS_FIELDS).filter(([, { file }]) => file !== undefined);
const JSON_FIELDS: readonly string[] = namesOf(ADDRESS_FIELDS, { type: "jsonb" });
const POSTAL = namesOf(ADDRESS_FIELDS, { postal: true });
const COMPARED = FIELDS.map(([name]) => name).filter((name) => !JSON_FIELDS.includes(name));

/**
 * The MD5 hash of the fields that a person changes: an address that differs from what an import wrote was changed. Empty fields
 * are not in it: the hashes stay when a version of the plugin adds a field.
 */
const fingerprint = (value: (field: string) => string): string =>
  `md5(concat_ws(E'\\x1f', ${POSTAL.map((field) => `'${field}=' || nullif(${value(field)}, '')`).join(", ")}))`;

/** Locked in id order, as every operation on several addresses locks. Index: IDX_customer_address_customer_id. */
const existingAddresses = (suffix: string): string => `
  select id, customer_id, ${COMPARED.join(", ")},
    case when import_slot is not null and import_fingerprint = ${fingerprint((field) => field)} then import_slot end as slot
  from customer_address
  where customer_id = any(?::text[]) and deleted_at is null
  order by id ${suffix}
`;

/** A field of the file's address, an element of JSON: absent is nothing said. */
const given = (name: string, type: string): string =>
  type === "jsonb" ? `nullif(given.address -> '${name}', 'null')` : `(given.address ->> '${name}')::${type}`;

/** The address is as a source brought it, and the file is of a source with slots. */
const IS_SOURCES = `(
  address.import_slot is not null and given.address ->> 'slot' is not null
  and address.import_fingerprint = ${fingerprint((field) => `address.${field}`)}
)`;

/** What a slot brought before, and no person has changed, becomes what the file has: the source has emptied the field. */
const replaced = (name: string): string =>
  POSTAL.some((field) => field === name) ? `when ${IS_SOURCES} then null` : "";

/** The backslash keeps knex from taking the question mark for a binding. Metadata is merged key by key. */
function newValue(name: string, type: string): string {
  const value =
    type === "jsonb"
      ? `case when ${given(name, type)} is null then null else coalesce(address.${name}, '{}') || (${given(name, type)}) end`
      : given(name, type);
  return `case when given.address \\? '${name}' then ${value} ${replaced(name)} else address.${name} end`;
}

/** `{}` merges nothing into nothing. */
const isChanged = (name: string, type: string): string =>
  type === "jsonb"
    ? `coalesce(address.${name}, '{}') is distinct from coalesce(${newValue(name, type)}, '{}')`
    : `address.${name} is distinct from (${newValue(name, type)})`;

const IS_SAME = FIELDS.map(([name, { type }]) => {
  if (type === "jsonb") {
    return `not (${isChanged(name, type)})`;
  }
  return type === "boolean"
    ? `address.${name} = coalesce(${given(name, type)}, address.${name})`
    : `address.${name} is not distinct from ${given(name, type)}`;
}).join("\n        and ");

/**
 * The addresses of rows that are not, one by one in id order, those that their customers have: of these nothing is to be
 * matched or written. A file that comes again has nearly none of the others; without the look here, a million rows of it
 * came to JavaScript with all their addresses, and took half as long again. All customers are compared at once: a subquery
 * for each took four times as long.
 *
 * Staged rows come first, and the plan second, by a left join: of an inner join of the two the planner expects one row. It then
 * compared each row with all addresses of the batch, which took 1.1 s for 1,000 rows of a million.
 *
 * Index: customer_import_row_pkey, IDX_customer_address_customer_id.
 */
const GIVEN = `
  with staged as materialized (
    select staged.line, staged.addresses, planned.target_id
    from customer_import_row staged
    left join unnest(?::int[], ?::text[]) as planned (line, target_id) on planned.line = staged.line
    where staged.import_id = ? and staged.line between ? and ?
  ),
  stored as materialized (
    select *, row_number() over (partition by customer_id order by id) as place from customer_address
    where customer_id = any(?::text[]) and deleted_at is null
  ),
  same as (
    select staged.line
    from stored address
    join staged on staged.target_id = address.customer_id
    cross join lateral (select staged.addresses -> (address.place - 1)::int as address) as given
    group by staged.line
    having count(*) = max(jsonb_array_length(staged.addresses)) and bool_and(
      ${IS_SAME}
    )
  )
  select line, addresses from staged where target_id is not null and line not in (select line from same)
`;

const PAIRS = `
  unnest(?::text[], ?::int[], ?::int[]) as pair (id, line, place)
  join customer_import_row staged
    on staged.import_id = ? and staged.line between ? and ? and staged.line = pair.line
  cross join lateral (select staged.addresses -> pair.place as address) as given
`;
const CHANGED = FIELDS.map(([name, { type }]) => isChanged(name, type)).join("\n    or ");

/** Index: customer_address_pkey, customer_import_row_pkey. */
const UPDATE = `
  update customer_address address set
    ${FIELDS.map(([name, { type }]) => `${name} = ${newValue(name, type)}`).join(",\n    ")},
    import_fingerprint = case when ${IS_SOURCES}
      then ${fingerprint((field) => newValue(field, "text"))} else address.import_fingerprint end,
    updated_at = ?::timestamptz
  from ${PAIRS}
  where address.id = pair.id and address.id = any(?::text[]) and (${CHANGED})
  returning address.id, address.customer_id
`;

/** The same without writing, for a look ahead. */
const WOULD_UPDATE = `
  select address.customer_id
  from ${PAIRS}
  join customer_address address on address.id = pair.id and address.id = any(?::text[])
  where ${CHANGED}
`;

const unmark = (purpose: "shipping" | "billing"): string => `
  update customer_address set is_default_${purpose} = false, updated_at = ?::timestamptz where id = any(?::text[])
`;

/** By customer: a transaction that meets the same ones in another order would deadlock. Index: customer_import_row_pkey. */
const INSERT = `
  insert into customer_address (
    id, customer_id, ${FIELDS.map(([name]) => name).join(", ")}, import_slot, import_fingerprint, created_at, updated_at
  )
  select given.address ->> 'id', pair.id,
    ${FIELDS.map(([name, { type }]) => (type === "boolean" ? `coalesce(${given(name, type)}, false)` : given(name, type))).join(",\n    ")},
    given.address ->> 'slot',
    case when given.address ->> 'slot' is not null then ${fingerprint((field) => given(field, "text"))} end,
    ?::timestamptz, ?::timestamptz
  from ${PAIRS}
  order by pair.id, given.address ->> 'id'
  returning id
`;

/** All addresses of rows that make a customer, as they stand in the file. */
const INSERT_ALL = INSERT.replace(
  PAIRS,
  `
  unnest(?::text[], ?::int[]) as pair (id, line)
  join customer_import_row staged
    on staged.import_id = ? and staged.line between ? and ? and staged.line = pair.line
  cross join lateral jsonb_array_elements(staged.addresses) as given (address)
`,
);

/** @returns the ids of the addresses of new customers. */
export async function insertAddresses(
  transaction: Transaction,
  importId: string,
  rows: readonly NewRow[],
): Promise<string[]> {
  const having = rows.filter(({ has_addresses }) => has_addresses);
  if (!having.length) {
    return [];
  }
  const now = new Date();
  const lines = having.map(({ line }) => line);
  const made = await queryRows<{ id: string }>(transaction, INSERT_ALL, [
    ...[now, now, having.map(({ new_id }) => new_id), lines, importId, ...rangeOf(lines)],
  ]);
  return made.map(({ id }) => id);
}

/**
 * Brings addresses of customers who are there to what their rows say: those that are stored already are found and written
 * where they differ, the others are made. Marks are taken away first, since the unique index looks at each row as it is
 * written. The customers are locked.
 */
export async function storeAddresses(
  transaction: Transaction,
  importId: string,
  rows: readonly KnownRow[],
): Promise<ChangedAddresses> {
  const matches = await matchRows(transaction, { importId, rows, suffix: "for no key update" });
  const now = new Date();
  const updated = new Map<string, string>();
  for (const purpose of ["shipping", "billing"] as const) {
    const losing = matches.flatMap((match) =>
      match.unmark[purpose].map((id): [string, string] => [id, match.customerId]),
    );
    if (losing.length) {
      await queryRows(transaction, unmark(purpose), [now, losing.map(([id]) => id)]);
      losing.forEach(([id, customerId]) => void updated.set(id, customerId));
    }
  }
  const pairs = pairsOf(matches);
  if (pairs[0].length) {
    const changed = await queryRows<{ id: string; customer_id: string }>(transaction, UPDATE, [
      now,
      ...pairs,
      importId,
      ...rangeOf(pairs[1]),
      pairs[0],
    ]);
    changed.forEach(({ id, customer_id }) => void updated.set(id, customer_id));
  }
  const places = newPlacesOf(matches);
  const created = places[0].length
    ? await queryRows<{ id: string }>(transaction, INSERT, [now, now, ...places, importId, ...rangeOf(places[1])])
    : [];
  return {
    created: created.map(({ id }) => id),
    updated: [...updated.keys()],
    customerIds: new Set([...updated.values(), ...places[0]]),
  };
}

/**
 * The rows whose customer would change: its fields, its groups or its addresses. Nothing is locked or written: of a file that
 * comes again nearly all customers stay as they are, and need no lock.
 */
export async function changingRows(connection: Knex, importId: string, rows: readonly KnownRow[]): Promise<KnownRow[]> {
  const others = rows.filter(({ differs, joins }) => !differs && !joins);
  const matches = await matchRows(connection, { importId, rows: others, suffix: "" });
  const moving = new Set(
    matches
      .filter(({ creates, unmark }) => creates.length || unmark.shipping.length || unmark.billing.length)
      .map(({ customerId }) => customerId),
  );
  const pairs = pairsOf(matches);
  if (pairs[0].length) {
    const changed = await queryRows<{ customer_id: string }>(connection, WOULD_UPDATE, [
      ...[...pairs, importId, ...rangeOf(pairs[1]), pairs[0]],
    ]);
    changed.forEach(({ customer_id }) => void moving.add(customer_id));
  }
  return rows.filter(({ differs, joins, target_id }) => differs || joins || moving.has(target_id));
}

async function matchRows(
  connection: Knex,
  { importId, rows, suffix }: { importId: string; rows: readonly KnownRow[]; suffix: string },
): Promise<RowMatch[]> {
  const targets = new Map(
    rows.flatMap(({ line, target_id, has_addresses }): [number, string][] =>
      has_addresses ? [[line, target_id]] : [],
    ),
  );
  if (!targets.size) {
    return [];
  }
  const [lines, customerIds] = [[...targets.keys()], [...targets.values()]];
  const given = await queryRows<{ line: number; addresses: GivenAddress[] }>(connection, GIVEN, [
    ...[lines, customerIds, importId, ...rangeOf(lines), customerIds],
  ]);
  if (!given.length) {
    return [];
  }
  const stored = await queryRows<StoredAddress & { customer_id: string }>(connection, existingAddresses(suffix), [
    given.flatMap(({ line }) => targets.get(line) ?? []),
  ]);
  const byCustomer = new Map<string, StoredAddress[]>(stored.map(({ customer_id }) => [customer_id, []]));
  stored.forEach((address) => void byCustomer.get(address.customer_id)?.push(address));
  const breather = new Breather();
  const matches: RowMatch[] = [];
  for (const { line, addresses } of given) {
    const customerId = targets.get(line);
    if (customerId !== undefined) {
      matches.push({ ...matchAddresses(addresses, byCustomer.get(customerId) ?? []), line, customerId });
    }
    if (breather.isDue) {
      await breather.rest();
    }
  }
  return matches;
}

/** Stored address, line, place in the line: an array each. */
function pairsOf(matches: readonly RowMatch[]): [string[], number[], number[]] {
  const pairs = matches.flatMap(({ line, pairs }) => pairs.map((pair) => ({ ...pair, line })));
  return [pairs.map(({ id }) => id), pairs.map(({ line }) => line), pairs.map(({ index }) => index)];
}

/** Customer, line, place in the line: an array each. */
function newPlacesOf(matches: readonly RowMatch[]): [string[], number[], number[]] {
  const places = matches.flatMap(({ line, customerId, creates }) =>
    creates.map((index) => ({ line, customerId, index })),
  );
  return [places.map(({ customerId }) => customerId), places.map(({ line }) => line), places.map(({ index }) => index)];
}
