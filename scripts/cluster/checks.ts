import type { Cluster } from "./cluster";
import { isDone } from "./load/client";
import { COMPARE_IMPORT } from "./load/files";
import type { Load } from "./load/load";
import type { Mails } from "./mails";
import type { Kill } from "./part";
import type { OpenWork } from "./settle";

/** `isTimeLimit`: a busy machine alone can break it. */
export type Check = { name: string; ok: boolean; detail: string; isTimeLimit: boolean };

/** What the run saw beside the load. */
export type Seen = { kills: Kill[]; stuck: string[]; open: OpenWork[]; ends: string[]; mails: Mails };

/** Requests have to be answered this long after a part takes connections again. */
const ANSWER_MILLISECONDS = 10_000;
const SLOWEST_MILLISECONDS = 30_000;

/** Statements that find what must not be: each row is a fault. */
const FAULTS: Record<string, string> = {
  "one default address for shipping per customer": `
    select customer_id from customer_address where is_default_shipping and deleted_at is null
    group by customer_id having count(*) > 1`,
  "one default address for billing per customer": `
    select customer_id from customer_address where is_default_billing and deleted_at is null
    group by customer_id having count(*) > 1`,
  "one membership per customer and group": `
    select customer_id, customer_group_id from customer_group_customer where deleted_at is null
    group by customer_id, customer_group_id having count(*) > 1`,
  "one account and one guest per email": `
    select lower(email) as email, has_account from customer where deleted_at is null and email is not null
    group by lower(email), has_account having count(*) > 1`,
  "each account has a login": `
    select id from customer where has_account and deleted_at is null and email like '%@load.example'
      and not exists (
      select from auth_identity where app_metadata ->> 'customer_id' = customer.id and deleted_at is null
    )`,
  "a confirmed change of email has changed customer and login": `
    select change.id from customer_email_change change join customer on customer.id = change.customer_id
    where change.state = 'confirmed' and customer.deleted_at is null and (
      change.completed_at is null or customer.email <> change.new_email
      or not exists (select from provider_identity where entity_id = change.new_email and deleted_at is null)
      or exists (select from provider_identity where entity_id = change.old_email and deleted_at is null)
    )`,
  "a change of email that is not confirmed has changed neither": `
    select change.id from customer_email_change change join customer on customer.id = change.customer_id
    where change.state <> 'confirmed' and customer.deleted_at is null and (
      customer.email <> change.old_email
      or exists (select from provider_identity where entity_id = change.new_email and deleted_at is null)
    )`,
  "a merge is complete or undone": `
    select customer_merge.id from customer_merge
      left join customer merged on merged.id = merged_id
      left join customer survivor on survivor.id = survivor_id
    where completed_at is null or merged.deleted_at is null or survivor.deleted_at is not null
      or exists (select from customer_address where customer_id = merged_id and deleted_at is null)
      or exists (select from customer_group_customer where customer_id = merged_id and deleted_at is null)
      or exists (select from auth_identity where app_metadata ->> 'customer_id' = merged_id and deleted_at is null)`,
  "each export is complete": `
    select id, state, error from customer_export where state <> 'completed' or file_id is null or row_count = 0`,
  "the kept number of customers is the number of customers": `
    select kept, counted from (select sum(change) as kept from customer_count) kept,
      (select count(*) as counted from customer where deleted_at is null) counted where kept <> counted`,
  "each ended file is announced once in the feed": `
    select data, count(*) from notification where channel = 'feed' group by data having count(*) > 1`,
};

/** Checks all that must hold, in SQL and over HTTP. */
export async function checkAll(cluster: Cluster, load: Load, seen: Seen): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [name, statement] of Object.entries(FAULTS)) {
    const rows = await cluster.sql(statement);
    checks.push(check(name, rows.length === 0, rows));
  }
  return [
    ...checks,
    ...(await checkFiles(cluster, load)),
    ...checkLoad(load),
    ...(await checkRun(cluster, load, seen)),
  ];
}

async function checkFiles(cluster: Cluster, load: Load): Promise<Check[]> {
  const [rows] = await cluster.sql<{ beyond: number; lacking: number }>(COMPARE_IMPORT, [load.files.rows]);
  const isExact = rows.beyond === 0 && rows.lacking === 0 && load.files.result?.state === "completed";
  return [
    check(`the import has stored its ${load.files.rows} rows once each`, isExact, [{ ...rows, ...load.files.result }]),
  ];
}

function checkLoad({ shop, lastLogins, rounds }: Load): Check[] {
  const { counts, odd } = shop.client;
  const slow = Object.entries(counts).filter(
    ([, { slowest_ms, statuses }]) => slowest_ms > SLOWEST_MILLISECONDS || statuses[504],
  );
  return [
    timeLimit("no answer takes more than 30 seconds", slow),
    check("a request that fails gets a 4xx or 503", odd.length === 0, odd),
    check("of the last two logins one goes and one stays", lastLogins.wrong.length === 0, lastLogins.wrong),
    timeLimit("the load did some of everything", Math.min(...rounds) > 0 ? [] : [rounds]),
  ];
}

async function checkRun(cluster: Cluster, load: Load, { kills, stuck, open, ends, mails }: Seen): Promise<Check[]> {
  const late = kills.filter(({ answer_ms }) => answer_ms > ANSWER_MILLISECONDS);
  const health = await load.shop.admin<{ health?: { status: string; problems: string[] } }>(
    ...(["health", "/admin/customers/health", undefined, "GET"] as const),
  );
  const twice = Object.values(mails).reduce((sum, mail) => sum + mail.twice, 0);
  const merges = load.groupsAndMerges.merged.map(({ merged }) => merged);
  const found = await cluster.sql<{ merged_id: string }>(
    "select merged_id from customer_merge where merged_id = any($1) and completed_at is not null",
    [merges],
  );
  return [
    check("nothing is stuck: no open work, no waiting event", open.length === 0, open),
    check("a shopper whose registration was interrupted gets an account", stuck.length === 0, stuck),
    check("each merge that was answered is complete", found.length === merges.length, [found.length, merges.length]),
    timeLimit("both servers answer again within 10 seconds of a restart", late),
    check("no more mails are sent twice than parts were killed", twice <= kills.length, [mails]),
    check("no process ends by itself", ends.length === 0, ends),
    check("health is ok", isDone(health) && health.data.health?.status === "ok", health.data.health?.problems ?? []),
  ];
}

export function check(name: string, ok: boolean, found: readonly unknown[]): Check {
  return { name, ok, detail: ok ? "" : JSON.stringify(found).slice(0, 1_500), isTimeLimit: false };
}

function timeLimit(name: string, late: readonly unknown[]): Check {
  return { ...check(name, late.length === 0, late), isTimeLimit: true };
}
