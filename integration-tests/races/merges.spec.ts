import { runOfMerge } from "../helpers/merges/merges";
import { describeRaces, type RaceTrack, times } from "../helpers/timing/race";

const CALLERS = 50;

type Redirect = { merged_id: string; survivor_id: string };

/** Whoever lost was told what stood in the way: no deadlock, no error of the database. */
function expectBlocked(rejected: readonly Error[]): void {
  const told = /^The customers cannot be merged\. /;
  expect(rejected.map(({ message }) => message).filter((message) => !told.test(message))).toEqual([]);
}

describeRaces("merges under many callers at once", CALLERS, (track) => {
  const redirects = () => track.database.sql<Redirect>("select merged_id, survivor_id from customer_merge");

  beforeEach(() => track.database.run("truncate customer_merge"));

  async function pair({ service }: RaceTrack, fields: object = {}) {
    const input = { email: "ada@x.io", has_account: true };
    const registered = await service.createCustomers(input);
    const guest = await service.createCustomers({
      email: "ada@x.io",
      addresses: [{ city: "Paris", is_default_shipping: true }],
      ...fields,
    });
    return { registered, guest, customer_ids: [guest.id, registered.id] };
  }

  it("50 x the same merge: one does it, 49 are told that it is under way, nothing is there twice", async () => {
    const { registered, guest, customer_ids } = await pair(track);

    const { fulfilled, rejected } = await track.race(
      "customer",
      times(CALLERS, () => track.service.merges.merge({ customer_ids })),
    );

    expect(fulfilled).toHaveLength(1);
    expect(new Set(rejected.map(({ message }) => message.match(/in progress/)?.[0]))).toEqual(new Set(["in progress"]));
    expect(await redirects()).toEqual([{ merged_id: guest.id, survivor_id: registered.id }]);
    expect(await track.service.listCustomerAddresses({ customer_id: registered.id })).toHaveLength(1);
    expect(track.events.count("customer.customer.deleted")).toBe(1);
  });

  it("50 merges of one pair, half of them the other way round: one survivor, one merged", async () => {
    const { registered, guest, customer_ids } = await pair(track, { email: "other@x.io" });

    const { fulfilled, rejected } = await track.race(
      "customer",
      times(CALLERS, (index) =>
        track.service.merges.merge({ customer_ids, survivor_id: index % 2 ? guest.id : registered.id }),
      ),
    );

    expectBlocked(rejected);
    expect(fulfilled).toHaveLength(1);
    const live = await track.service.listCustomers({ id: customer_ids });
    expect(live.map(({ id }) => id)).toEqual([fulfilled[0].survivor_id]);
    expect(await redirects()).toEqual([{ merged_id: fulfilled[0].merged_id, survivor_id: fulfilled[0].survivor_id }]);
  });

  it("50 x the same claim: one does it, the others are answered the same one, none with an error", async () => {
    const { registered, guest, customer_ids } = await pair(track);

    const { fulfilled, rejected } = await track.race(
      "customer",
      times(CALLERS, () =>
        track.service.merges.merge({
          customer_ids,
          survivor_id: registered.id,
          kind: "claim",
          expected_email: "ada@x.io",
        }),
      ),
    );

    expect(rejected).toEqual([]);
    expect(fulfilled.map(({ state }) => state).sort()).toEqual([...Array(CALLERS - 1).fill("already_merged"), "new"]);
    expect(new Set(fulfilled.map(({ id }) => id)).size).toBe(1);
    expect(await redirects()).toEqual([{ merged_id: guest.id, survivor_id: registered.id }]);
  });

  it("a ring of 25 merges at once: every merged customer leads to a live one in one step", async () => {
    const customers = await track.service.createCustomers(
      Array.from({ length: 25 }, (_, index) => ({ email: `${index}@x.io` })),
    );

    const { rejected } = await track.race(
      "customer",
      customers.map(({ id }, index) => async () => {
        const next = customers[(index + 1) % customers.length].id;
        const merge = await track.service.merges.merge({ customer_ids: [id, next], survivor_id: next });
        return await track.service.merges.complete(runOfMerge(merge));
      }),
    );
    expectBlocked(rejected);

    const live = new Set((await track.service.listCustomers({}, { take: 50 })).map(({ id }) => id));
    const found = await redirects();
    expect(found.length).toBeGreaterThan(0);
    expect(live.size + found.length).toBe(25);
    expect(found.filter(({ survivor_id, merged_id }) => !live.has(survivor_id) || live.has(merged_id))).toEqual([]);
  });

  it("a merge while others add members and addresses: no deadlock, the survivor has what both were given", async () => {
    const { registered, guest, customer_ids } = await pair(track);
    const group = await track.service.createCustomerGroups({ name: "VIP" });
    await track.service.addCustomerToGroup({ customer_id: guest.id, customer_group_id: group.id });
    const membership = { customer_id: registered.id, customer_group_id: group.id };

    const { rejected } = await track.race<unknown>(
      ["customer", "customer_group"],
      [
        () => track.service.merges.merge({ customer_ids }),
        ...times(24, () => track.service.addCustomerToGroup(membership)),
        ...times(24, (index) =>
          track.service.createCustomerAddresses({ customer_id: registered.id, city: `City ${index}` }),
        ),
      ],
    );

    expect(rejected.map(({ message }) => message)).toEqual([]);
    const survivor = await track.service.retrieveCustomer(registered.id, { relations: ["addresses", "groups"] });
    expect(survivor.addresses).toHaveLength(25);
    expect(survivor.groups.map(({ id }) => id)).toEqual([group.id]);
    const memberships = await track.service.listCustomerGroupCustomers({ customer_id: [registered.id] });
    expect(memberships).toHaveLength(1);
  });
});
