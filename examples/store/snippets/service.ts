import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

export async function createAda(container: MedusaContainer) {
  const customers = container.resolve(Modules.CUSTOMER);
  const ada = await customers.createCustomers({ email: "ada@example.com", external_id: "erp-7" });
  const { imports, count } = await customers.imports.list({ limit: 20, offset: 0 });
  return { ada, imports, count };
}
