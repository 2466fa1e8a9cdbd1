import { Modules } from "@medusajs/framework/utils";
import type { ApiResponse, ErrorBody } from "./api-client";
import { race } from "./race";
import type { Store } from "./store";
import { until } from "./until";

export type Answer = ApiResponse<ErrorBody>;
export type Request = () => Promise<Answer>;

/** A deletion and what it meets at the logins of one customer. */
export type Meeting = { customer_id: string; deletion: Request; other: Request };

/** How both were answered. */
export type Met = { customer_id: string; deletion: Answer; other: Answer };

/** By who is at the logins first. */
export type InBothOrders<Each> = { deletionFirst: Each[]; otherFirst: Each[] };

/** So many meetings in each order. */
const PAIRS = 2;

export async function meetingsInBothOrders(make: () => Promise<Meeting>): Promise<InBothOrders<Meeting>> {
  const made: InBothOrders<Meeting> = { deletionFirst: [], otherFirst: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    made.deletionFirst.push(await make());
    made.otherFirst.push(await make());
  }
  return made;
}

/**
 * All meetings at once, behind a lock on the customers. The first of each stands there; so does the other one behind a
 * deletion, when it reads the customer before it asks for the logins (`readsBefore`).
 */
export async function meetAtLogins(
  store: Store,
  { deletionFirst, otherFirst }: InBothOrders<Meeting>,
  { readsBefore }: { readsBefore: boolean },
): Promise<InBothOrders<Met>> {
  const asked = jest.spyOn(store.container.resolve(Modules.LOCKING), "acquire");
  const isAsked = (customerId: string) => asked.mock.calls.some(([keys]) => [keys].flat().includes(keyOf(customerId)));
  const calls = [
    ...deletionFirst.map(({ customer_id, deletion, other }) => async () => {
      const [first, second] = await inTurn([deletion, other], () => isAsked(customer_id));
      return { isFirst: true, met: { customer_id, deletion: first, other: second } };
    }),
    ...otherFirst.map(({ customer_id, deletion, other }) => async () => {
      const [first, second] = await inTurn([other, deletion], () => isAsked(customer_id));
      return { isFirst: false, met: { customer_id, deletion: second, other: first } };
    }),
  ];
  const connections = deletionFirst.length * (readsBefore ? 2 : 1) + otherFirst.length;
  const met = await raceInStore(store, connections, calls);
  asked.mockRestore();
  return {
    deletionFirst: met.flatMap((one) => (one.isFirst ? [one.met] : [])),
    otherFirst: met.flatMap((one) => (one.isFirst ? [] : [one.met])),
  };
}

/** Does the calls at once from a barrier at the customers; none of them may throw. */
export async function raceInStore<Result>(
  store: Store,
  connections: number,
  calls: readonly (() => Promise<Result>)[],
): Promise<Result[]> {
  const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");
  const { fulfilled, rejected } = await race({ database: name, tables: ["customer"], connections }, calls);
  expect(rejected).toEqual([]);
  return fulfilled;
}

/** The second starts once the first has asked for the customer's logins, and so it comes upon it at work. */
async function inTurn([first, second]: [Request, Request], isAsked: () => boolean): Promise<Answer[]> {
  const then = async () => {
    await until(async () => {
      await new Promise(setImmediate);
      return isAsked();
    });
    return await second();
  };
  return await Promise.all([first(), then()]);
}

const LIVE = "(select id from customer where deleted_at is null)";

/** What must never be found, whoever came first. */
const HALVES = {
  "a login of somebody who is gone": `
    select id from auth_identity
    where app_metadata->>'customer_id' is not null and app_metadata->>'customer_id' not in ${LIVE}`,
  "a login without an identity": `
    select id from provider_identity where auth_identity_id not in (select id from auth_identity)`,
  "an address of somebody who is gone": `
    select id from customer_address where deleted_at is null and customer_id not in ${LIVE}`,
  "an open cart of somebody who was merged away": `
    select id from cart where completed_at is null and customer_id in (select merged_id from customer_merge)`,
  "an order of somebody who was merged away": `
    select id from "order" where customer_id in (select merged_id from customer_merge)`,
  "a merge that has not ended": "select id from customer_merge where completed_at is null",
  "a merge whose merged customer is live": `select id from customer_merge where merged_id in ${LIVE}`,
};

export async function expectNothingInHalves(store: Store): Promise<void> {
  for (const [what, statement] of Object.entries(HALVES)) {
    expect({ what, found: await store.sql(statement) }).toEqual({ what, found: [] });
  }
}

/** The names of the logins that lead to no customer, sorted. */
export async function loginsOfNobody(store: Store): Promise<string[]> {
  const rows = await store.sql<{ entity_id: string }>(
    `select entity_id from provider_identity join auth_identity on auth_identity.id = auth_identity_id
     where app_metadata->>'customer_id' is null order by entity_id`,
  );
  return rows.map(({ entity_id }) => entity_id);
}

/** Whoever was at the logins has let go of them. */
export async function expectLoginsFree(store: Store, customerIds: readonly string[]): Promise<void> {
  const locking = store.container.resolve(Modules.LOCKING);
  const ownerId = "test";
  for (const id of customerIds) {
    await locking.acquire(keyOf(id), { ownerId });
    await locking.release(keyOf(id), { ownerId });
  }
}

function keyOf(customerId: string): string {
  return `customers-logins-${customerId}`;
}
