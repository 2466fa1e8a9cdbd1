import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { ApiResponse, ErrorBody } from "../http/api-client";
import type { Store } from "../stores/store";
import { race } from "../timing/race";
import { until } from "../timing/until";

export type Answer = ApiResponse<ErrorBody>;
export type Request = () => Promise<Answer>;

/** A deletion and what it meets at the logins of one customer. */
export type Meeting = { customer_id: string; deletion: Request; other: Request };

/** How both were answered. */
export type Met = { customer_id: string; deletion: Answer; other: Answer };

/** Grouped by which request locks the logins first. */
export type InBothOrders<Each> = { deletionFirst: Each[]; otherFirst: Each[] };

/** The number of meetings in each order. */
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
 * All meetings at once, behind a lock on the customers. The first of each waits there, because both kinds read the customer
 * before they ask for the logins. The second comes once the first has asked for the logins; the first goes on to write once
 * the second has asked twice, in vain, or has ended.
 */
export async function meetAtLogins(
  store: Store,
  { deletionFirst, otherFirst }: InBothOrders<Meeting>,
): Promise<InBothOrders<Met>> {
  const barrier = new LoginRaceBarrier(store);
  const calls = [
    ...deletionFirst.map(({ customer_id, deletion, other }) => async () => {
      const [first, second] = await barrier.take(customer_id, [deletion, other]);
      return { isFirst: true, met: { customer_id, deletion: first, other: second } };
    }),
    ...otherFirst.map(({ customer_id, deletion, other }) => async () => {
      const [first, second] = await barrier.take(customer_id, [other, deletion]);
      return { isFirst: false, met: { customer_id, deletion: second, other: first } };
    }),
  ];
  const met = await raceInStore(store, calls.length, calls);
  barrier.end();
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

/** Which callers ask for the logins of which customer, and how often; the first one pauses at its first write. */
class LoginRaceBarrier {
  private readonly asked: jest.SpyInstance;
  private readonly writes: jest.SpyInstance[];
  private readonly meetings = new Set<string>();
  private readonly paused = new Set<string>();
  private readonly through = new Set<string>();

  constructor(store: Store) {
    // as: the methods are looked up by name, so that one spy does for all; what they take is seen as text.
    const methodsOf = (service: object) => service as Record<string, (...args: unknown[]) => unknown>;
    this.asked = jest.spyOn(methodsOf(store.container.resolve(Modules.LOCKING)), "acquire");
    this.writes = WRITES.map(([of, method]) => {
      const service = methodsOf(of(store.container));
      const write = service[method].bind(service);
      return jest.spyOn(service, method).mockImplementation(async (...args) => {
        await this.pauseFirstWriter(JSON.stringify(args[0]));
        return await write(...args);
      });
    });
  }

  /** @returns how both were answered. */
  async take(customerId: string, [first, second]: [Request, Request]): Promise<Answer[]> {
    const then = async () => {
      await untilSo(() => this.timesAsked(customerId) > 0);
      const answer = await second();
      this.through.add(customerId);
      return answer;
    };
    this.meetings.add(customerId);
    return await Promise.all([first(), then()]);
  }

  end(): void {
    for (const spy of [this.asked, ...this.writes]) {
      spy.mockRestore();
    }
  }

  /** The first time that a customer of a meeting is written. */
  private async pauseFirstWriter(written: string): Promise<void> {
    const customerId = [...this.meetings].find((id) => written.includes(id));
    if (customerId !== undefined && !this.paused.has(customerId)) {
      this.paused.add(customerId);
      await untilSo(() => this.through.has(customerId) || this.timesAsked(customerId) > 2);
    }
  }

  private timesAsked(customerId: string): number {
    return this.asked.mock.calls.filter(([keys]) => [keys].flat().includes(keyOf(customerId))).length;
  }
}

/** By what deletions, merges, links and acceptances write first, behind what they have looked at. */
const WRITES: [of: (container: MedusaContainer) => object, method: string][] = [
  [(container) => container.resolve(Modules.CUSTOMER), "softDeleteCustomers"],
  [(container) => container.resolve(Modules.CUSTOMER).merges, "merge"],
  [(container) => container.resolve(Modules.AUTH), "updateAuthIdentities"],
];

async function untilSo(isSo: () => boolean): Promise<void> {
  await until(async () => {
    await new Promise(setImmediate);
    return isSo();
  });
}

const LIVE = "(select id from customer where deleted_at is null)";

/** The rows that must never exist, in any order of the callers. */
const INCONSISTENCIES = {
  "a login of a deleted customer": `
    select id from auth_identity
    where app_metadata->>'customer_id' is not null and app_metadata->>'customer_id' not in ${LIVE}`,
  "a login without an identity": `
    select id from provider_identity where auth_identity_id not in (select id from auth_identity)`,
  "an address of a deleted customer": `
    select id from customer_address where deleted_at is null and customer_id not in ${LIVE}`,
  "an open cart of a merged customer": `
    select id from cart where completed_at is null and customer_id in (select merged_id from customer_merge)`,
  "an order of a merged customer": `
    select id from "order" where customer_id in (select merged_id from customer_merge)`,
  "a merge that has not ended": "select id from customer_merge where completed_at is null",
  "a merge whose merged customer is live": `select id from customer_merge where merged_id in ${LIVE}`,
};

export async function expectNoInconsistencies(store: Store): Promise<void> {
  for (const [what, statement] of Object.entries(INCONSISTENCIES)) {
    expect({ what, found: await store.sql(statement) }).toEqual({ what, found: [] });
  }
}

/** Returns the names of the logins without a customer, sorted. */
export async function findOrphanedLogins(store: Store): Promise<string[]> {
  const rows = await store.sql<{ entity_id: string }>(
    `select entity_id from provider_identity join auth_identity on auth_identity.id = auth_identity_id
     where app_metadata->>'customer_id' is null order by entity_id`,
  );
  return rows.map(({ entity_id }) => entity_id);
}

/** Waits until the logins are unlocked. */
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
