import { adminClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import type { Store } from "../../helpers/stores/store";

type CustomerBody = { customer: { id: string } };

/** Express finds `/admin/CUSTOMERS` as well; what this plugin does before core's handlers has to be done there too. */
export default function customersPathCase(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  describe.each(["/admin/customers", "/ADMIN/Customers"])("%s", (path) => {
    it("takes an international address", async () => {
      const email = "josé@bücher.example";
      const { status, data } = await admin.post<CustomerBody>(path, { email });
      expect({ status, data }).toMatchObject({ status: 200, data: { customer: { email } } });
      expect(await admin.post(`${path}/${data.customer.id}`, { email: "jürgen@bücher.example" })).toMatchObject({
        status: 200,
        data: { customer: { email: "jürgen@bücher.example" } },
      });
    });

    it("takes an external_id", async () => {
      const { status, data } = await admin.post<CustomerBody>(path, { email: "a@x.io", external_id: "erp-1" });
      expect(status).toBe(200);
      expect(await admin.post(`${path}/${data.customer.id}`, { external_id: "erp-2" })).toMatchObject({ status: 200 });
      expect(await store.sql("select external_id from customer")).toEqual([{ external_id: "erp-2" }]);
    });

    it("refuses a body that is nested beyond reason", async () => {
      let deep: unknown = 1;
      for (let depth = 0; depth < 200; depth++) {
        deep = { a: deep };
      }
      const { status, data } = await admin.post<ErrorBody>(path, { email: "a@x.io", metadata: deep });
      expect([status, data.message]).toEqual([400, expect.stringContaining("deeper than 100 levels")]);
      expect(await store.sql("select id from customer")).toEqual([]);
    });
  });
}
