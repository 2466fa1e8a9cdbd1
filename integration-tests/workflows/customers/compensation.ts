import type { CustomerDTO, CustomerUpdatableFields } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import {
  changeMembershipsWorkflow,
  createCustomerAddressesWorkflow,
  removeCustomerAccountWorkflow,
  updateCustomerAddressesWorkflow,
  updateCustomersWorkflow,
} from "medusa-plugin-customers/workflows";
import type { Store } from "../../helpers/stores/store";
import { type CompensationReport, failEachStep, LATER_STEP, remainders } from "../../helpers/workflows/compensation";

const ADDRESS = { first_name: "Ada", company: "Engines", city: "London", country_code: "gb", metadata: { door: 4 } };

async function createAda(store: Store, unique: string): Promise<CustomerDTO> {
  const input = {
    email: `ada-${unique}@example.com`,
    has_account: true,
    first_name: "Ada",
    last_name: "Lovelace",
    company_name: "Engines",
    phone: "+44 20 7946 0000",
    created_by: "admin",
    metadata: { keep: 1, drop: "x", deep: { list: [1, null] } },
    addresses: [
      { ...ADDRESS, address_name: "home", is_default_shipping: true },
      { ...ADDRESS, address_name: "work", is_default_billing: true },
      { ...ADDRESS, address_name: "sea", metadata: null },
    ],
  };
  const customer = await store.customers.createCustomers(input);
  const group = await store.customers.createCustomerGroups({ name: `group ${unique}` });
  await store.customers.addCustomerToGroup({ customer_id: customer.id, customer_group_id: group.id });
  return customer;
}

const addressNamed = ({ addresses }: CustomerDTO, name: string): string =>
  addresses.find(({ address_name }) => address_name === name)?.id ?? "none of that name";

function steps({ runs }: CompensationReport): string[] {
  return runs.map(({ step }) => step);
}

