import { createHash } from "node:crypto";
import * as names from "./names";

/**
 * The rows of the benchmark, made by PostgreSQL itself: the same number of rows always gives the same rows, and a
 * million take a minute. Nothing is random: every value follows from the number of its customer, by md5 where it is to
 * look random.
 */

/** 2020-01-01T00:00:00Z. The customers came evenly in the five years from then on. */
const FIRST_MILLISECOND = 1_577_836_800_000;
const PERIOD_MILLISECONDS = 5 * 365 * 24 * 3600 * 1000;

/** 2 customers in 100 are soft-deleted: those whose number leaves this rest. */
const DELETED_MODULUS = 50;
const DELETED_REST = 11;

export const GROUP_COUNT = 100;
/** One customer in a hundred, 10,000 of a million, is in the large group. */
const LARGE_GROUP = 1;
const LARGE_GROUP_REST = 37;
/** One customer, a live one at every number of rows, is in the small one. */
const SMALL_GROUP = 100;
const SMALL_GROUP_MEMBER = 42;

export const MINIMUM_ROWS = 1000;

function millisecondOf(rows: number, customer: number): number {
  return FIRST_MILLISECOND + customer * Math.floor(PERIOD_MILLISECONDS / rows);
}

/**
 * The id of the customer with that number, from 1 up: 26 characters that sort by the time of creation, as a ULID does,
 * and sort before those that the services make today.
 */
export function customerId(rows: number, customer: number): string {
  const time = millisecondOf(rows, customer).toString(16).toUpperCase().padStart(11, "0");
  return `cus_01${time}${createHash("md5").update(String(customer)).digest("hex").slice(0, 13).toUpperCase()}`;
}

export function isLive(customer: number): boolean {
  return customer % DELETED_MODULUS !== DELETED_REST;
}

export function createdAt(rows: number, customer: number): Date {
  return new Date(millisecondOf(rows, customer));
}

export const LARGE_GROUP_ID = groupId(LARGE_GROUP);
export const SMALL_GROUP_ID = groupId(SMALL_GROUP);

function groupId(group: number): string {
  return `cusgroup_01${String(group).padStart(24, "0")}`;
}

/** The statements that fill the four tables, in their order. */
export function generatorStatements(rows: number): string[] {
  return [customers(rows), addresses(), groups(), memberships(rows)];
}

const array = (values: readonly string[]) => `(array[${values.map(quote).join(", ")}])`;
const quote = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** Picks from a list, the front more often the higher the power; `chance` is SQL for a number from 0 to below 1. */
function pick(values: readonly string[], chance: string, power: number): string {
  return `${array(values)}[1 + floor(${values.length} * power(${chance}, ${power}))::int]`;
}

/** Seven hexadecimal digits of a hash, as a number from 0 to below 1. */
function chance(hash: string, place: number): string {
  return `(('x' || substr(${hash}, ${1 + 7 * place}, 7))::bit(28)::int / 268435456.0::float8)`;
}

function idOf(rows: number, customer: string): string {
  const time = `lpad(upper(to_hex(${timeOf(rows, customer)})), 11, '0')`;
  return `'cus_01' || ${time} || upper(left(md5(${customer}::text), 13))`;
}

function createdOf(rows: number, customer: string): string {
  return `timestamptz 'epoch' + (${timeOf(rows, customer)}) * interval '1 ms'`;
}

/** In milliseconds, as `millisecondOf`. */
function timeOf(rows: number, customer: string): string {
  return `${FIRST_MILLISECOND} + ${customer} * ${Math.floor(PERIOD_MILLISECONDS / rows)}::bigint`;
}

/** The name, where its letters are valid in an email. */
const EMAIL = `
  case when first_name || last_name ~ '[^ -~]' then 'user'
    else lower(first_name || '.' || replace(last_name, ' ', '')) end
  || number || '@' || ${pick(names.EMAIL_DOMAINS, "chance_5", 1.5)}
`;

const PHONE = `
  case number % 5
    when 0 then '+31 6 ' || left(digits, 4) || ' ' || right(digits, 4)
    when 1 then '+1 (' || left(digits, 3) || ') ' || substr(digits, 4, 3) || '-' || right(digits, 4)
    when 2 then '+44 20-' || left(digits, 4) || '-' || right(digits, 4)
    when 3 then '030/' || digits
  end
`;

function lastName(rows: number): string {
  const others = `((chance_2 - ${names.COMMON_SHARE}) / ${1 - names.COMMON_SHARE})`;
  return `
    case
      when number % ${Math.floor(rows / names.RARE_CUSTOMERS)} = 3 then ${quote(names.RARE_NAME)}
      when chance_2 < ${names.COMMON_SHARE} then ${quote(names.COMMON_NAME)}
      else ${pick(names.LAST_NAMES, others, 1.5)}
    end
  `;
}

