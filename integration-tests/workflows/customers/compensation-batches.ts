import { Modules } from "@medusajs/framework/utils";
import {
  batchCustomersWorkflow,
  batchGroupCustomersWorkflow,
  changeMembershipsWorkflow,
  removeCustomerAccountsWorkflow,
  removeCustomerAccountWorkflow,
  undoGroupChangeWorkflow,
} from "medusa-plugin-customers/workflows";
import type { Store } from "../../helpers/stores/store";
import { failEachStep, LATER_STEP, remainders } from "../../helpers/workflows/compensation";

const ADDED = "customer_group.customers_added";
const REMOVED = "customer_group.customers_removed";

async function createPeople(store: Store, unique: string) {
  const address = { city: "London", is_default_shipping: true, metadata: { door: 4 } };
  const [ada, bob, cy, dee] = await store.customers.createCustomers([
    { email: `ada-${unique}@x.io`, first_name: "Ada", phone: "1", metadata: { keep: 1, drop: "x" } },
    { email: `bob-${unique}@x.io`, company_name: "Engines", addresses: [address, { city: "Bern" }] },
    { email: `cy-${unique}@x.io`, last_name: unique, addresses: [address] },
    { last_name: unique },
  ]);
  const group = await store.customers.createCustomerGroups({ name: `group ${unique}` });
  const pair = ({ id }: { id: string }) => ({ customer_id: id, customer_group_id: group.id });
  await store.customers.addCustomerToGroup([pair(bob), pair(cy)]);
  return { ada, bob, cy, dee, group };
}

async function createIdentity(store: Store, unique: string, appMetadata: Record<string, unknown>): Promise<string> {
  const { id } = await store.container.resolve(Modules.AUTH).createAuthIdentities({
    app_metadata: appMetadata,
    provider_identities: [{ entity_id: `${unique}-${Object.values(appMetadata)[0]}`, provider: "emailpass" }],
  });
  return id;
}

/** What the Auth module does not return: a second factor, its recovery code, and an open password reset. */
async function guardIdentity(store: Store, id: string): Promise<void> {
  await store.sql(
    "insert into auth_mfa_factor (id, auth_identity_id, provider, status) values ('authmfa_' || ?, ?, 'totp', 'enabled')",
    [id, id],
  );
  await store.sql(
    "insert into auth_mfa_recovery_code (id, auth_identity_id, code_hash) values ('authmfarec_' || ?, ?, 'hash')",
    [id, id],
  );
  await store.sql(
    `insert into auth_password_reset_token (id, auth_identity_id, provider_identity_id, entity_id, token_hash, expires_at)
     select 'authprt_' || id, auth_identity_id, id, entity_id, 'hash', now() from provider_identity where auth_identity_id = ?`,
    [id],
  );
}

