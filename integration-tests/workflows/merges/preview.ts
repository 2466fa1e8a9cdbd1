import fc from "fast-check";
import { mergeCustomersWorkflow, previewMergeWorkflow } from "medusa-plugin-customers/workflows";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import {
  createAccountHolder,
  createCart,
  createLogin,
  createOrder,
  createOrderTransfer,
} from "../../helpers/http/two-customers";
import type { Store } from "../../helpers/stores/store";

const RUNS = 30;

type Owned = {
  orders: number;
  transfers: number;
  carts: number;
  completed: number;
  logins: string[];
  holders: string[];
};
type Person = Owned & {
  has_account: boolean;
  email: boolean;
  first_name: string | null;
  cities: string[];
  groups: number[];
};

const oftenNone = (...names: string[]): fc.Arbitrary<string[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, fc.uniqueArray(fc.constantFrom(...names)));

/** One of everything; every pair of two such is in the way of itself. */
const RICH: Person = {
  ...{ has_account: true, email: true, first_name: "Ada", cities: ["Paris"], groups: [0] },
  ...{ orders: 1, transfers: 1, carts: 1, completed: 1, logins: ["emailpass"], holders: ["pp_one"] },
};
const ask = (keep_logins: boolean, state: string) => ({ survivor: undefined, fields: {}, keep_logins, state });
const EXAMPLES: [Person, Person, ReturnType<typeof ask>][] = [
  [RICH, RICH, ask(false, "free")],
  [RICH, { ...RICH, has_account: false, holders: ["pp_two"] }, ask(true, "free")],
  [RICH, { ...RICH, logins: [], holders: [] }, ask(false, "merged")],
  [RICH, { ...RICH, logins: [], holders: [] }, ask(false, "busy")],
];

const person: fc.Arbitrary<Person> = fc.record({
  has_account: fc.boolean(),
  email: fc.boolean(),
  first_name: fc.constantFrom(null, "Ada", "Ben"),
  cities: fc.array(fc.constantFrom("Paris", " paris", "Rome"), { maxLength: 2 }),
  groups: fc.uniqueArray(fc.nat(1)),
  orders: fc.nat(2),
  transfers: fc.nat(1),
  carts: fc.nat(2),
  completed: fc.nat(1),
  // Two in a pair stop it.
  logins: oftenNone("emailpass", "google"),
  holders: oftenNone("pp_one", "pp_two"),
});
const side = fc.constantFrom("survivor", "merged", undefined);
const request: fc.Arbitrary<Omit<ReturnType<typeof ask>, "survivor"> & { survivor: 0 | 1 | undefined }> = fc.record({
  survivor: fc.constantFrom(0, 1, undefined),
  fields: fc.record({ email: side, first_name: side }),
  keep_logins: fc.boolean(),
  /** The second customer is merged into a third one before, or a merge of it is under way. */
  state: fc.constantFrom("free", "free", "free", "free", "merged", "busy"),
});

