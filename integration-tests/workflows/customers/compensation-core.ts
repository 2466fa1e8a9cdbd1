import type { CustomerDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import {
  createCustomerAccountWorkflow,
  createCustomerAddressesWorkflow,
  createCustomerGroupsWorkflow,
  createCustomersWorkflow,
  deleteCustomerAddressesWorkflow,
  deleteCustomerGroupsWorkflow,
  deleteCustomersWorkflow,
  linkCustomerGroupsToCustomerWorkflow,
  linkCustomersToCustomerGroupWorkflow,
  removeCustomerAccountWorkflow,
  updateCustomerAddressesWorkflow,
  updateCustomerGroupsWorkflow,
  updateCustomersWorkflow,
} from "@medusajs/medusa/core-flows";
import type { Store } from "../../helpers/stores/store";
import { type CompensationCase, failEachStep, LATER_STEP, remainders } from "../../helpers/workflows/compensation";
import { CORE_REMAINDERS } from "../core-remainders";

async function createAda(store: Store, unique: string): Promise<CustomerDTO> {
  const input = {
    email: `ada-${unique}@example.com`,
    has_account: true,
    first_name: "Ada",
    last_name: "Lovelace",
    company_name: "Engines",
    phone: "1",
    metadata: { keep: 1, drop: "x" },
    addresses: [
      { address_name: "home", city: "London", metadata: { door: 4 }, is_default_shipping: true },
      { address_name: "work", city: "Bath", is_default_billing: true },
    ],
  };
  return await store.customers.createCustomers(input);
}

async function createIdentity(store: Store, unique: string, appMetadata: Record<string, unknown> = {}) {
  return await store.container.resolve(Modules.AUTH).createAuthIdentities({
    app_metadata: appMetadata,
    provider_identities: [{ entity_id: `${unique}@example.com`, provider: "emailpass" }],
  });
}

async function createMembers(store: Store, unique: string) {
  const [one, two] = await store.customers.createCustomers([
    { email: `one-${unique}@example.com` },
    { email: `two-${unique}@example.com` },
  ]);
  const [first, second] = await store.customers.createCustomerGroups([
    { name: `first ${unique}`, metadata: { keep: 1, drop: "x" }, created_by: "admin" },
    { name: `second ${unique}` },
  ]);
  const membership = { customer_id: one.id, customer_group_id: first.id, created_by: "admin", metadata: { since: 1 } };
  await store.customers.addCustomerToGroup(membership);
  return { one, two, first, second };
}

const tried = new Set<string>();

function expectKnown<Input>(store: Store, name: string, tested: CompensationCase<Input>): void {
  tried.add(name);
  const known = CORE_REMAINDERS[name];
  it(`${name}: ${known ? "all but the known remainders is" : "every row is"} as it was`, async () => {
    const report = await failEachStep(store, tested);
    expect(remainders(report)).toEqual(known ?? {});
    expect(report.runs.at(-1)?.step).toBe(LATER_STEP);
  });
}

export default function customersCompensationCore(store: Store): void {
  it("lists no remainder of a workflow that is not tried here", () => {
    expect(Object.keys(CORE_REMAINDERS).filter((name) => !tried.has(name))).toEqual([]);
  });

  describe("customers", () => {
    expectKnown(store, "createCustomersWorkflow", {
      workflow: createCustomersWorkflow,
      prepare: async (unique) => ({
        customersData: [
          {
            email: `a-${unique}@example.com`,
            metadata: { a: 1 },
            addresses: [{ city: "Bern", is_default_billing: true }],
          },
          { first_name: unique },
        ],
      }),
    });
    expectKnown(store, "updateCustomersWorkflow", {
      workflow: updateCustomersWorkflow,
      prepare: async (unique) => ({
        selector: { id: (await createAda(store, unique)).id },
        update: {
          email: `new-${unique}@example.com`,
          first_name: null,
          company_name: "New",
          metadata: { keep: 2, drop: "", added: 3 },
        },
      }),
    });
    expectKnown(store, "updateCustomersWorkflow, one field", {
      workflow: updateCustomersWorkflow,
      prepare: async (unique) => ({
        selector: { id: (await createAda(store, unique)).id },
        update: { first_name: "Augusta" },
      }),
    });
    expectKnown(store, "deleteCustomersWorkflow", {
      workflow: deleteCustomersWorkflow,
      prepare: async (unique) => {
        const { one } = await createMembers(store, unique);
        return { ids: [one.id, (await createAda(store, unique)).id] };
      },
    });
    expectKnown(store, "createCustomerAccountWorkflow", {
      workflow: createCustomerAccountWorkflow,
      prepare: async (unique) => ({
        authIdentityId: (await createIdentity(store, unique)).id,
        customerData: { email: `${unique}@example.com`, first_name: "Ada" },
      }),
    });
    expectKnown(store, "removeCustomerAccountWorkflow", {
      workflow: removeCustomerAccountWorkflow,
      prepare: async (unique) => {
        const { id } = await createAda(store, unique);
        await createIdentity(store, unique, { customer_id: id });
        return { customerId: id };
      },
    });
    expectKnown(store, "removeCustomerAccountWorkflow, of an admin user", {
      workflow: removeCustomerAccountWorkflow,
      prepare: async (unique) => {
        const { id } = await createAda(store, unique);
        await createIdentity(store, unique, { customer_id: id, user_id: `user_${unique}` });
        return { customerId: id };
      },
    });
  });

  describe("addresses", () => {
    expectKnown(store, "createCustomerAddressesWorkflow", {
      workflow: createCustomerAddressesWorkflow,
      prepare: async (unique) => {
        const { id } = await createAda(store, unique);
        const address = { customer_id: id, city: "Paris", metadata: { door: 1 } };
        return { addresses: [{ ...address, is_default_shipping: true, is_default_billing: true }, address] };
      },
    });
    expectKnown(store, "updateCustomerAddressesWorkflow", {
      workflow: updateCustomerAddressesWorkflow,
      prepare: async (unique) => ({
        selector: { id: (await createAda(store, unique)).addresses.find(({ city }) => city === "Bath")?.id ?? "" },
        update: { is_default_shipping: true, city: "Paris", metadata: { door: "", floor: 1 }, company: null },
      }),
    });
    expectKnown(store, "updateCustomerAddressesWorkflow, one field", {
      workflow: updateCustomerAddressesWorkflow,
      prepare: async (unique) => ({
        selector: { customer_id: (await createAda(store, unique)).id },
        update: { city: "Paris" },
      }),
    });
    expectKnown(store, "deleteCustomerAddressesWorkflow", {
      workflow: deleteCustomerAddressesWorkflow,
      prepare: async (unique) => ({ ids: (await createAda(store, unique)).addresses.map(({ id }) => id) }),
    });
  });

  describe("groups", () => {
    expectKnown(store, "createCustomerGroupsWorkflow", {
      workflow: createCustomerGroupsWorkflow,
      prepare: async (unique) => ({ customersData: [{ name: unique, metadata: { a: 1 } }, { name: `b ${unique}` }] }),
    });
    expectKnown(store, "updateCustomerGroupsWorkflow", {
      workflow: updateCustomerGroupsWorkflow,
      prepare: async (unique) => ({
        selector: { id: (await createMembers(store, unique)).first.id },
        update: { name: `new ${unique}`, metadata: { drop: "", added: 1 } },
      }),
    });
    expectKnown(store, "updateCustomerGroupsWorkflow, one field", {
      workflow: updateCustomerGroupsWorkflow,
      prepare: async (unique) => ({
        selector: { id: (await createMembers(store, unique)).first.id },
        update: { name: `new ${unique}` },
      }),
    });
    expectKnown(store, "deleteCustomerGroupsWorkflow", {
      workflow: deleteCustomerGroupsWorkflow,
      prepare: async (unique) => {
        const { first, second } = await createMembers(store, unique);
        return { ids: [first.id, second.id] };
      },
    });
    expectKnown(store, "linkCustomersToCustomerGroupWorkflow", {
      workflow: linkCustomersToCustomerGroupWorkflow,
      prepare: async (unique) => {
        const { one, two, first } = await createMembers(store, unique);
        return { id: first.id, add: [two.id], remove: [one.id] };
      },
    });
    expectKnown(store, "linkCustomersToCustomerGroupWorkflow, a member added again", {
      workflow: linkCustomersToCustomerGroupWorkflow,
      prepare: async (unique) => {
        const { one, two, first } = await createMembers(store, unique);
        return { id: first.id, add: [one.id, two.id] };
      },
    });
    expectKnown(store, "linkCustomersToCustomerGroupWorkflow, a removed customer who is no member", {
      workflow: linkCustomersToCustomerGroupWorkflow,
      prepare: async (unique) => {
        const { one, two, first } = await createMembers(store, unique);
        return { id: first.id, remove: [one.id, two.id] };
      },
    });
    expectKnown(store, "linkCustomerGroupsToCustomerWorkflow", {
      workflow: linkCustomerGroupsToCustomerWorkflow,
      prepare: async (unique) => {
        const { one, first, second } = await createMembers(store, unique);
        return { id: one.id, add: [second.id], remove: [first.id] };
      },
    });
  });
}