function customers(rows: number): string {
  return `
    insert into customer
      (id, company_name, first_name, last_name, email, phone, has_account, metadata, created_at, updated_at, deleted_at)
    select
      ${idOf(rows, "number")},
      case when chance_3 < 0.15 then ${pick(names.COMPANIES, "chance_4", 1.3)} || ' ' || substr(hash_1, 1, 3) end,
      first_name,
      last_name,
      ${EMAIL},
      ${PHONE},
      chance_4 < 0.6,
      case when chance_5 < 0.4 then jsonb_build_object(
        'ref', 'R' || lpad(number::text, 9, '0'), 'source', (array['web', 'shop', 'import'])[1 + number % 3]) end,
      created,
      created + chance_6 * interval '300 days',
      case when number % ${DELETED_MODULUS} = ${DELETED_REST} then created + interval '320 days' end
    from generate_series(1, ${rows}) number
    cross join lateral (
      select md5('one ' || number) as hash_1, md5('two ' || number) as hash_2, ${createdOf(rows, "number")} as created
    ) hashes
    cross join lateral (
      select ${chance("hash_1", 0)} as chance_1, ${chance("hash_1", 1)} as chance_2, ${chance("hash_1", 2)} as chance_3,
        ${chance("hash_1", 3)} as chance_4, ${chance("hash_2", 0)} as chance_5, ${chance("hash_2", 1)} as chance_6,
        lpad(floor(${chance("hash_2", 2)} * 100000000)::bigint::text, 8, '0') as digits
    ) chances
    cross join lateral (
      select ${pick(names.FIRST_NAMES, "chance_1", 1.8)} as first_name,
        ${lastName(rows)} as last_name
    ) people
    order by number
  `;
}

function addresses(): string {
  const column = (index: 0 | 1 | 2 | 3) => `${array(names.CITIES.map((city) => city[index]))}[place]`;
  return `
    insert into customer_address
      (id, customer_id, address_name, is_default_shipping, is_default_billing, company, first_name, last_name, address_1,
        city, country_code, province, postal_code, phone, created_at, updated_at, deleted_at)
    select 'cuaddr_' || substr(id, 5), id, 'Home', true, true, company_name, first_name, last_name,
      1 + floor(${chance("hash", 0)} * 240)::int || ' ' || ${pick(names.STREETS, chance("hash", 1), 1)},
      ${column(0)}, ${column(1)}, ${column(2)}, ${column(3)} || lpad(floor(${chance("hash", 2)} * 1000)::text, 3, '0'),
      phone, created_at, updated_at, deleted_at
    from customer
    cross join lateral (select md5('home ' || id) as hash) hashes
    cross join lateral (select 1 + floor(${names.CITIES.length} * power(${chance("hash", 3)}, 1.5))::int as place) cities
    order by id
  `;
}

function groups(): string {
  return `
    insert into customer_group (id, name, created_at, updated_at)
    select 'cusgroup_01' || lpad(number::text, 24, '0'),
      case number
        when ${LARGE_GROUP} then 'Newsletter' when ${SMALL_GROUP} then 'Ambassador' else 'Segment ' || number
      end,
      timestamptz '2020-01-01 00:00:00Z', timestamptz '2020-01-01 00:00:00Z'
    from generate_series(1, ${GROUP_COUNT}) number
  `;
}

/** Besides the large and the small group, 80 customers in 100 are in one of the 98 others, which differ in size. */
function memberships(rows: number): string {
  const others = GROUP_COUNT - 2;
  return `
    insert into customer_group_customer (id, customer_id, customer_group_id, created_at, updated_at)
    select 'cusgc_01' || lpad(upper(to_hex(number)), 9, '0') || lpad(upper(to_hex(chosen)), 2, '0')
        || upper(left(md5('in ' || number), 13)),
      ${idOf(rows, "number")},
      'cusgroup_01' || lpad(chosen::text, 24, '0'),
      created, created
    from generate_series(1, ${rows}) number
    cross join lateral (
      select md5('member ' || number) as hash, ${createdOf(rows, "number")} as created
    ) hashes
    cross join lateral (
      select ${LARGE_GROUP} as chosen where number % 100 = ${LARGE_GROUP_REST}
      union all select ${SMALL_GROUP} where number = ${SMALL_GROUP_MEMBER}
      union all select 2 + floor(${others} * power(${chance("hash", 0)}, 1.5))::int where ${chance("hash", 1)} < 0.8
    ) places
    order by number, chosen
  `;
}
