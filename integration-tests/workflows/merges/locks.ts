import { Modules } from "@medusajs/framework/utils";
import { mergeCustomersWorkflow, removeCustomerAccountWorkflow } from "medusa-plugin-customers/workflows";
import { createAccountHolder, createLogin, createTwoCustomers } from "../../helpers/http/two-customers";
import { onMerge, removeMergeHooks } from "../../helpers/merges/merge-hooks";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

/** What `unlinkLoginWorkflow` locks. */
const keyOf = (id: string): string => `customers-logins-${id}`;

export default function mergesLocks(store: Store): void {
  afterEach(removeMergeHooks);

  // as: the store runs this plugin's service; its type is the contract's.
  const service = () => store.customers;
  const locking = () => store.container.resolve(Modules.LOCKING);
  const auth = () => store.container.resolve(Modules.AUTH);
  const merge = (...customer_ids: string[]) => mergeCustomersWorkflow(store.container).run({ input: { customer_ids } });

  it.each(["registered", "guest"] as const)(
    "waits for whoever is at the logins of the %s one, and looks at the blockers again then: two logins stop it",
    async (whose) => {
      const both = await createTwoCustomers(store, "locked");
      const { registered, guest } = both;
      await createLogin(store, guest.id, { provider: "emailpass", entity_id: "guest@x.io" });
      await locking().acquire(keyOf(both[whose].id));
      let hasEnded = false;
      const validated = new Promise<void>((done) => {
        onMerge({ validate: async () => done() });
      });
      const before = await store.customerTables();

      const refused = expect(
        merge(guest.id, registered.id).finally(() => {
          hasEnded = true;
        }),
      ).rejects.toMatchObject({ type: "not_allowed", message: expect.stringContaining("Both customers can log in") });
      await validated;
      await createLogin(store, registered.id, { provider: "emailpass", entity_id: "registered@x.io" });
      const asked = jest.spyOn(locking(), "acquire");
      await until(async () => {
        // The merge looks again after a pause; a timer has to have its turn.
        await new Promise(setImmediate);
        return asked.mock.calls.some(([keys]) => [keys].flat().includes(keyOf(both[whose].id)));
      });
      expect(hasEnded).toBe(false);
      await locking().release(keyOf(both[whose].id));

      await refused;
      expect(await store.customerTables()).toEqual(before);
      expect(await store.sql("select 1 from customer_merge")).toEqual([]);
    },
  );

  it("a payment account at a common provider that came after the first look stops it as well", async () => {
    const { registered, guest } = await createTwoCustomers(store, "holder");
    onMerge({
      validate: async () => {
        await createAccountHolder(store, registered.id, "pp_system_default");
      },
    });

    await expect(merge(guest.id, registered.id)).rejects.toMatchObject({
      message: expect.stringContaining("pp_system_default"),
    });
    expect(await store.customers.listCustomers({ id: [registered.id, guest.id] })).toHaveLength(2);
  });

  it("lets go of both locks when it has merged and when it was refused", async () => {
    const { registered, guest } = await createTwoCustomers(store, "free");
    const isFree = async () => {
      for (const id of [registered.id, guest.id]) {
        await locking().acquire(keyOf(id));
        await locking().release(keyOf(id));
      }
      return true;
    };
    onMerge({
      validate: async () => {
        await createAccountHolder(store, registered.id, "pp_system_default");
      },
    });
    await expect(merge(guest.id, registered.id)).rejects.toMatchObject({ type: "not_allowed" });
    expect(await isFree()).toBe(true);

    await store.sql("update customer_account_holder set deleted_at = now() where customer_id = ?", [registered.id]);
    onMerge({ validate: async () => {} });
    await merge(guest.id, registered.id);
    expect(await isFree()).toBe(true);
  });

  it("a deletion waits for whoever is at the customer's logins, and takes along the login that came meanwhile", async () => {
    const { registered } = await createTwoCustomers(store, "deleted");
    const key = keyOf(registered.id);
    await locking().acquire(key);
    const asked = jest.spyOn(locking(), "acquire");
    const deleted = removeCustomerAccountWorkflow(store.container).run({ input: { customerId: registered.id } });
    await until(async () => {
      await new Promise(setImmediate);
      return asked.mock.calls.some(([keys]) => [keys].flat().includes(key));
    });
    const login = await createLogin(store, registered.id, { provider: "emailpass", entity_id: "late@x.io" });
    await locking().release(key);
    await deleted;

    expect(await auth().listAuthIdentities({ id: [login] })).toEqual([]);
    expect(await store.customers.listCustomers({ id: registered.id })).toEqual([]);
    await locking().acquire(key);
  });

  it("a customer in a merge that has not ended is not deleted, and whoever tries changes nothing", async () => {
    const { registered, guest } = await createTwoCustomers(store, "merging");
    await service().merges.merge({ customer_ids: [registered.id, guest.id], survivor_id: registered.id });
    const before = await store.customerTables();

    await expect(
      removeCustomerAccountWorkflow(store.container).run({ input: { customerId: registered.id } }),
    ).rejects.toMatchObject({ type: "not_allowed", message: expect.stringContaining("has not ended") });

    expect(await store.customerTables()).toEqual(before);
    await locking().acquire(keyOf(registered.id));
  });

  it("changes nothing of a login but whom it leads to: what others write beside it at that moment stays", async () => {
    const { registered, guest } = await createTwoCustomers(store, "metadata");
    const login = await createLogin(store, guest.id, { provider: "emailpass", entity_id: "ada@x.io" });
    await auth().updateAuthIdentities({ id: login, app_metadata: { user_id: "user_1", roles: ["old"] } });
    const service = auth();
    const update = service.updateAuthIdentities.bind(service);
    jest.spyOn(service, "updateAuthIdentities").mockImplementationOnce(async (rows) => {
      // Somebody else is faster, after the merge has read the login.
      await update({ id: login, app_metadata: { roles: ["new"] } });
      return await Reflect.apply(update, service, [rows]);
    });

    await merge(guest.id, registered.id);

    const [{ app_metadata }] = await service.listAuthIdentities({ id: [login] });
    expect(app_metadata).toEqual({ user_id: "user_1", roles: ["new"], customer_id: registered.id });
  });
}