export default function customersCompensation(store: Store): void {
  describe("updateCustomersWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    const STEPS = [
      "customers-update-customers: customers-snapshot-customers-step",
      "customers-update-customers: update-customers-as-step",
      "update-customers: update-customer",
      "update-customers: customersUpdated",
      "update-customers: emit-event-step",
      LATER_STEP,
    ];
    const updates: Record<string, CustomerUpdatableFields> = {
      "new values, company_name and metadata too": {
        email: "New@example.com",
        company_name: "Analytical",
        last_name: "King",
        metadata: { keep: 2, drop: "", added: { deep: true } },
      },
      nulls: { email: null, company_name: null, first_name: null, last_name: null, phone: null, metadata: null },
      "one field, and others that are undefined": { first_name: "Augusta", email: undefined, metadata: undefined },
      "empty texts": { company_name: "", phone: "", metadata: {} },
    };

    it.each(Object.entries(updates))("%s", async (_, update) => {
      const report = await failEachStep(store, {
        workflow: updateCustomersWorkflow,
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          const email = update.email && `${unique}-${update.email}`;
          return { selector: { id }, update: { ...update, ...(email ? { email } : {}) } };
        },
      });
      expect(remainders(report)).toEqual({});
      expect(steps(report)).toEqual(STEPS);
      expect(report.completed.events).toContain("customer.updated");
    });

    it("many customers, by a selector on the field that is updated", async () => {
      const report = await failEachStep(store, {
        workflow: updateCustomersWorkflow,
        prepare: async (unique) => {
          await store.customers.createCustomers([
            { first_name: unique, company_name: "A", metadata: { a: 1 } },
            { first_name: unique, company_name: "B", email: `${unique}@example.com` },
            { first_name: unique },
          ]);
          const update = { first_name: "Same", company_name: "Same", metadata: { a: 2 } };
          return { selector: { first_name: unique }, update };
        },
      });
      expect(remainders(report)).toEqual({});
    });

    it("also when a step does its work and then fails", async () => {
      const report = await failEachStep(store, {
        workflow: updateCustomersWorkflow,
        mode: "after",
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          return { selector: { id }, update: { phone: null, company_name: "New", metadata: { keep: "" } } };
        },
      });
      expect(remainders(report)).toEqual({});
    });
  });

  describe("createCustomerAddressesWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    it("an address that takes both defaults, and one that takes none", async () => {
      const report = await failEachStep(store, {
        workflow: createCustomerAddressesWorkflow,
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          const addresses = [
            { ...ADDRESS, customer_id: id, city: "Paris", is_default_shipping: true, is_default_billing: true },
            { customer_id: id, city: "Rome" },
          ];
          return { addresses };
        },
      });
      expect(remainders(report)).toEqual({});
      expect(steps(report)).toEqual([
        "customers-create-customer-addresses: create-customer-addresses-as-step",
        "create-customer-addresses: maybe-unset-default-shipping-customer-addresses",
        "create-customer-addresses: maybe-unset-default-billing-customer-addresses",
        "create-customer-addresses: create-customer-addresses",
        "create-customer-addresses: addressesCreated",
        "customers-create-customer-addresses: customers-set-default-addresses-step",
        LATER_STEP,
      ]);
      expect(report.completed.differences).toEqual([
        "customer_address (row added)",
        "customer_address.is_default_billing",
        "customer_address.is_default_shipping",
        "customer_address.updated_at",
      ]);
    });

    it("two addresses of one customer that both ask to be the default", async () => {
      const report = await failEachStep(store, {
        workflow: createCustomerAddressesWorkflow,
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          const wanted = { customer_id: id, is_default_shipping: true };
          return {
            addresses: [
              { ...wanted, city: "Paris" },
              { ...wanted, city: "Rome" },
            ],
          };
        },
      });
      expect(remainders(report)).toEqual({});
    });
  });

  describe("updateCustomerAddressesWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    const updates = {
      "both defaults move, values and metadata change": {
        is_default_shipping: true,
        is_default_billing: true,
        city: "Paris",
        metadata: { door: "", floor: 2 },
      },
      "a default is given up": { is_default_shipping: false, is_default_billing: false, city: "Paris" },
      nulls: { company: null, first_name: null, city: null, country_code: null, metadata: null },
      "one field, and others that are undefined": { city: "Paris", is_default_billing: undefined, phone: undefined },
    };

    it.each(Object.entries(updates))("%s", async (_, update) => {
      const report = await failEachStep(store, {
        workflow: updateCustomerAddressesWorkflow,
        prepare: async (unique) => {
          const customer = await createAda(store, unique);
          return { selector: { id: addressNamed(customer, "home") }, update };
        },
      });
      expect(remainders(report)).toEqual({});
      expect(steps(report)).toContain("update-customer-addresses: addressesUpdated");
    });

    it("all addresses of a customer, each of which becomes the default in turn", async () => {
      const report = await failEachStep(store, {
        workflow: updateCustomerAddressesWorkflow,
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          const update = { is_default_shipping: true, is_default_billing: true, province: "Kent" };
          return { selector: { customer_id: id }, update };
        },
      });
      expect(remainders(report)).toEqual({});
    });
  });

  describe("changeMembershipsWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    it("new, existing and ended memberships", async () => {
      const report = await failEachStep(store, {
        workflow: changeMembershipsWorkflow,
        prepare: async (unique) => {
          const ada = await createAda(store, unique);
          const [existing] = await store.customers.listCustomerGroups({ customers: ada.id });
          const ben = await store.customers.createCustomers({ email: `ben-${unique}@example.com` });
          const pair = (customer: { id: string }) => ({ customer_id: customer.id, customer_group_id: existing.id });
          const other = await store.customers.createCustomerGroups({ name: `other ${unique}` });
          const leaving = { customer_id: ada.id, customer_group_id: other.id };
          await store.customers.addCustomerToGroup(leaving);
          return { add: [pair(ada), pair(ben)], remove: [leaving] };
        },
      });
      expect(remainders(report)).toEqual({});
      expect(report.runs.at(-1)?.step).toBe(LATER_STEP);
    });
  });

  describe("removeCustomerAccountWorkflow: whichever step fails, every row is as it was, and no event is left", () => {
    async function createIdentity(unique: string, provider: string, appMetadata: Record<string, unknown>) {
      const auth = store.container.resolve(Modules.AUTH);
      const { id: auth_identity_id } = await auth.createAuthIdentities({
        app_metadata: appMetadata,
        provider_identities: [
          {
            entity_id: `${unique}-${provider}@example.com`,
            provider,
            provider_metadata: { secret: "hash" },
            user_metadata: { name: "Ada" },
          },
        ],
      });
      // What hangs on an identity goes and comes back with it.
      const subject = { auth_identity_id, entity_id: `${unique}-${provider}@example.com`, entity_type: "email" };
      await auth.requestAuthVerification({ ...subject, code_provider: "token" });
    }

    it("a customer with two identities of their own, and a neighbour", async () => {
      const report = await failEachStep(store, {
        workflow: removeCustomerAccountWorkflow,
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          await createIdentity(unique, "emailpass", { customer_id: id });
          await createIdentity(unique, "google", { customer_id: id, user_id: null });
          await createIdentity(unique, "neighbour", { customer_id: `cus_other_${unique}` });
          return { customerId: id };
        },
      });
      expect(remainders(report)).toEqual({});
      expect(report.completed.events).toContain("customer.deleted");
    });

    it("a customer who shares an identity with an admin user; only the auth module's own time is another", async () => {
      const report = await failEachStep(store, {
        workflow: removeCustomerAccountWorkflow,
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          await createIdentity(unique, "emailpass", { customer_id: id });
          await createIdentity(unique, "shared", { customer_id: id, user_id: `user_${unique}` });
          return { customerId: id };
        },
      });
      // The service of the auth module takes no `updated_at`.
      expect(remainders(report)).toEqual({
        "customers-remove-customer-account: customers-delete-logins-step": ["auth_identity.updated_at"],
        [LATER_STEP]: ["auth_identity.updated_at"],
      });
      expect(report.completed.differences).toContain("auth_identity.app_metadata");
    });

    it("a customer without any identity", async () => {
      const report = await failEachStep(store, {
        workflow: removeCustomerAccountWorkflow,
        prepare: async (unique) => ({ customerId: (await createAda(store, unique)).id }),
      });
      expect(remainders(report)).toEqual({});
    });
  });
}
