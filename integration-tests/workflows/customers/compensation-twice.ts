import { Modules } from "@medusajs/framework/utils";
import {
  changeMembershipsWorkflow,
  createCustomerAddressesWorkflow,
  removeCustomerAccountWorkflow,
  updateCustomerAddressesWorkflow,
  updateCustomersWorkflow,
} from "medusa-plugin-customers/workflows";
import { createAda } from "../../helpers/modules/ada";
import type { Store } from "../../helpers/stores/store";
import { failEachStep, remainders } from "../../helpers/workflows/compensation";

export default function customersCompensationTwice(store: Store): void {
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
}
