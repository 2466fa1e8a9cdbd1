import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { generateEntityId } from "@medusajs/framework/utils";
import { createCustomerWorkflow } from "../../workflows/customer/workflows/create-customer";

/** `GET /workflow` creates a customer and answers it; `?email=` sets the email, else each call makes a new one. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const email = typeof req.query.email === "string" ? req.query.email : `${generateEntityId("", "john")}@example.com`;
  const { result } = await createCustomerWorkflow(req.scope).run({
    input: { first_name: "John", last_name: "Doe", email },
  });
  res.send(result);
}
