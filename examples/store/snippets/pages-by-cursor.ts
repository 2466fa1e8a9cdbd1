import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

export async function visitAll(container: MedusaContainer, visit: (email: string | null) => void) {
  const customers = container.resolve(Modules.CUSTOMER);
  let after: string | undefined;
  do {
    const page = await customers.listCustomersPage({ order: { created_at: "DESC" }, limit: 100, after });
    for (const { email } of page.customers) {
      visit(email);
    }
    after = page.after ?? undefined;
  } while (after);
}
