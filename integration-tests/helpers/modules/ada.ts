import type { CustomerDTO } from "@medusajs/framework/types";
import type { Store } from "../stores/store";

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

/** A guest with something in every field that a rollback has to bring back. */
export function createAda(store: Store, unique = "ada"): Promise<CustomerDTO> {
  return store.customers.createCustomers({ ...ADA, email: `${unique}@example.com` });
}
