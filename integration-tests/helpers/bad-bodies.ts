import { adminClient, registeredCustomer, storefrontClient } from "./accounts";
import type { ApiClient, ApiResponse } from "./api-client";
import { type Fields, sample } from "./bodies";
import { registrants } from "./registration";
import { describeStore } from "./store";
import { belongsTo, type Owner, StoredChanges } from "./stored-changes";

const SEED = 20261123;
const BODIES = 1_000;

/** Requests at once. Each has rows of its own to work on: what another one changed is not mistaken for its doing. */
const SLOTS = 25;

/** What one of the requests at once may write to: a customer, their address, a group, a login. */
export type Slot = {
  customerId: string;
  addressId: string;
  groupId: string;
  authIdentityId: string;
  admin: ApiClient;
  me: ApiClient;
  newcomer: ApiClient;
};

type Answered = { id?: string; ids?: string[] };

export type Answer = ApiResponse<Record<string, Answered | Answered[] | undefined> | undefined>;

export type Route = {
  name: string;
  fields: (slots: Slot[]) => Fields;
  send: (slot: Slot, body: string) => Promise<Answer>;
  /** Whose memberships the route changes; a body names those on the other side, of any slot. */
  membershipsOf?: Owner;
};

/** The body goes out as the text it is: a JSON value need not be an object. */
export const post = (client: ApiClient, url: string, body: string): Promise<Answer> =>
  client.with({ "content-type": "application/json" }).post(url, body);

/** Boots a store and sends each of the routes so many bodies, most of them bad. */
export function describeBadBodies(routes: readonly Route[]): void {
  describeStore((store) => {
    async function prepareSlots(): Promise<Slot[]> {
      const admin = await adminClient(store);
      const storefront = await storefrontClient(store);
      const newcomers = await registrants(store, storefront, SLOTS);
      const slots: Slot[] = [];
      for (const [index, { authIdentityId, client }] of newcomers.entries()) {
        const { customer, client: me } = await registeredCustomer(store, storefront, `slot-${index}@x.io`);
        const address = await store.customers.createCustomerAddresses({ customer_id: customer.id, city: "Paris" });
        const group = await store.customers.createCustomerGroups({ name: `Slot ${index}` });
        const ids = { customerId: customer.id, addressId: address.id, groupId: group.id, authIdentityId };
        slots.push({ ...ids, admin, me, newcomer: client });
      }
      // Everybody is in every second group: of the groups that a body names some can be left and some joined.
      const groups = slots.filter((_, index) => index % 2).map(({ groupId }) => groupId);
      await store.customers.addCustomerToGroup(
        slots.flatMap(({ customerId }) => groups.map((id) => ({ customer_id: customerId, customer_group_id: id }))),
      );
      return slots;
    }

    /** What a request that was answered like this may have written to; nothing, when it was refused. */
    function mayHaveWritten(slot: Slot, { status, data }: Answer): unknown[] {
      if (status >= 300) {
        return [];
      }
      const { customerId, addressId, groupId, authIdentityId } = slot;
      const answered = Object.values(data ?? {}).flatMap((one) => one ?? []);
      const ids = answered.flatMap((one) => [one.id, ...(one.ids ?? [])]);
      return [customerId, addressId, groupId, authIdentityId, ...ids];
    }

    it.each(routes)(
      `$name: of ${BODIES} generated bodies none ends in a 5xx, and a refused one stores nothing`,
      async ({ fields, send, membershipsOf }) => {
        const slots = await prepareSlots();
        const stored = new StoredChanges(store);
        await stored.keep();
        const texts = sample(fields(slots), BODIES, SEED).map((body) => JSON.stringify(body));
        const problems: object[] = [];
        const statuses = { accepted: 0, refused: 0 };

        for (let start = 0; start < texts.length; start += SLOTS) {
          const sent = texts.slice(start, start + SLOTS);
          const answers = await Promise.all(sent.map((text, index) => send(slots[index], text)));
          for (const [index, { status, data }] of answers.entries()) {
            statuses[status < 300 ? "accepted" : "refused"]++;
            if (status >= 500) {
              problems.push({ status, body: sent[index].slice(0, 300), answer: data });
            }
          }
          const changes = await stored.rows();
          const allowed = new Set(answers.flatMap((answer, index) => mayHaveWritten(slots[index], answer)));
          allowed.delete(undefined);
          const strays = changes.filter((change) => !belongsTo(change, allowed, membershipsOf));
          if (strays.length) {
            const refused = sent.filter((_, index) => answers[index].status >= 300);
            problems.push({ strays, refused: refused.map((text) => text.slice(0, 300)) });
          }
          if (changes.length) {
            await stored.putBack();
          }
        }

        expect({ seed: SEED, problems: problems.slice(0, 5) }).toEqual({ seed: SEED, problems: [] });
        // Both kinds were there: a route that refuses or accepts everything would prove little.
        expect(statuses.accepted).toBeGreaterThan(20);
        expect(statuses.refused).toBeGreaterThan(100);
      },
    );
  });
}
