import { Modules } from "@medusajs/framework/utils";
import type { CustomerModuleService } from "medusa-plugin-customers";
import {
  acceptInvitationWorkflow,
  linkLoginWorkflow,
  mergeCustomersWorkflow,
  removeCustomerAccountWorkflow,
} from "medusa-plugin-customers/workflows";
import { PASSWORD } from "../helpers/logins";
import { stopScheduledJobs } from "../helpers/scheduled-jobs";
import { describeStore } from "../helpers/store";
import { createLogin, createTwoCustomers } from "../helpers/two-customers";

/** Who is first is a matter of chance: enough rounds for both to be seen. */
const ROUNDS = 8;

describeStore((store) => {
  beforeEach(stopScheduledJobs);

  const service = () => store.container.resolve<CustomerModuleService>(Modules.CUSTOMER);
  const remove = (customerId: string) => () =>
    removeCustomerAccountWorkflow(store.container).run({ input: { customerId } });

  /** Begins both in one moment; says how many did what they were asked. */
  async function raced(calls: (() => Promise<unknown>)[]): Promise<number> {
    const settled = await Promise.allSettled(calls.map((call) => call()));
    const rejected = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    for (const error of rejected) {
      // Whoever comes second is refused in words that it can be told, never by an error of the database or of a lock.
      expect(error).toMatchObject({ type: expect.stringMatching(/^(not_found|not_allowed|invalid_data|conflict)$/) });
    }
    return calls.length - rejected.length;
  }

  /** A login that leads to nobody would let its owner in as a customer who is gone. */
  async function assertLoginsLeadToLiveCustomers(): Promise<void> {
    expect(
      await store.sql(`
        select identity.id, identity.app_metadata from auth_identity identity
        left join customer on customer.id = identity.app_metadata ->> 'customer_id' and customer.deleted_at is null
        where identity.deleted_at is null and identity.app_metadata ->> 'customer_id' is not null and customer.id is null`),
    ).toEqual([]);
  }

  const isLive = async (id: string) => (await store.customers.listCustomers({ id })).length === 1;

  it("against the link of a second login: none outlives its customer", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const email = `link-${round}@x.io`;
      const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account: true }));
      await createLogin(store, id, { provider: "emailpass", entity_id: email });
      const auth_identity_id = await createLogin(store, null, {
        ...{ provider: "google", entity_id: `google-${round}` },
        user_metadata: { email, email_verified: true },
      });

      const link = () => linkLoginWorkflow(store.container).run({ input: { customer_id: id, auth_identity_id } });
      await raced(round % 2 ? [remove(id), link] : [link, remove(id)]);

      expect(await isLive(id)).toBe(false);
      await assertLoginsLeadToLiveCustomers();
    }
  });

  it("against the acceptance of an invitation: there is a customer with a login, or neither", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const email = `invited-${round}@x.io`;
      const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account: true }));
      await service().inviteCustomers({ customer_ids: [id] });
      const { tokens } = await service().takeInvitations({ limit: 500 });
      await service().settleInvitations({ sent: tokens, cancelled: [] });
      const token = String(tokens.find(({ customer_id }) => customer_id === id)?.token);

      const accept = () => acceptInvitationWorkflow(store.container).run({ input: { token, password: PASSWORD } });
      await raced(round % 2 ? [remove(id), accept] : [accept, remove(id)]);

      expect(await isLive(id)).toBe(false);
      await assertLoginsLeadToLiveCustomers();
      const logins = await store.sql("select 1 from provider_identity where entity_id = ? and deleted_at is null", [
        email,
      ]);
      expect(logins).toEqual([]);
    }
  });

  it.each(["registered", "guest"] as const)(
    "of the %s one against a merge: a login leads to the survivor or is gone, and no merge stays half done",
    async (whose) => {
      for (let round = 0; round < ROUNDS; round++) {
        const both = await createTwoCustomers(store, `${whose}-${round}`);
        const customer_ids = [both.registered.id, both.guest.id];
        await createLogin(store, both.registered.id, { provider: "emailpass", entity_id: `${whose}-${round}@x.io` });

        const merge = () => mergeCustomersWorkflow(store.container).run({ input: { customer_ids } });
        const calls = [merge, remove(both[whose].id)];
        const done = await raced(round % 2 ? calls.reverse() : calls);

        expect(done).toBeGreaterThan(0);
        await assertLoginsLeadToLiveCustomers();
        const merges = await store.sql<{ survivor_id: string; merged_id: string; completed_at: unknown }>(
          "select survivor_id, merged_id, completed_at from customer_merge where merged_id = ?",
          [both.guest.id],
        );
        expect(merges.filter(({ completed_at }) => completed_at === null)).toEqual([]);
        expect(await isLive(both.guest.id)).toBe(whose === "registered" && merges.length === 0);
      }
    },
  );
});
