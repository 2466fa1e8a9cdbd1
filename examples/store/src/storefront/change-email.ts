import type Medusa from "@medusajs/js-sdk";
import type { CustomerRoutes, EmailChangeJson } from "medusa-plugin-customers/types";

type Request = CustomerRoutes["POST /store/customers/me/email"];
type Confirm = CustomerRoutes["POST /store/customers/me/email/confirm"];

/** Requests another email for the customer who is logged in; the store mails the token. */
export async function requestEmailChange(sdk: Medusa, body: Request["body"]): Promise<EmailChangeJson> {
  const { email_change } = await sdk.client.fetch<Request["answer"]>("/store/customers/me/email", {
    method: "POST",
    body,
  });
  return email_change;
}

/** Confirms the change with the token of the mail. */
export async function confirmEmailChange(sdk: Medusa, token: string): Promise<Confirm["answer"]["customer"]> {
  const body: Confirm["body"] = { token };
  const { customer } = await sdk.client.fetch<Confirm["answer"]>("/store/customers/me/email/confirm", {
    method: "POST",
    body,
  });
  return customer;
}
