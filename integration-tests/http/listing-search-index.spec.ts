import { Modules } from "@medusajs/framework/utils";
import { adminClient } from "../helpers/http/accounts";
import type { ApiClient } from "../helpers/http/api-client";
import { createCatalogue } from "../helpers/http/catalogue";
import { describeSearchStore } from "../helpers/stores/store";
import { until } from "../helpers/timing/until";

type Results = { results: { entity: string; count: number; data: { id: string }[] }[] };

/** Medusa's Search Module with the index that the plugin defines for a store that asks for it. */
describeSearchStore((store) => {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
    // What a store's start does after `medusa db:migrate`: an index answers once it has been filled for the first time.
    await store.container.resolve(Modules.SEARCH).reindex({ index: "customer" });
    await until(async () => (await admin.get("/admin/search?q=unknown&entity=customer")).status === 200);
  });

  async function found(q: string, entities: string[]): Promise<Record<string, string[]>> {
    const named = entities.map((entity) => `&entity[]=${entity}`).join("");
    const { status, data } = await admin.get<Results>(`/admin/search?q=${encodeURIComponent(q)}${named}`);
    expect({ status, data }).toEqual({ status: 200, data: expect.objectContaining({ results: expect.any(Array) }) });
    return Object.fromEntries(data.results.map((group) => [group.entity, group.data.map(({ id }) => id)]));
  }

  it("GET /admin/search finds customers by it, as they are created, changed and deleted", async () => {
    const customer = await store.customers.createCustomers({ email: "ada@x.io", first_name: "Ada" });
    await until(async () => (await found("ada", ["customer"])).customer.includes(customer.id));

    await store.customers.updateCustomers(customer.id, { first_name: "Grace", email: "grace@x.io" });
    await until(async () => (await found("grace", ["customer"])).customer.includes(customer.id));
    expect(await found("ada", ["customer"])).toEqual({ customer: [] });

    await store.customers.softDeleteCustomers([customer.id]);
    await until(async () => !(await found("grace", ["customer"])).customer.includes(customer.id));
  });

  it("GET /admin/search finds customers in the index and products beside it, where both are asked for", async () => {
    await createCatalogue(store);
    const customer = await store.customers.createCustomers({ email: "bicycle@x.io" });
    await until(async () => (await found("bicycle", ["customer"])).customer.includes(customer.id));

    expect(await found("bicycle", ["customer", "product"])).toEqual({
      customer: [customer.id],
      product: [expect.stringMatching(/^prod_/)],
    });
  });
});
