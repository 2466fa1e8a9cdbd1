import { Modules } from "@medusajs/framework/utils";
import sendInvitations from "../../src/jobs/customers-send-invitations";
import { claimModes } from "../helpers/claims/claim-modes";
import { adminClient, storefrontClient } from "../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../helpers/http/api-client";
import { createTwoCustomers } from "../helpers/http/two-customers";
import {
  type Answer,
  expectLoginsFree,
  expectNoInconsistencies,
  findOrphanedLogins,
  type Meeting,
  meetAtLogins,
  meetingsInBothOrders,
  type Request,
  raceInStore,
} from "../helpers/logins/login-races";
import { createIdentity, PASSWORD, proveEmail } from "../helpers/logins/logins";
import { stopScheduledJobs } from "../helpers/stores/scheduled-jobs";
import { SentEvents } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";
import { times } from "../helpers/timing/race";

const ROUNDS = 2;

type Invited = { id: string; invitation_id: string; token: string };
type TwoCustomers = Awaited<ReturnType<typeof createTwoCustomers>>;

describeStore((store) => {
  let admin: ApiClient;
  let storefront: ApiClient;
  let events: SentEvents;
  let unique = 0;

  beforeEach(async () => {
    await stopScheduledJobs();
    admin = await adminClient(store);
    storefront = await storefrontClient(store);
    events = new SentEvents(store);
    // No claim but those that are asked for here.
    jest.spyOn(claimModes(store.customers), "claimMode", "get").mockReturnValue("manual");
  });

  afterEach(() => {
    events.stop();
  });

  const deletion = (id: string) => () => admin.delete<ErrorBody>(`/admin/customers/${id}`);

  async function account(): Promise<{ id: string; email: string }> {
    const email = `ada-${unique++}@x.io`;
    const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account: true }));
    await createIdentity(store, { provider: "emailpass", entityId: email, customerId: id });
    return { id, email };
  }

  const live = async () => (await store.customers.listCustomers({}, { take: 500 })).map(({ id }) => id);

  const isDeleted = { status: 200, data: { deleted: true } };

  it("a deletion and a second login: the login goes with the account, or is not linked", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const names = new Map<string, string>();
      const make = async (): Promise<Meeting> => {
        const { id, email } = await account();
        const google = { provider: "google", entityId: `google-${id}`, userMetadata: { email } };
        const { id: auth_identity_id } = await createIdentity(store, google);
        names.set(id, google.entityId);
        const other = () => admin.post<ErrorBody>(`/admin/customers/${id}/logins`, { auth_identity_id });
        return { customer_id: id, deletion: deletion(id), other };
      };
      const { deletionFirst, otherFirst } = await meetAtLogins(store, await meetingsInBothOrders(make));

      for (const answered of deletionFirst) {
        expect(answered).toMatchObject({ deletion: isDeleted, other: { status: 404, data: { type: "not_found" } } });
      }
      for (const answered of otherFirst) {
        expect(answered).toMatchObject({ deletion: isDeleted, other: { status: 200 } });
      }
      await expectNoInconsistencies(store);
      const left = deletionFirst.map(({ customer_id }) => String(names.get(customer_id)));
      expect(await findOrphanedLogins(store)).toEqual(left.sort());
      expect(await live()).toEqual([]);
      await expectLoginsFree(store, [...names.keys()]);
      await store.sql("delete from auth_identity");
    }
  });

  it.each([true, false])(
    "a deletion and an acceptance, has_account %s: the login goes with the account, or is never made",
    async (has_account) => {
      const service = store.container.resolve(Modules.CUSTOMER);
      for (let round = 0; round < ROUNDS; round++) {
        const make = async (): Promise<Meeting> => {
          const input = { email: `invited-${unique++}@x.io`, has_account };
          const { id } = await store.customers.createCustomers(input);
          const sent = (await events.all("customer.invited")).length;
          await service.invitations.create({ customer_ids: [id] });
          await sendInvitations(store.container);
          const { token } = await events.last<Invited>("customer.invited", sent + 1);
          const body = { token, password: PASSWORD };
          const other = () => storefront.post<ErrorBody>("/store/customers/invitations/accept", body);
          return { customer_id: id, deletion: deletion(id), other };
        };
        const { deletionFirst, otherFirst } = await meetAtLogins(store, await meetingsInBothOrders(make));

        for (const answered of deletionFirst) {
          expect(answered).toMatchObject({ deletion: isDeleted, other: { status: 404 } });
          expect(await invitationOf(answered.customer_id)).toEqual({ state: "announced", has_account });
        }
        for (const answered of otherFirst) {
          expect(answered).toMatchObject({ deletion: isDeleted, other: { status: 200 } });
          expect(await invitationOf(answered.customer_id)).toEqual({ state: "accepted", has_account: true });
        }
        await expectNoInconsistencies(store);
        expect(await findOrphanedLogins(store)).toEqual([]);
        expect(await live()).toEqual([]);
        expect(await store.sql("select id from provider_identity")).toEqual([]);
        await expectLoginsFree(
          store,
          [...deletionFirst, ...otherFirst].map(({ customer_id }) => customer_id),
        );
      }
    },
  );

  async function invitationOf(customerId: string): Promise<{ state: string; has_account: boolean }> {
    const [row] = await store.sql<{ state: string; has_account: boolean }>(
      `select state, has_account from customer_invitation join customer on customer.id = customer_id
       where customer_id = '${customerId}'`,
    );
    return row;
  }

  /** Deletions that meet another work on a guest and an account, two by two; `pairs` by the customer who is deleted. */
  async function meetInPairs(begin: (two: TwoCustomers) => Promise<Pick<Meeting, "customer_id" | "other">>) {
    const pairs = new Map<string, TwoCustomers>();
    const make = async (): Promise<Meeting> => {
      const two = await createTwoCustomers(store, String(unique++));
      const { customer_id, other } = await begin(two);
      pairs.set(customer_id, two);
      return { customer_id, deletion: deletion(customer_id), other };
    };
    const meetings = await meetingsInBothOrders(make);
    return { ...(await meetAtLogins(store, meetings)), pairs };
  }

  async function expectPairsWhole(pairs: ReadonlyMap<string, TwoCustomers>): Promise<void> {
    await expectNoInconsistencies(store);
    expect(await findOrphanedLogins(store)).toEqual([]);
    await expectLoginsFree(
      store,
      [...pairs.values()].flatMap(({ registered, guest }) => [registered.id, guest.id]),
    );
  }

  it.each(["merged", "survivor"] as const)(
    "a deletion of the %s customer and a merge: one does not happen, or comes after the other's end",
    async (whom) => {
      for (let round = 0; round < ROUNDS; round++) {
        const { deletionFirst, otherFirst, pairs } = await meetInPairs(async (two) => {
          const login = { provider: "emailpass", entityId: `login-${two.guest.id}`, customerId: two.guest.id };
          await createIdentity(store, login);
          const customer_ids = [two.guest.id, two.registered.id];
          return {
            customer_id: whom === "merged" ? two.guest.id : two.registered.id,
            other: () => admin.post<ErrorBody>("/admin/customers/merge", { customer_ids }),
          };
        });

        for (const answered of deletionFirst) {
          const refused = { status: 404, data: { message: expect.stringContaining("cannot be merged") } };
          expect(answered).toMatchObject({ deletion: isDeleted, other: refused });
        }
        for (const { customer_id, deletion, other } of otherFirst) {
          expect(other).toMatchObject({ status: 200 });
          const { registered, orderId, cartId } = pairs.get(customer_id) as TwoCustomers;
          expectDeletedOrWaiting(deletion);
          const isGone = whom === "survivor" && deletion.status === 200;
          expect((await live()).includes(registered.id)).toBe(!isGone);
          const order = await store.container.resolve(Modules.ORDER).retrieveOrder(orderId);
          const cart = await store.container.resolve(Modules.CART).retrieveCart(cartId);
          expect([order.customer_id, cart.customer_id]).toEqual([registered.id, registered.id]);
        }
        await expectPairsWhole(pairs);
      }
    },
  );

  /** Once the merge has let go of the logins, its orders may be on their way still. */
  function expectDeletedOrWaiting(answer: Answer): void {
    if (answer.status === 200) {
      expect(answer).toMatchObject(isDeleted);
    } else {
      expect(answer).toMatchObject({ status: 400, data: { message: expect.stringContaining("has not ended") } });
    }
  }

  it.each(["guest", "account"] as const)(
    "a deletion of the %s and a claim: one of them, or both in turn",
    async (whom) => {
      for (let round = 0; round < ROUNDS; round++) {
        const { deletionFirst, otherFirst, pairs } = await meetInPairs(async (two) => {
          await proveEmail(store, two.registered);
          return {
            customer_id: whom === "guest" ? two.guest.id : two.registered.id,
            other: () => admin.post<ErrorBody>(`/admin/customers/${two.registered.id}/claim`, {}),
          };
        });

        for (const { customer_id, deletion, other } of deletionFirst) {
          expect(deletion).toMatchObject(isDeleted);
          expect(other).toMatchObject({ status: 404, data: { message: expect.stringContaining("cannot be merged") } });
          const { registered, guest } = pairs.get(customer_id) as TwoCustomers;
          const left = await store.customers.listCustomers({ id: [registered.id, guest.id] });
          expect(left.map(({ id }) => id)).toEqual([whom === "guest" ? registered.id : guest.id]);
        }
        for (const { customer_id, deletion, other } of otherFirst) {
          const { registered, guest, orderId } = pairs.get(customer_id) as TwoCustomers;
          expect(other).toMatchObject({ status: 200, data: { guest_id: guest.id } });
          expectDeletedOrWaiting(deletion);
          const order = await store.container.resolve(Modules.ORDER).retrieveOrder(orderId);
          expect(order.customer_id).toBe(registered.id);
        }
        await expectPairsWhole(pairs);
      }
    },
  );

  it("deletions, links, merges and claims of the same customers, 50 at once: nothing in halves, nobody waits for good", async () => {
    const two = [await createTwoCustomers(store, "one"), await createTwoCustomers(store, "two")];
    for (const { registered } of two) {
      await createIdentity(store, { provider: "emailpass", entityId: registered.email, customerId: registered.id });
      await proveEmail(store, registered);
    }
    const [one, other] = two;
    const links: Request[] = [];
    for (let index = 0; index < 10; index++) {
      const { id, email } = two[index % 2].registered;
      const google = { provider: "google", entityId: `linked-${index}`, userMetadata: { email } };
      const { id: auth_identity_id } = await createIdentity(store, google);
      links.push(() => admin.post<ErrorBody>(`/admin/customers/${id}/logins`, { auth_identity_id }));
    }
    const both = { customer_ids: [one.registered.id, other.registered.id], keep_logins: true };
    const works: ((round: number) => Promise<Answer>)[] = [
      (round) => links[round](),
      () => admin.post<ErrorBody>(`/admin/customers/${one.registered.id}/claim`, {}),
      () => admin.post<ErrorBody>("/admin/customers/merge", both),
      () => admin.post<ErrorBody>(`/admin/customers/${other.registered.id}/claim`, {}),
      (round) => deletion([one.registered, other.registered, one.guest, other.guest][round % 4].id)(),
    ];

    const answers = await raceInStore(
      store,
      2,
      times(50, (index) => works[index % works.length](Math.floor(index / works.length))),
    );

    expect(answers.filter(({ status }) => ![200, 400, 404].includes(status))).toEqual([]);
    await expectNoInconsistencies(store);
    expect((await findOrphanedLogins(store)).filter((name) => !name.startsWith("linked-"))).toEqual([]);
    await expectLoginsFree(
      store,
      two.flatMap(({ registered, guest }) => [registered.id, guest.id]),
    );
  });
});
