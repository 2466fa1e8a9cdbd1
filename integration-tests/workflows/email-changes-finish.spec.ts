import { Modules } from "@medusajs/framework/utils";
import { createIdentity } from "../helpers/logins/logins";
import { runJob } from "../helpers/stores/jobs";
import { eventsOf } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";

const JOB = "customers-finish-email-changes";
const CHANGED = "customer.email_changed";

describeStore((store) => {
  /** What is stored when the process that confirms a change dies before it renames the login. */
  async function halfConfirmed({ minutesAgo }: { minutesAgo: number }) {
    const account = Object.assign({ email: "ada@x.io" }, { has_account: true });
    const { id: customer_id } = await store.customers.createCustomers(account);
    await createIdentity(store, { provider: "emailpass", entityId: "ada@x.io", customerId: customer_id });
    const request = { customer_id, email: "new@x.io", requested_by: "admin" as const };
    const { token } = await store.customers.emailChanges.request(request);
    const { change } = await store.customers.emailChanges.redeemAndApply({ token });
    await store.sql(`update customer_email_change set updated_at = now() - interval '${minutesAgo} minutes'`);
    return change;
  }

  async function logins(): Promise<string[]> {
    const all = await store.container.resolve(Modules.AUTH).listProviderIdentities({ provider: "emailpass" });
    return all.map(({ entity_id }) => entity_id);
  }

  const namesOf = (events: { name: string }[]) => events.map(({ name }) => name).filter((name) => name === CHANGED);

  it("the email of the customer and the state of the change are written together", async () => {
    const change = await halfConfirmed({ minutesAgo: 0 });

    expect(change.state).toBe("confirmed");
    expect(await store.customers.retrieveCustomer(change.customer_id)).toMatchObject({ email: "new@x.io" });
  });

  it("the job renames the login of a change whose process died, and emits its event; a second run has nothing to do", async () => {
    const change = await halfConfirmed({ minutesAgo: 3 });
    expect(await logins()).toEqual(["ada@x.io"]);

    const events = await eventsOf(store, () => runJob(store, JOB));

    expect(await logins()).toEqual(["new@x.io"]);
    expect(events).toContainEqual({ name: CHANGED, data: { id: change.customer_id, change_id: change.id } });
    expect(namesOf(await eventsOf(store, () => runJob(store, JOB)))).toEqual([]);
  });

  it("the job leaves alone a change that its process may still be working on", async () => {
    await halfConfirmed({ minutesAgo: 1 });

    await runJob(store, JOB);

    expect(await logins()).toEqual(["ada@x.io"]);
  });

  it("the job leaves alone the login of a customer who has another email since", async () => {
    const { customer_id } = await halfConfirmed({ minutesAgo: 3 });
    await store.customers.updateCustomers(customer_id, { email: "third@x.io" });

    await runJob(store, JOB);

    expect(await logins()).toEqual(["ada@x.io"]);
  });
});
