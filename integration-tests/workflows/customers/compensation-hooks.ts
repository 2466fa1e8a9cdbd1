import type { CustomerDTO, HttpTypes } from "@medusajs/framework/types";
import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { updateCustomersWorkflow as coreUpdateCustomersWorkflow } from "@medusajs/medusa/core-flows";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ErrorBody } from "../../helpers/http/api-client";
import { createAda } from "../../helpers/modules/ada";
import type { Store } from "../../helpers/stores/store";

type Hook = (input: { customers: CustomerDTO[]; additional_data?: unknown }) => Promise<void>;

/** A process can register a hook of a workflow once; what it does is set by each test. */
let onCustomersUpdated: Hook = async () => {};
coreUpdateCustomersWorkflow.hooks.customersUpdated(async ({ customers, additional_data }) => {
  await onCustomersUpdated({ customers, additional_data });
  return new StepResponse(undefined);
});

export default function customersCompensationHooks(store: Store): void {
  afterEach(() => {
    onCustomersUpdated = async () => {};
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
}
