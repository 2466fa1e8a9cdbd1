import sendInvitations from "../../src/jobs/customers-send-invitations";
import type { ApiResponse } from "../helpers/http/api-client";
import { type Invited, invitationClients } from "../helpers/invitations/invitation-clients";
import { logIn } from "../helpers/logins/logins";
import { describeStore } from "../helpers/stores/store";
import { race, times } from "../helpers/timing/race";

const CALLERS = 50;

/** Knex's default maximum of connections, which the store does not change. */
const POOL = 10;

describeStore((store) => {
  const clients = invitationClients(store);

  const service = () => store.customers;

  /** Does the calls at once; as many as the store has connections stand at the table before the first gets on. */
  async function raced<Result>(calls: (() => Promise<Result>)[]): Promise<Result[]> {
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");
    const barrier = { database: name, tables: ["customer" as const], connections: Math.min(POOL, calls.length) };
    const { fulfilled, rejected } = await race(barrier, calls);
    expect(rejected).toEqual([]);
    return fulfilled;
  }

  async function customer(email: string, has_account: boolean): Promise<string> {
    return (await store.customers.createCustomers(Object.assign({ email }, { has_account }))).id;
  }

  async function tokenFor(id: string): Promise<string> {
    await service().invitations.create({ customer_ids: [id] });
    await sendInvitations(store.container);
    return (await clients.events.last<Invited>("customer.invited")).token;
  }

  const { accept } = clients;
  const statuses = (answers: ApiResponse<unknown>[]) => answers.map(({ status }) => status).sort();

  it.each([true, false])("50 x one acceptance, has_account %s: one wins, one login, one event", async (has_account) => {
    const id = await customer("ada@x.io", has_account);
    const token = await tokenFor(id);

    const answers = await raced(times(CALLERS, () => accept(token)));

    expect(statuses(answers)).toEqual([200, ...Array(CALLERS - 1).fill(404)]);
    const unknown = await accept("unknown");
    expect(answers.filter(({ status }) => status === 404)).toEqual(Array(CALLERS - 1).fill(unknown));
    expect(await clients.events.all("customer.invitation_accepted")).toHaveLength(1);
    expect(await logIn(clients.storefront, "ada@x.io")).toMatchObject({ status: 200 });
    const logins = await store.sql<{ app_metadata: object }>("select app_metadata from auth_identity");
    expect(logins).toEqual([{ app_metadata: { customer_id: id } }]);
    expect(await store.sql("select id from provider_identity")).toHaveLength(1);
    expect(await store.sql("select has_account from customer")).toEqual([{ has_account: true }]);
  });

  it("50 x an invitation: each is answered, one is open", async () => {
    const id = await customer("ada@x.io", true);
    const answers = await raced(
      times(CALLERS, () => clients.admin.post<unknown>(`/admin/customers/${id}/invitation`, {})),
    );
    expect(statuses(answers)).toEqual(Array(CALLERS).fill(202));
    expect(await store.sql("select state from customer_invitation")).toEqual([{ state: "waiting" }]);
  });

  it("an acceptance and a registration of one address at once: one login, and nothing in halves", async () => {
    for (let round = 0; round < 5; round++) {
      const email = `ada-${round}@x.io`;
      const id = await customer(email, false);
      const token = await tokenFor(id);
      const [accepted] = await Promise.all([
        accept(token),
        clients.storefront.post("/auth/customer/emailpass/register", { email, password: "another visitor's" }),
      ]);
      const [{ has_account }] = await store.sql<{ has_account: boolean }>(
        `select has_account from customer where id = '${id}'`,
      );
      const [{ state }] = await store.sql<{ state: string }>(
        `select state from customer_invitation where customer_id = '${id}'`,
      );
      expect([200, 404]).toContain(accepted.status);
      const won = accepted.status === 200;
      expect({ has_account, state }).toEqual({ has_account: won, state: won ? "accepted" : "announced" });
      const logins = await store.sql(`select id from provider_identity where entity_id = '${email}'`);
      expect(logins).toHaveLength(1);
      expect((await logIn(clients.storefront, email)).status).toBe(won ? 200 : 401);
    }
  });

  it("ten senders at once: each invitation goes out once", async () => {
    const customers = Array.from({ length: 2_000 }, (_, index) => ({ email: `c-${index}@x.io` }));
    const made = await store.customers.createCustomers(customers);
    const ids = made.map(({ id }) => id);
    await service().invitations.create({ customer_ids: ids.slice(0, 1_000) });
    await service().invitations.create({ customer_ids: ids.slice(1_000) });

    await raced(times(10, () => sendInvitations(store.container)));

    await clients.events.last("customer.invited", ids.length);
    const sent = await clients.events.all<Invited>("customer.invited");
    expect(sent.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(new Set(sent.map(({ token }) => token)).size).toBe(ids.length);
    expect(await store.sql("select distinct state from customer_invitation")).toEqual([{ state: "announced" }]);
    expect(await accept(sent[1_234].token)).toMatchObject({ status: 200 });
  });

  it("invitations, cancellations and senders crossed: no deadlock, one open a customer at most", async () => {
    const made = await store.customers.createCustomers(
      Array.from({ length: 20 }, (_, index) => ({ email: `c-${index}@x.io` })),
    );
    const ids = made.map(({ id }) => id);
    const works: (() => Promise<unknown>)[] = [
      () => service().invitations.create({ customer_ids: ids, renew: true }),
      () => service().invitations.create({ customer_ids: [...ids].reverse(), renew: true }),
      () => sendInvitations(store.container),
      () => service().invitations.cancel(ids[3]).catch(onlyNotFound),
    ];
    await raced<unknown>(times(CALLERS, (index) => works[index % works.length]()));
    const open = await store.sql<{ customer_id: string }>(
      "select customer_id from customer_invitation where state in ('waiting', 'announced', 'sent')",
    );
    expect(new Set(open.map(({ customer_id }) => customer_id)).size).toBe(open.length);
    expect(open.length).toBeGreaterThanOrEqual(19);
  });

  function onlyNotFound(error: Error): void {
    expect(error).toMatchObject({ type: "not_found" });
  }
});
