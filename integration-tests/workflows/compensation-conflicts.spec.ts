import type { CustomerDTO, HttpTypes, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, createWorkflow, StepResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import { updateCustomersWorkflow as coreUpdateCustomersWorkflow } from "@medusajs/medusa/core-flows";
import {
  changeMembershipsWorkflow,
  createCustomerAddressesWorkflow,
  removeCustomerAccountWorkflow,
  updateCustomerAddressesWorkflow,
  updateCustomersWorkflow,
} from "medusa-plugin-customers/workflows";
import { adminClient, registeredCustomer, storefrontClient } from "../helpers/accounts";
import type { ErrorBody } from "../helpers/api-client";
import { failEachStep, LATER_STEP, remainders } from "../helpers/compensation";
import { differences, readAllRows } from "../helpers/database-rows";
import { describeStore, type Store } from "../helpers/store";

type Hook = (input: { customers: CustomerDTO[]; additional_data?: unknown }) => Promise<void>;

/** A process can register a hook of a workflow once; what it does is set by each test. */
let onCustomersUpdated: Hook = async () => {};
coreUpdateCustomersWorkflow.hooks.customersUpdated(async ({ customers, additional_data }) => {
  await onCustomersUpdated({ customers, additional_data });
  return new StepResponse(undefined);
});

/** Medusa answers a plain object here, no Error. */
const FAILED = { message: "The later step failed" };

let meanwhile: () => Promise<unknown> = async () => {};

/** Does what the test says somebody else does in between, and then fails. */
const somebodyElseStep = createStep("conflicts-spec-somebody-else", async () => {
  await meanwhile();
  throw new Error(FAILED.message);
});

type CustomersInput = Parameters<typeof updateCustomersWorkflow.runAsStep>[0]["input"];
const failingCustomersUpdate = createWorkflow("conflicts-spec-customers", (input: WorkflowData<object>) => {
  updateCustomersWorkflow.runAsStep({ input: input as CustomersInput });
  somebodyElseStep();
});

type AddressesInput = Parameters<typeof updateCustomerAddressesWorkflow.runAsStep>[0]["input"];
const failingAddressesUpdate = createWorkflow("conflicts-spec-addresses", (input: WorkflowData<object>) => {
  updateCustomerAddressesWorkflow.runAsStep({ input: input as AddressesInput });
  somebodyElseStep();
});

type MembershipsInput = Parameters<typeof changeMembershipsWorkflow.runAsStep>[0]["input"];
const failingMembershipsChange = createWorkflow("conflicts-spec-memberships", (input: WorkflowData<object>) => {
  changeMembershipsWorkflow.runAsStep({ input: input as MembershipsInput });
  somebodyElseStep();
});

const ADA = {
  first_name: "Ada",
  company_name: "Engines",
  phone: "1",
  metadata: { keep: 1, drop: "x" },
  addresses: [
    { address_name: "home", city: "London", is_default_shipping: true },
    { address_name: "work", city: "Bath" },
  ],
};

function createAda(store: Store, unique = "ada"): Promise<CustomerDTO> {
  return store.customers.createCustomers({ ...ADA, email: `${unique}@example.com` });
}

describeStore((store) => {
  let log: jest.SpyInstance;

  beforeEach(() => {
    meanwhile = async () => {};
    onCustomersUpdated = async () => {};
    log = jest.spyOn(store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER), "error").mockReturnValue();
  });

  const logged = (): string => log.mock.calls.flat().map(String).join("\n");
  const service = () => store.customers;

  describe("compensation twice in a row changes nothing the second time", () => {
    const OURS = /: customers-/;

    it("updateCustomersWorkflow", async () => {
      const report = await failEachStep(store, {
        workflow: updateCustomersWorkflow,
        compensatedTwice: OURS,
        prepare: async (unique) => ({
          selector: { id: (await createAda(store, unique)).id },
          update: { first_name: "New", company_name: null, metadata: { drop: "", added: 1 } },
        }),
      });
      expect(remainders(report)).toEqual({});
    });

    it("createCustomerAddressesWorkflow and updateCustomerAddressesWorkflow, whose defaults move", async () => {
      const update = { is_default_shipping: true, is_default_billing: true, city: "Paris" };
      const created = await failEachStep(store, {
        workflow: createCustomerAddressesWorkflow,
        compensatedTwice: OURS,
        prepare: async (unique) => ({ addresses: [{ ...update, customer_id: (await createAda(store, unique)).id }] }),
      });
      const updated = await failEachStep(store, {
        workflow: updateCustomerAddressesWorkflow,
        compensatedTwice: OURS,
        prepare: async (unique) => ({ selector: { customer_id: (await createAda(store, unique)).id }, update }),
      });
      expect([remainders(created), remainders(updated)]).toEqual([{}, {}]);
    });

    it("changeMembershipsWorkflow", async () => {
      const report = await failEachStep(store, {
        workflow: changeMembershipsWorkflow,
        compensatedTwice: OURS,
        prepare: async (unique) => {
          const { id: customer_id } = await createAda(store, unique);
          const groups = [{ name: `joined ${unique}` }, { name: `left ${unique}` }];
          const [joined, left] = await store.customers.createCustomerGroups(groups);
          await store.customers.addCustomerToGroup({ customer_id, customer_group_id: left.id });
          return {
            add: [{ customer_id, customer_group_id: joined.id }],
            remove: [{ customer_id, customer_group_id: left.id }],
          };
        },
      });
      expect(remainders(report)).toEqual({});
    });

    it("removeCustomerAccountWorkflow, with a login that serves an admin user too", async () => {
      const report = await failEachStep(store, {
        workflow: removeCustomerAccountWorkflow,
        compensatedTwice: OURS,
        prepare: async (unique) => {
          const { id } = await createAda(store, unique);
          await store.container.resolve(Modules.AUTH).createAuthIdentities({
            app_metadata: { customer_id: id, user_id: `user_${unique}` },
            provider_identities: [{ entity_id: `${unique}@example.com`, provider: "emailpass" }],
          });
          return { customerId: id };
        },
      });
      // The service of the auth module takes no `updated_at`.
      expect(new Set(Object.values(remainders(report)).flat())).toEqual(new Set(["auth_identity.updated_at"]));
    });
  });

  describe("a customer that somebody else changed meanwhile", () => {
    const theirs: Record<string, object> = {
      "in a field that the update does not touch": { created_by: "them" },
      "in a field that the update writes": { company_name: "Theirs" },
      "in metadata": { metadata: { keep: "theirs" } },
    };

    it.each(Object.entries(theirs))("%s is not overwritten, and its id is logged", async (_, change) => {
      const ada = await createAda(store);
      const update = { company_name: "Ours", phone: "Ours", metadata: { added: 1 } };
      let left: CustomerDTO | undefined;
      meanwhile = async () => {
        left = await service().updateCustomers(ada.id, change);
      };

      const run = failingCustomersUpdate(store.container).run({ input: { selector: { id: ada.id }, update } });
      await expect(run).rejects.toMatchObject(FAILED);

      expect(await service().retrieveCustomer(ada.id)).toMatchObject(change);
      expect(left).toMatchObject(change);
      expect(logged()).toContain(`left as they are: ${ada.id}`);
    });

    it("in a field that core's own step writes back as well: core overwrites it before our turn (known)", async () => {
      const ada = await createAda(store);
      meanwhile = () => service().updateCustomers(ada.id, { phone: "Theirs" });
      const input = { selector: { id: ada.id }, update: { phone: "Ours", company_name: "Ours" } };
      await expect(failingCustomersUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      expect(await service().retrieveCustomer(ada.id)).toMatchObject({ phone: "1", company_name: "Engines" });
    });

    it("by taking the email that would return, stays as it is, and its id is logged; the others return", async () => {
      const [ada, bob] = await service().createCustomers([
        { first_name: "Same", email: "ada@example.com" },
        { first_name: "Same", email: "bob@example.com" },
      ]);
      meanwhile = () => service().createCustomers({ email: "ada@example.com" });
      const input = { selector: { first_name: "Same" }, update: { email: null, company_name: "Ours" } };
      await expect(failingCustomersUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      expect(await service().retrieveCustomer(ada.id)).toMatchObject({ email: null, company_name: "Ours" });
      expect(await service().retrieveCustomer(bob.id)).toMatchObject({
        email: "bob@example.com",
        company_name: null,
        updated_at: bob.updated_at,
      });
      expect(logged()).toContain(`left as they are: ${ada.id}`);
    });

    it("does not keep the others from being restored", async () => {
      const [ada, bob] = await service().createCustomers([
        { first_name: "Same", company_name: "A" },
        { first_name: "Same", company_name: "B" },
      ]);
      meanwhile = () => service().updateCustomers(ada.id, { last_name: "Theirs" });
      const input = { selector: { first_name: "Same" }, update: { company_name: "Ours" } };
      await expect(failingCustomersUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      expect(await service().retrieveCustomer(ada.id)).toMatchObject({ company_name: "Ours", last_name: "Theirs" });
      expect(await service().retrieveCustomer(bob.id)).toMatchObject({ company_name: "B", updated_at: bob.updated_at });
      expect(logged()).toContain(`left as they are: ${ada.id}`);
      expect(logged()).not.toContain(bob.id);
    });

    it("and deleted stays deleted", async () => {
      const ada = await createAda(store);
      meanwhile = () => service().softDeleteCustomers([ada.id]);
      const input = { selector: { id: ada.id }, update: { company_name: "Ours" } };
      await expect(failingCustomersUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      expect(await service().listCustomers({ id: ada.id })).toEqual([]);
      expect(logged()).toContain(`left as they are: ${ada.id}`);
    });
  });

  describe("an address that somebody else changed meanwhile", () => {
    it("is not overwritten, and its id is logged", async () => {
      const { addresses } = await createAda(store);
      const { id } = addresses[0];
      meanwhile = () => service().updateCustomerAddresses(id, { province: "Theirs" });
      const input = { selector: { id }, update: { city: "Ours" } };
      await expect(failingAddressesUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      expect(await service().listCustomerAddresses({ id })).toMatchObject([{ province: "Theirs" }]);
      expect(logged()).toContain(`left as they are: ${id}`);
    });

    it("keeps the default mark that they gave to a third one", async () => {
      const { id: customer_id, addresses } = await createAda(store);
      const [home, work] = addresses;
      const third = await service().createCustomerAddresses({ customer_id, city: "Rome" });
      meanwhile = async () => {
        await service().updateCustomerAddresses(work.id, { is_default_shipping: false });
        await service().updateCustomerAddresses(third.id, { is_default_shipping: true });
      };
      const input = { selector: { id: work.id }, update: { is_default_shipping: true } };
      await expect(failingAddressesUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      const defaults = await service().listCustomerAddresses({ customer_id, is_default_shipping: true });
      expect(defaults.map(({ id }) => id)).toEqual([third.id]);
      expect(await service().listCustomerAddresses({ id: home.id })).toMatchObject([{ city: "London" }]);
    });
  });

  describe("memberships whose customer or group somebody else deleted meanwhile", () => {
    it("stay ended, and are logged; the others return", async () => {
      const [ada, bob] = await service().createCustomers([{ first_name: "Ada" }, { first_name: "Bob" }]);
      const [kept, deleted] = await service().createCustomerGroups([{ name: "Kept" }, { name: "Deleted" }]);
      const pairs = [ada, bob].flatMap(({ id }) =>
        [kept, deleted].map((group) => ({ customer_id: id, customer_group_id: group.id })),
      );
      const ids = await service().addCustomerToGroup(pairs);
      meanwhile = async () => {
        await service().softDeleteCustomerGroups([deleted.id]);
        await service().deleteCustomers([bob.id]);
      };
      const input = { add: [], remove: pairs };
      await expect(failingMembershipsChange(store.container).run({ input })).rejects.toMatchObject(FAILED);

      const rows = await store.sql<{ id: string }>("select id from customer_group_customer order by id");
      expect(rows).toEqual([{ id: ids[0].id }]);
      for (const { id } of ids.slice(1)) {
        expect(logged()).toContain(id);
      }
      expect(logged()).not.toContain(ids[0].id);
    });
  });

  describe("a host's hook on core's customersUpdated, through POST /admin/customers/:id", () => {
    it("runs and receives the customers and additional_data", async () => {
      const ada = await createAda(store);
      const hook = jest.fn<Promise<void>, Parameters<Hook>>().mockResolvedValue();
      onCustomersUpdated = hook;

      const admin = await adminClient(store);
      const body = { first_name: "New", additional_data: { loyalty: "gold" } };
      const answer = await admin.post<HttpTypes.AdminCustomerResponse>(`/admin/customers/${ada.id}`, body);

      expect(answer).toMatchObject({ status: 200, data: { customer: { id: ada.id, first_name: "New" } } });
      expect(hook).toHaveBeenCalledTimes(1);
      expect(hook.mock.calls[0][0]).toMatchObject({
        customers: [{ id: ada.id, first_name: "New" }],
        additional_data: { loyalty: "gold" },
      });
    });

    it("when it throws, the answer is its error and the row is as before, company_name and metadata too", async () => {
      const ada = await createAda(store);
      const admin = await adminClient(store);
      const before = await readAllRows(store);
      let seen: unknown;
      onCustomersUpdated = async ({ customers }) => {
        seen = customers[0].company_name;
        throw new Error("The shop's hook refused");
      };

      const body = { first_name: "New", company_name: "New", phone: null, metadata: { drop: "", added: 1 } };
      const answer = await admin.post<ErrorBody>(`/admin/customers/${ada.id}`, body);

      expect(answer.status).toBe(500);
      expect(seen).toBe("New");
      expect(differences(before, await readAllRows(store))).toEqual([]);
    });
  });

  it("a host's hook on core's customersUpdated, through POST /store/customers/me: what throws leaves the row as before", async () => {
    const storefront = await storefrontClient(store);
    const { client } = await registeredCustomer(store, storefront, "ada@example.com");
    const before = await readAllRows(store);
    onCustomersUpdated = async () => {
      throw new Error("The shop's hook refused");
    };

    const body = { first_name: "New", company_name: "New", phone: "2", metadata: { added: 1 } };
    expect(await client.post<ErrorBody>("/store/customers/me", body)).toMatchObject({ status: 500 });
    expect(differences(before, await readAllRows(store))).toEqual([]);
  });

  describe("the compensation harness", () => {
    const wrongly = createStep(
      "conflicts-spec-wrong-compensation",
      async (id: string, { container }) => {
        await container.resolve(Modules.CUSTOMER).updateCustomers(id, { phone: "2", metadata: { added: 1 } });
        await container.resolve(Modules.CUSTOMER).createCustomerAddresses({ customer_id: id, city: "Rome" });
        await container.resolve(Modules.EVENT_BUS).emit({ name: "customer.told-too-early", data: { id } });
        return new StepResponse(undefined, id);
      },
      async (id, { container }) => {
        if (id) {
          await container.resolve(Modules.CUSTOMER).updateCustomers(id, { phone: "1" });
          throw new Error("Given up");
        }
      },
    );
    const wrong = createWorkflow("conflicts-spec-wrong", (input: WorkflowData<string>) => {
      wrongly(input);
    });
    const idly = createStep("conflicts-spec-idle-step", async (_: string) => {});
    const idle = createWorkflow("conflicts-spec-idle", (input: WorkflowData<string>) => {
      idly(input);
    });

    it("finds what a wrong compensation leaves: columns, rows, events, and the error it ends with", async () => {
      const prepare = async (unique: string) => (await createAda(store, unique)).id;
      const report = await failEachStep(store, { workflow: wrong, prepare, mode: "after" });
      expect(report.runs).toEqual([
        {
          step: "conflicts-spec-wrong: conflicts-spec-wrong-compensation",
          differences: [
            "customer.metadata",
            "customer.phone",
            "customer.search_text",
            "customer.updated_at",
            "customer_address (row added)",
          ],
          events: ["customer.told-too-early"],
          compensationErrors: [],
        },
        {
          step: LATER_STEP,
          differences: ["customer.metadata", "customer.updated_at", "customer_address (row added)"],
          events: ["customer.told-too-early"],
          compensationErrors: ["conflicts-spec-wrong-as-step compensating: Unknown error"],
        },
      ]);
    });

    it("refuses a workflow that writes nothing or fails by itself: both would pass for restored", async () => {
      const prepare = async () => "cus_unknown";
      await expect(failEachStep(store, { workflow: idle, prepare })).rejects.toThrow("writes nothing");
      await expect(failEachStep(store, { workflow: wrong, prepare })).rejects.toThrow("failed by itself");
    });
  });
});
