import type { ApiClient, ApiResponse } from "../http/api-client";
import { PASSWORD } from "../logins/logins";
import type { SentEvents } from "../stores/sent-events";

export const ME = "/store/customers/me/email";
export const CONFIRM = `${ME}/confirm`;
export const CONFIRM_WITHOUT_LOGIN = "/store/customers/email/confirm";
export const APPROVE = "/store/customers/email/approve";
export const REQUESTED = "customer.email_change_requested";
export const APPROVAL = "customer.email_change_approval_requested";
export const CHANGED = "customer.email_changed";

export type ChangeBody = {
  email_change: { id: string; email: string; requested_by: string; awaiting: string; expires_at: string };
};
export type Requested = { id: string; change_id: string; token: string };
export type CustomerBody = { customer: { id: string; email: string } };

/** Requests a change as a customer with a password does. */
export function requestChange(client: ApiClient, email: string): Promise<ApiResponse<ChangeBody>> {
  return client.post<ChangeBody>(ME, { email, password: PASSWORD });
}

/** What the next event of that name holds once the request is answered 202: the token that the shop's mail would carry. */
export async function mailed(
  events: SentEvents,
  request: () => Promise<ApiResponse<unknown>>,
  name = REQUESTED,
): Promise<Requested> {
  const before = (await events.all(name)).length;
  expect(await request()).toMatchObject({ status: 202 });
  return await events.last<Requested>(name, before + 1);
}