export default function mergesPreview(store: Store): void {
  const ids = async (statement: string, id: string) =>
    (await store.sql<{ id: string }>(`${statement} order by 1`, [id])).map((row) => row.id);

  /** What is a customer's, read from the tables, without any of the code that looks and moves. */
  const owned = async (id: string) => ({
    orders: await ids(`select id from "order" where customer_id = ?`, id),
    transfers: await ids("select id from order_change_action where reference_id = ?", id),
    carts: await ids("select id from cart where completed_at is null and customer_id = ?", id),
    completed: await ids("select id from cart where completed_at is not null and customer_id = ?", id),
    logins: await ids("select id from auth_identity where app_metadata ->> 'customer_id' = ?", id),
    holders: await ids(
      "select account_holder_id as id from customer_account_holder where deleted_at is null and customer_id = ?",
      id,
    ),
    addresses: await ids("select id from customer_address where deleted_at is null and customer_id = ?", id),
    groups: await ids(
      "select customer_group_id as id from customer_group_customer where deleted_at is null and customer_id = ?",
      id,
    ),
  });

  async function create(one: Person, { run, groups }: { run: string; groups: string[] }): Promise<string> {
    const input = {
      email: one.email ? `${run}@x.io` : null,
      has_account: one.has_account,
      first_name: one.first_name,
      addresses: one.cities.map((city) => ({ city })),
    };
    const customer = await store.customers.createCustomers(input as { email?: string });
    const memberships = one.groups.map((at) => ({ customer_id: customer.id, customer_group_id: groups[at] }));
    await store.customers.addCustomerToGroup(memberships);
    for (const provider of one.logins) {
      await createLogin(store, customer.id, { provider, entity_id: `${provider}-${run}@x.io` });
    }
    for (const provider of one.holders) {
      await createAccountHolder(store, customer.id, provider);
    }
    for (let count = 0; count < one.orders; count++) {
      await createOrder(store, customer);
    }
    for (let count = 0; count < one.transfers; count++) {
      await createOrderTransfer(store, customer);
    }
    for (let count = 0; count < one.carts + one.completed; count++) {
      await createCart(store, customer, count >= one.carts);
    }
    return customer.id;
  }

  async function prepare(people: [Person, Person], state: string, run: number): Promise<[string, string]> {
    const groups = await store.customers.createCustomerGroups([{ name: `one ${run}` }, { name: `two ${run}` }]);
    const groupIds = groups.map(({ id }) => id);
    const first = await create(people[0], { run: `a${run}`, groups: groupIds });
    const second = await create(people[1], { run: `b${run}`, groups: groupIds });
    if (state !== "free") {
      const { id } = await store.customers.createCustomers({ email: `third${run}@x.io` });
      const customer_ids = [second, id];
      const survivor_id = state === "merged" ? id : second;
      await mergeCustomersWorkflow(store.container).run({ input: { customer_ids, survivor_id } });
      if (state === "busy") {
        await store.sql("update customer_merge set completed_at = null where merged_id = ?", [id]);
      }
    }
    return [first, second];
  }

  it("a merge moves in every module what the preview says, or refuses with the preview's blockers and writes nothing", async () => {
    let run = 0;
    const reached: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(person, person, request, async (one, other, wanted) => {
        const customer_ids = await prepare([one, other], wanted.state, ++run);
        const survivor_id = wanted.survivor === undefined ? undefined : customer_ids[wanted.survivor];
        // A body from JSON has no fields without a prototype.
        const input = { customer_ids, survivor_id, fields: { ...wanted.fields }, keep_logins: wanted.keep_logins };
        const before = await readAllRows(store);
        const { result: preview } = await previewMergeWorkflow(store.container).run({ input });
        expect(differences(before, await readAllRows(store))).toEqual([]);
        const { plan, moves, blockers } = preview;
        for (const code of blockers.length ? blockers.map((blocker) => blocker.code) : ["merged"]) {
          reached[code] = (reached[code] ?? 0) + 1;
        }

        if (!plan || blockers.length) {
          const { errors } = await mergeCustomersWorkflow(store.container).run({ input, throwOnError: false });
          const message = `The customers cannot be merged. ${blockers.map((blocker) => blocker.message).join(" ")}`;
          expect(errors.map(({ error }) => error.message)).toEqual([message]);
          expect(differences(before, await readAllRows(store))).toEqual([]);
          return;
        }
        const own = await owned(plan.survivor_id);
        const coming = await owned(plan.merged_id);
        expect({
          ...{ orders: coming.orders.length, order_transfers: coming.transfers.length, carts: coming.carts.length },
        }).toEqual({ orders: moves.orders, order_transfers: moves.order_transfers, carts: moves.carts });

        const { result } = await mergeCustomersWorkflow(store.container).run({ input });

        expect(result).toMatchObject({ survivor_id: plan.survivor_id, merged_id: plan.merged_id, state: "new" });
        const both = (mine: string[], theirs: string[]) => [...mine, ...theirs].sort();
        expect(await owned(plan.survivor_id)).toEqual({
          orders: both(own.orders, coming.orders),
          transfers: both(own.transfers, coming.transfers),
          carts: both(own.carts, coming.carts),
          completed: own.completed,
          logins: both(own.logins, moves.auth_identity_ids),
          holders: both(own.holders, moves.account_holder_ids),
          addresses: both(own.addresses, plan.addresses.moved),
          groups: both(own.groups, plan.groups.joined),
        });
        const nothing = { orders: [], transfers: [], carts: [], logins: [], holders: [], addresses: [] };
        expect(await owned(plan.merged_id)).toEqual({
          ...nothing,
          completed: coming.completed,
          groups: coming.groups,
        });
        expect(coming.logins).toEqual(moves.auth_identity_ids);
        expect(coming.holders).toEqual(moves.account_holder_ids);
        expect(await store.customers.retrieveCustomer(plan.survivor_id)).toMatchObject(plan.customer);
      }),
      { numRuns: RUNS, examples: EXAMPLES },
    );
    // Both ends, and each blocker of the other modules.
    expect(reached).toMatchObject({
      merged: expect.any(Number),
      two_logins: expect.any(Number),
      account_holders: expect.any(Number),
      merged_already: expect.any(Number),
      merge_in_progress: expect.any(Number),
    });
    expect(reached.merged).toBeGreaterThan(3);
  });
}
