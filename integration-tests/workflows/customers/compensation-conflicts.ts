import type { CustomerDTO, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import {
  changeMembershipsWorkflow,
  updateCustomerAddressesWorkflow,
  updateCustomersWorkflow,
} from "medusa-plugin-customers/workflows";
import { createAda } from "../../helpers/modules/ada";
import type { Store } from "../../helpers/stores/store";

/** Medusa answers a plain object here, no Error. */
const FAILED = { message: "The later step failed" };

let meanwhile: () => Promise<unknown> = async () => {};

/** Does what another caller does in between, and then fails. */
const otherCallerStep = createStep("conflicts-spec-other-caller", async () => {
  await meanwhile();
  throw new Error(FAILED.message);
});

type CustomersInput = Parameters<typeof updateCustomersWorkflow.runAsStep>[0]["input"];
const failingCustomersUpdate = createWorkflow("conflicts-spec-customers", (input: WorkflowData<object>) => {
  updateCustomersWorkflow.runAsStep({ input: input as CustomersInput });
  otherCallerStep();
});

type AddressesInput = Parameters<typeof updateCustomerAddressesWorkflow.runAsStep>[0]["input"];
const failingAddressesUpdate = createWorkflow("conflicts-spec-addresses", (input: WorkflowData<object>) => {
  updateCustomerAddressesWorkflow.runAsStep({ input: input as AddressesInput });
  otherCallerStep();
});

type MembershipsInput = Parameters<typeof changeMembershipsWorkflow.runAsStep>[0]["input"];
const failingMembershipsChange = createWorkflow("conflicts-spec-memberships", (input: WorkflowData<object>) => {
  changeMembershipsWorkflow.runAsStep({ input: input as MembershipsInput });
  otherCallerStep();
});

export default function customersCompensationConflicts(store: Store): void {
  let log: jest.SpyInstance;

  beforeEach(() => {
    meanwhile = async () => {};
    log = jest.spyOn(store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER), "error").mockReturnValue();
  });

  const logged = (): string => log.mock.calls.flat().map(String).join("\n");
  const service = () => store.customers;

  describe("a customer that another caller changed meanwhile", () => {
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
      expect(logged()).toMatch(new RegExp(`Not reverted .*: ${ada.id}`));
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
      expect(logged()).toMatch(new RegExp(`Not reverted .*: ${ada.id}`));
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
      expect(logged()).toMatch(new RegExp(`Not reverted .*: ${ada.id}`));
      expect(logged()).not.toContain(bob.id);
    });

    it("and deleted stays deleted", async () => {
      const ada = await createAda(store);
      meanwhile = () => service().softDeleteCustomers([ada.id]);
      const input = { selector: { id: ada.id }, update: { company_name: "Ours" } };
      await expect(failingCustomersUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      expect(await service().listCustomers({ id: ada.id })).toEqual([]);
      expect(logged()).toMatch(new RegExp(`Not reverted .*: ${ada.id}`));
    });
  });

  describe("an address that another caller changed meanwhile", () => {
    it("is not overwritten, and its id is logged", async () => {
      const { addresses } = await createAda(store);
      const { id } = addresses[0];
      meanwhile = () => service().updateCustomerAddresses(id, { province: "Theirs" });
      const input = { selector: { id }, update: { city: "Ours" } };
      await expect(failingAddressesUpdate(store.container).run({ input })).rejects.toMatchObject(FAILED);

      expect(await service().listCustomerAddresses({ id })).toMatchObject([{ province: "Theirs" }]);
      expect(logged()).toMatch(new RegExp(`Not reverted .*: ${id}`));
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

  describe("memberships whose customer or group another caller deleted meanwhile", () => {
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
}
