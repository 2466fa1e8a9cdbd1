import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createCustomerAccountWorkflow, createUserAccountWorkflow } from "@medusajs/medusa/core-flows";

export type Login = { email: string; password: string };

/** The passwords are printed by `npm start`: this store is a sample on one's own machine. */
export const ADMIN: Login = { email: "admin@example.com", password: "supersecret" };
export const CUSTOMER: Login = { email: "customer@example.com", password: "supersecret" };

/** Creates the administrator of the dashboard, unless there is one of that email. */
export async function ensureAdmin(container: MedusaContainer): Promise<void> {
  const users = await container.resolve(Modules.USER).listUsers({ email: ADMIN.email });
  if (users.length > 0) {
    return;
  }
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: await ensureAuthIdentity(container, ADMIN),
      userData: { email: ADMIN.email, first_name: "Ada", last_name: "Admin" },
    },
  });
}

/** Creates the customer who can log in to the shop, by the workflow that the shop's own registration runs. */
export async function ensureCustomerAccount(container: MedusaContainer): Promise<void> {
  const filters = { email: CUSTOMER.email, has_account: true };
  const customers = await container.resolve(Modules.CUSTOMER).listCustomers(filters);
  if (customers.length > 0) {
    return;
  }
  await createCustomerAccountWorkflow(container).run({
    input: {
      authIdentityId: await ensureAuthIdentity(container, CUSTOMER),
      customerData: { email: CUSTOMER.email, first_name: "Carla", last_name: "Customer", metadata: { sample: true } },
    },
  });
}

/**
 * The id of the email's identity. An earlier run that was stopped halfway may have created an identity without its
 * account: registering it again would be refused, and its password is the one we know.
 */
async function ensureAuthIdentity(container: MedusaContainer, { email, password }: Login): Promise<string> {
  const auth = container.resolve(Modules.AUTH);
  const [existing] = await auth.listAuthIdentities({ provider_identities: { entity_id: email } });
  if (existing !== undefined) {
    return existing.id;
  }
  const { success, authIdentity, error } = await auth.register("emailpass", { body: { email, password } });
  if (!success || authIdentity === undefined) {
    throw new Error(`The login ${email} cannot be registered: ${error}`);
  }
  return authIdentity.id;
}
