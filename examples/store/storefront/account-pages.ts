/**
 * The pages that the mails of the plugin lead to. Each function takes the page's URL and the SDK of the storefront, and
 * returns what the page shows. Copy what you need into your storefront.
 */
import type Medusa from "@medusajs/js-sdk";

type Sdk = Pick<Medusa, "client">;

/** `/verify-email?code=...`: Medusa's own route; no login is needed. */
export async function verifyEmailPage(sdk: Sdk, url: URL): Promise<string> {
  const code = url.searchParams.get("code");
  await sdk.client.fetch("/auth/verification/confirm", { method: "POST", body: { code } });
  return "Your email is verified.";
}

/** A button "Verify my email" in the account: the shopper is logged in. The code arrives by mail. */
export async function requestVerification(sdk: Sdk, email: string): Promise<string> {
  const body = { entity_id: email, entity_type: "email" };
  const { verification } = await sdk.client.fetch<{ verification: { verified_at: string | null } }>(
    "/auth/verification/request",
    { method: "POST", body },
  );
  return verification.verified_at ? "Your email is verified already." : `A link is on its way to ${email}.`;
}

/** `/welcome?token=...`: the form asks for a password. No login is needed. */
export async function welcomePage(sdk: Sdk, url: URL, password: string): Promise<string> {
  const token = url.searchParams.get("token");
  await sdk.client.fetch("/store/customers/invitations/accept", { method: "POST", body: { token, password } });
  return "Your password is set. You can log in now.";
}

/** The form "Change my email" in the account. Leave the password out where the account has none. */
export async function requestEmailChange(sdk: Sdk, email: string, password?: string): Promise<string> {
  const { email_change } = await sdk.client.fetch<{ email_change: { awaiting: "old_email" | "new_email" } }>(
    "/store/customers/me/email",
    { method: "POST", body: { email, password } },
  );
  return email_change.awaiting === "old_email"
    ? "Open the link that we sent to your present email."
    : `Open the link that we sent to ${email}.`;
}

/** `/approve-email?token=...`, from the mail to the old email. No login is needed. */
export async function approveEmailPage(sdk: Sdk, url: URL): Promise<string> {
  const token = url.searchParams.get("token");
  await sdk.client.fetch("/store/customers/email/approve", { method: "POST", body: { token } });
  return "Thank you. Now open the link that we sent to the new email.";
}

/** `/confirm-email?token=...`: the customer requested the change, and has to be logged in. */
export async function confirmEmailPage(sdk: Sdk, url: URL): Promise<string> {
  const token = url.searchParams.get("token");
  await sdk.client.fetch("/store/customers/me/email/confirm", { method: "POST", body: { token } });
  return "Your email is changed. Use it from now on to log in.";
}

/** `/confirm-email-without-login?token=...`: an admin requested the change. */
export async function confirmEmailWithoutLoginPage(sdk: Sdk, url: URL): Promise<string> {
  const token = url.searchParams.get("token");
  await sdk.client.fetch("/store/customers/email/confirm", { method: "POST", body: { token } });
  return "Your email is changed. Use it from now on to log in.";
}

/**
 * Links a second login, such as Google's. `token` is what the callback of the provider returned; the SDK keeps the token of the
 * customer who is logged in. Give the password where the account has one.
 */
export async function linkLogin(sdk: Sdk, token: string, password?: string): Promise<string> {
  await sdk.client.fetch("/store/customers/me/logins", { method: "POST", body: { token, password } });
  return "You can log in this way from now on.";
}