export default function customersCompensationBatches(store: Store): void {
  describe("batchCustomersWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    const prepare = async (unique: string) => {
      const { ada, bob, cy, dee } = await createPeople(store, unique);
      await createIdentity(store, unique, { customer_id: cy.id });
      await createIdentity(store, unique, { customer_id: `cus_other_${unique}` });
      return {
        create: [
          { email: `bob-${unique}@x.io`, first_name: "New Bob", addresses: [{ city: "Rome" }] },
          { email: `cy-${unique}@x.io` },
        ],
        update: [
          { id: ada.id, phone: null, metadata: { drop: "", added: { deep: [1] } } },
          { id: bob.id, email: `robert-${unique}@x.io`, company_name: "New" },
        ],
        upsert: [
          { external_id: `erp-${unique}`, email: `erp-${unique}@x.io` },
          { id: dee.id, external_id: `dee-${unique}`, metadata: { via: "upsert" } },
        ],
        delete: [cy.id],
      };
    };

    it("all four kinds at once", async () => {
      const report = await failEachStep(store, { workflow: batchCustomersWorkflow, prepare });

      expect(remainders(report)).toEqual({});
      expect(report.runs.at(-1)?.step).toBe(LATER_STEP);
      expect(report.completed.events).toEqual(
        expect.arrayContaining(["customer.created", "customer.updated", "customer.deleted"]),
      );
    });

    it("logins are deleted after all else: second factors and password resets outlive every failure before", async () => {
      const report = await failEachStep(store, {
        workflow: batchCustomersWorkflow,
        prepare: async (unique) => {
          const input = await prepare(unique);
          await guardIdentity(store, await createIdentity(store, `${unique}-2`, { customer_id: input.delete[0] }));
          return input;
        },
      });

      expect(report.runs.slice(-2).map(({ step }) => step)).toEqual([
        "customers-batch-customers: customers-delete-logins-step",
        LATER_STEP,
      ]);
      expect(Object.keys(remainders(report))).toEqual([LATER_STEP]);
      expect(report.completed.differences).toContain("auth_mfa_factor (row missing)");
    });

    it("when compensations run twice", async () => {
      const compensatedTwice = /customers-update-each-customer-step$/;
      const report = await failEachStep(store, { workflow: batchCustomersWorkflow, prepare, compensatedTwice });

      expect(remainders(report)).toEqual({});
    });

    it("one kind alone", async () => {
      const report = await failEachStep(store, {
        workflow: batchCustomersWorkflow,
        prepare: async (unique) => ({ create: [{ email: `new-${unique}@x.io` }] }),
      });

      expect(remainders(report)).toEqual({});
    });
  });

  describe("removeCustomerAccountsWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    it("several customers, with logins and without, and a neighbour", async () => {
      const report = await failEachStep(store, {
        workflow: removeCustomerAccountsWorkflow,
        prepare: async (unique) => {
          const { ada, bob, cy } = await createPeople(store, unique);
          await createIdentity(store, unique, { customer_id: ada.id });
          await createIdentity(store, unique, { customer_id: cy.id, user_id: null });
          await createIdentity(store, unique, { customer_id: `cus_other_${unique}` });
          return { customerIds: [ada.id, bob.id, cy.id] };
        },
      });

      expect(remainders(report)).toEqual({});
      expect(report.completed.differences).toContain("auth_identity (row missing)");
    });
  });

  it("removeCustomerAccountsWorkflow without customers deletes no login", async () => {
    const login = await createIdentity(store, "other", { customer_id: "cus_other" });

    await removeCustomerAccountsWorkflow(store.container).run({ input: { customerIds: [] } });

    expect(await store.container.resolve(Modules.AUTH).listAuthIdentities()).toMatchObject([{ id: login }]);
  });

  it("removeCustomerAccountWorkflow deletes logins after all else: no failure costs second factors and password resets", async () => {
    const report = await failEachStep(store, {
      workflow: removeCustomerAccountWorkflow,
      prepare: async (unique) => {
        const { ada } = await createPeople(store, unique);
        await guardIdentity(store, await createIdentity(store, unique, { customer_id: ada.id }));
        return { customerId: ada.id };
      },
    });

    expect(report.runs.at(-2)?.step).toBe("customers-remove-customer-account: customers-delete-logins-step");
    expect(Object.keys(remainders(report))).toEqual([LATER_STEP]);
    expect(report.completed.differences).toContain("auth_password_reset_token (row missing)");
  });

  describe("batchGroupCustomersWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    const prepare = async (unique: string) => {
      const { bob, group } = await createPeople(store, unique);
      return {
        group_id: group.id,
        add: { filter: { last_name: unique } },
        remove: { ids: [bob.id] },
        additional_data: { why: "test" },
      };
    };

    it("customers come by filter and go by ids", async () => {
      const report = await failEachStep(store, { workflow: batchGroupCustomersWorkflow, prepare });

      expect(remainders(report)).toEqual({});
      expect(report.runs.map(({ step }) => step)).toEqual([
        "customers-batch-group-customers: validate",
        "customers-batch-group-customers: customers-change-group-memberships-step",
        "customers-batch-group-customers: membershipsChanged",
        "customers-batch-group-customers: customers-emit-group-memberships-step",
        LATER_STEP,
      ]);
      expect(report.completed.events).toEqual(expect.arrayContaining([ADDED, REMOVED]));
    });

    it("when its compensation runs twice", async () => {
      const compensatedTwice = /customers-change-group-memberships-step$/;
      const report = await failEachStep(store, { workflow: batchGroupCustomersWorkflow, prepare, compensatedTwice });

      expect(remainders(report)).toEqual({});
    });
  });

  describe("undoGroupChangeWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    const prepare = async (unique: string) => {
      const { ada, bob, group } = await createPeople(store, unique);
      const change = { groupId: group.id, add: { ids: [ada.id] }, remove: { ids: [bob.id] } };
      const { batchId } = await store.customers.membershipBatches.change(change);
      return { group_id: group.id, change_id: batchId, additional_data: { why: "test" } };
    };

    it("the change can be undone again", async () => {
      const report = await failEachStep(store, { workflow: undoGroupChangeWorkflow, prepare });

      expect(remainders(report)).toEqual({});
      expect(report.runs.map(({ step }) => step)).toEqual([
        "customers-undo-group-change: validate",
        "customers-undo-group-change: customers-undo-group-change-step",
        "customers-undo-group-change: membershipsChanged",
        "customers-undo-group-change: customers-emit-group-memberships-step",
        LATER_STEP,
      ]);
      expect(report.completed.events).toEqual(expect.arrayContaining([ADDED, REMOVED]));
    });

    it("when its compensation runs twice", async () => {
      const compensatedTwice = /customers-undo-group-change-step$/;
      const report = await failEachStep(store, { workflow: undoGroupChangeWorkflow, prepare, compensatedTwice });

      expect(remainders(report)).toEqual({});
    });
  });

  describe("changeMembershipsWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    it("its events and hooks too", async () => {
      const report = await failEachStep(store, {
        workflow: changeMembershipsWorkflow,
        prepare: async (unique) => {
          const { ada, bob, group } = await createPeople(store, unique);
          const pair = ({ id }: { id: string }) => ({ customer_id: id, customer_group_id: group.id });
          return { add: [pair(ada)], remove: [pair(bob)] };
        },
      });

      expect(remainders(report)).toEqual({});
      expect(report.runs.map(({ step }) => step.replace("customers-change-memberships: ", ""))).toEqual([
        "validate",
        "customers-change-memberships-step",
        "membershipsChanged",
        "customers-emit-customers-added",
        "customers-emit-customers-removed",
        LATER_STEP,
      ]);
      expect(report.completed.events).toEqual(expect.arrayContaining([ADDED, REMOVED]));
    });
  });

  describe("hooks", () => {
    it("validate may refuse, and then nothing is stored; membershipsChanged gets the change", async () => {
      const { ada, bob, group } = await createPeople(store, "hooks");
      const heard: unknown[] = [];
      batchGroupCustomersWorkflow.hooks.validate(({ additional_data }) => {
        if (additional_data?.refuse) {
          throw new Error("Not today");
        }
      });
      batchGroupCustomersWorkflow.hooks.membershipsChanged((change) => {
        heard.push(change);
      });
      const input = { group_id: group.id, add: { ids: [ada.id] }, remove: { ids: [bob.id] } };
      const run = (additional_data: Record<string, unknown>) =>
        batchGroupCustomersWorkflow(store.container).run({ input: { ...input, additional_data } });
      const before = await store.customerTables();

      await expect(run({ refuse: true })).rejects.toMatchObject({ message: "Not today" });
      expect(await store.customerTables()).toEqual(before);
      expect(heard).toEqual([]);

      const { result } = await run({ a: 1 });
      expect(heard).toEqual([expect.objectContaining({ ...result, additional_data: { a: 1 } })]);
      expect(result).toMatchObject({ group_id: group.id, added: 1, removed: 1 });
    });
  });
}
