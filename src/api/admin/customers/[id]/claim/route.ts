import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AdditionalData, CustomerDTO } from "@medusajs/framework/types";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { claimGuestWorkflow } from "../../../../../workflows/claims/workflows/claim-guest";
import { answerCustomer } from "../../../../utils/answer-customer";
import type { ClaimBody } from "./validators";

/**
 * Reads the guest of this customer's email, who can be claimed: `{ claim: { mode, guest } }`.
 *
 * `mode` is the option `claim`. `guest` is null when there is none, or when the customer is a guest.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const service = resolveCustomerModule(req.scope);
  const { email, has_account } = await service.retrieveCustomer(req.params.id);
  const [guest] = has_account && email ? await service.listCustomers({ email, has_account: false }, { take: 1 }) : [];
  res.status(200).json({ claim: { mode: service.merges.claimMode, guest: guest ? guestBody(guest) : null } });
}

const guestBody = ({ id, email, first_name, last_name, company_name, phone, ...guest }: CustomerDTO) => ({
  ...{ id, email: email ?? null, first_name: first_name ?? null, last_name: last_name ?? null },
  ...{ company_name: company_name ?? null, phone: phone ?? null },
  ...{ has_account: guest.has_account, created_at: guest.created_at },
});

/**
 * Claims the guest of this customer's email. Answers `{ customer, guest_id }`; `guest_id` is null when there is no such
 * guest.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<ClaimBody & AdditionalData>,
  res: MedusaResponse,
): Promise<void> {
  const { skip_proof, additional_data } = req.validatedBody;
  const { result } = await claimGuestWorkflow(req.scope).run({
    input: {
      customer_id: req.params.id,
      trigger: "admin",
      skip_proof,
      additional_data,
      created_by: req.auth_context.actor_id,
    },
  });
  await answerCustomer(req, res, result.id, { guest_id: result.guest_id });
}
