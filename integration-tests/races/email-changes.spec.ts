import { Modules } from "@medusajs/framework/utils";
import { linkLoginWorkflow } from "medusa-plugin-customers/workflows";
import { withConnection } from "../helpers/databases/databases";
import { adminClient, storefrontClient } from "../helpers/http/accounts";
import type { ApiClient, ApiResponse, ErrorBody } from "../helpers/http/api-client";
import { type Account, createIdentity, logIn, PASSWORD, registerAndLogIn, verifyEmail } from "../helpers/logins/logins";
import { SentEvents } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";
import { everyoneWaits, race, times } from "../helpers/timing/race";

const ME = "/store/customers/me/email";
const CALLERS = 50;

/** Knex keeps at most so many connections by default, and the store sets no other number. */
const POOL = 10;

type Requested = { id: string; change_id: string; token: string };

describeStore((store) => {
  let storefront: ApiClient;
  let events: SentEvents;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
    events = new SentEvents(store);
  });

  afterEach(() => {
    events.stop();
  });

  /** Sends the requests at once; as many as the store has connections stand at the table before the first gets on. */
  async function raced<Body>(requests: (() => Promise<ApiResponse<Body>>)[]) {
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");
    const barrier = { database: name, tables: ["customer" as const], connections: Math.min(POOL, requests.length) };
    const { fulfilled, rejected } = await race(barrier, requests);
    expect(rejected).toEqual([]);
    return fulfilled;
  }

  async function requested({ client }: Account, email: string): Promise<string> {
    const before = (await events.all("customer.email_change_requested")).length;
    expect(await client.post(ME, { email, password: PASSWORD })).toMatchObject({ status: 202 });
    return (await events.last<Requested>("customer.email_change_requested", before + 1)).token;
  }

  const statuses = (answers: ApiResponse<unknown>[]) => answers.map(({ status }) => status).sort();

  it("50 x one confirmation: one wins, the others hear what an unknown token hears, one event", async () => {
    const ada = await registerAndLogIn(storefront, "ada@x.io");
    const token = await requested(ada, "new@x.io");

    const answers = await raced(times(CALLERS, () => ada.client.post<ErrorBody>(`${ME}/confirm`, { token })));

    expect(statuses(answers)).toEqual([200, ...Array(CALLERS - 1).fill(404)]);
    const unknown = await ada.client.post<ErrorBody>(`${ME}/confirm`, { token: "unknown" });
    expect(answers.filter(({ status }) => status === 404)).toEqual(Array(CALLERS - 1).fill(unknown));
    expect(await events.all("customer.email_changed")).toHaveLength(1);
    expect(await logIn(storefront, "new@x.io")).toMatchObject({ status: 200 });
    expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 401 });
  });

  it("50 x request: each is answered, one change waits, and its token alone is good", async () => {
    const admin = await adminClient(store);
    const ada = await registerAndLogIn(storefront, "ada@x.io");
    const url = `/admin/customers/${ada.id}/email`;

    const answers = await raced(times(CALLERS, (index) => admin.post<unknown>(url, { email: `new-${index}@x.io` })));

    expect(statuses(answers)).toEqual(Array(CALLERS).fill(202));
    const states = await store.sql<{ id: string; state: string }>("select id, state from customer_email_change");
    expect(states).toHaveLength(CALLERS);
    const pending = states.filter(({ state }) => state === "pending");
    expect(pending).toHaveLength(1);
    await events.last("customer.email_change_requested", CALLERS);
    const sent = await events.all<Requested>("customer.email_change_requested");
    const answered: [string, number][] = [];
    for (const { change_id, token } of sent) {
      const { status } = await storefront.post("/store/customers/email/confirm", { token });
      answered.push([change_id, status]);
    }
    expect(answered.filter(([, status]) => status === 200)).toEqual([[pending[0].id, 200]]);
  });

  it("10 customers confirm one address at once: one has it, with login and all; the others are as they were", async () => {
    const accounts: Account[] = [];
    const tokens: string[] = [];
    for (let index = 0; index < 10; index++) {
      accounts.push(await registerAndLogIn(storefront, `ada-${index}@x.io`));
      tokens.push(await requested(accounts[index], "new@x.io"));
    }

    const answers = await raced(
      times(10, (index) => accounts[index].client.post<unknown>(`${ME}/confirm`, { token: tokens[index] })),
    );

    expect(statuses(answers)).toEqual([200, ...Array(9).fill(404)]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const emails = accounts.map(({ email }, index) => (index === winner ? "new@x.io" : email)).sort();
    const rows = await store.sql<{ email: string }>("select email from customer order by email");
    expect(rows.map(({ email }) => email)).toEqual(emails);
    const logins = await store.sql<{ entity_id: string }>("select entity_id from provider_identity order by 1");
    expect(logins.map(({ entity_id }) => entity_id)).toEqual(emails);
    expect(await store.sql("select id from customer_email_change where state = 'confirmed'")).toHaveLength(1);
  });

  it("accounts without a password, too: the unique index on customers decides, in the same words", async () => {
    const admin = await adminClient(store);
    const tokens: string[] = [];
    for (let index = 0; index < 10; index++) {
      const email = `google-${index}@x.io`;
      const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account: true }));
      await admin.post(`/admin/customers/${id}/email`, { email: "new@x.io" });
      tokens.push((await events.last<Requested>("customer.email_change_requested", index + 1)).token);
    }

    const answers = await raced(
      times(10, (index) => storefront.post<ErrorBody>("/store/customers/email/confirm", { token: tokens[index] })),
    );

    expect(statuses(answers)).toEqual([200, ...Array(9).fill(404)]);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(2);
    expect(await store.sql("select id from customer where email = 'new@x.io'")).toHaveLength(1);
  });

  it("50 x unlinking of two logins, twice: one is unlinked, the other is left", async () => {
    const admin = await adminClient(store);
    for (let round = 0; round < 2; round++) {
      const ada = await registerAndLogIn(storefront, `ada-${round}@x.io`);
      await createIdentity(store, { provider: "google", entityId: String(round), customerId: ada.id });
      const { data } = await ada.client.get<{ logins: { id: string }[] }>("/store/customers/me/logins");

      const calls = times(CALLERS, (index) =>
        admin.delete<unknown>(`/admin/customers/${ada.id}/logins/${data.logins[index % 2].id}`),
      );
      const answers = await Promise.all(calls.map((call) => call()));

      const half = CALLERS / 2;
      expect(statuses(answers)).toEqual([200, ...Array(half).fill(400), ...Array(half - 1).fill(404)]);
      const left = await store.container
        .resolve(Modules.AUTH)
        .listAuthIdentities({ app_metadata: { customer_id: ada.id } }, { relations: ["provider_identities"] });
      expect(left.flatMap(({ provider_identities }) => provider_identities)).toHaveLength(1);
    }
  });

  it("50 x linking of one login: it is linked once, to its customer", async () => {
    const admin = await adminClient(store);
    const ada = await registerAndLogIn(storefront, "ada@x.io");
    const { id } = await createIdentity(store, {
      ...{ provider: "google", entityId: "1", userMetadata: { email: "ada@x.io" } },
    });

    // No barrier at a table: a lock lets one in at a time, and the others do not come that far.
    const calls = times(CALLERS, () =>
      admin.post<unknown>(`/admin/customers/${ada.id}/logins`, { auth_identity_id: id }),
    );
    const answers = await Promise.all(calls.map((call) => call()));

    expect(statuses(answers)).toEqual([200, ...Array(CALLERS - 1).fill(400)]);
    expect(await events.all("customer.login_linked")).toHaveLength(1);
    const { app_metadata } = await store.container.resolve(Modules.AUTH).retrieveAuthIdentity(id);
    expect(app_metadata).toEqual({ customer_id: ada.id });
  });

  it("20 customers and one login: it is linked once, the others are refused, and nothing of it is left with them", async () => {
    const ids: string[] = [];
    const email = "ada@x.io";
    for (let index = 0; index < 20; index++) {
      const input = { email: `ada-${index}@x.io`, has_account: true };
      ids.push((await store.customers.createCustomers(input)).id);
    }
    // One identity that has proven every one of these addresses.
    const { id } = await createIdentity(store, { provider: "google", entityId: "1", userMetadata: { email } });
    for (let index = 0; index < 20; index++) {
      await verifyEmail(store, id, `ada-${index}@x.io`);
    }

    const answers = await Promise.allSettled(
      ids.map((customer_id) =>
        linkLoginWorkflow(store.container).run({ input: { customer_id, auth_identity_id: id } }),
      ),
    );

    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const winner = ids[answers.findIndex(({ status }) => status === "fulfilled")];
    for (const answer of answers) {
      if (answer.status === "rejected") {
        expect(answer.reason.message).toContain(`is a login of customer ${winner} already`);
      }
    }
    const { app_metadata } = await store.container.resolve(Modules.AUTH).retrieveAuthIdentity(id);
    expect(app_metadata).toEqual({ customer_id: winner });
    expect(await events.all("customer.login_linked")).toEqual([{ id: winner, auth_identity_id: id }]);
  });

  it("an email that an admin sets between the confirmation's claim and its write stays, and the change is not made", async () => {
    const ada = await registerAndLogIn(storefront, "ada@x.io");
    const token = await requested(ada, "new@x.io");
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");

    const confirmed = await withConnection(name, async (gate) => {
      await gate.query("begin");
      await gate.query("update customer set email = 'set@x.io' where id = $1", [ada.id]);
      const answer = ada.client.post<ErrorBody>(`${ME}/confirm`, { token });
      await everyoneWaits(gate, { tables: ["customer"], connections: 1 });
      await gate.query("commit");
      return await answer;
    });

    expect(confirmed).toEqual(await ada.client.post(`${ME}/confirm`, { token: "unknown" }));
    expect((await store.customers.retrieveCustomer(ada.id)).email).toBe("set@x.io");
    expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
    expect(await events.all("customer.email_changed")).toEqual([]);
  });
});
