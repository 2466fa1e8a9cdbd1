import type { MedusaContainer } from "@medusajs/framework/types";
import { createCustomerWorkflow } from "../workflows/customer/workflows/create-customer";

/** Creates the customer of the day, at midnight. */
export default async function runOnceADay(container: MedusaContainer): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  await createCustomerWorkflow(container).run({
    input: { first_name: "John", last_name: "Doe", email: `daily-${day}@example.com` },
  });
}

export const config = { name: "run-once-a-day", schedule: "0 0 * * *" };
