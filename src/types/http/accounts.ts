/** What the routes of emails, logins, invitations, claims and merges take and return, as JSON. */
import type { CustomerJson, CustomerSummary, DeletedResponse } from "./customers";

export type EmailChangeJson = {
  id: string;
  /** The requested email. */
  email: string;
  requested_by: "customer" | "admin";
  /** The email that got the last token. */
  awaiting: "old_email" | "new_email";
  expires_at: string;
  created_at: string;
};

export type AdminRequestEmailChange = { email: string };
export type StoreRequestEmailChange = {
  email: string;
  /** Without it, or for an account without a password, the old email approves the change first. */
  password?: string;
};
export type StoreConfirmEmailChange = { token: string };

export type EmailChangeResponse = { email_change: EmailChangeJson };
export type PendingEmailChangeResponse = { email_change: EmailChangeJson | null };
export type EmailChangeDeletedResponse = DeletedResponse<"email_change">;
export type StoreEmailChangeApprovedResponse = { approved: true };
export type StoreEmailChangeConfirmedResponse = { confirmed: true };
export type StoreCustomerResponse = { customer: CustomerJson };

export type LoginJson = {
  /** The id of the provider identity. */
  id: string;
  auth_identity_id: string;
  provider: string;
  /** The name of the login at its provider: the email, for `emailpass`. */
  entity_id: string;
  /** Whether the login has verified the customer's email. */
  email_verified: boolean;
  created_at: string;
  updated_at: string;
};

export type AdminLinkLogin = { auth_identity_id: string };
export type StoreLinkLogin = {
  /** The token that the provider of the new login has issued. */
  token: string;
  password?: string;
};
export type StoreUnlinkLogin = { password?: string };
export type LoginsResponse = { logins: LoginJson[] };
export type LoginDeletedResponse = DeletedResponse<"login">;

export type InvitationState = "held" | "waiting" | "announced" | "sent" | "accepted" | "expired" | "cancelled";

export type AdminInvitation = {
  id: string;
  customer_id: string;
  import_id: string | null;
  state: InvitationState;
  /** The email of the mail; null before it was sent. */
  email: string | null;
  created_by: string | null;
  sent_at: string | null;
  expires_at: string | null;
  created_at: string;
};

export type AdminInvitationResponse = { invitation: AdminInvitation | null };
export type InvitationDeletedResponse = DeletedResponse<"invitation">;
export type AdminInvitationListParams = {
  state?: InvitationState;
  import_id?: string;
  customer_id?: string;
  limit?: number;
  offset?: number;
};
export type AdminInvitationListResponse = {
  invitations: AdminInvitation[];
  count: number;
  limit: number;
  offset: number;
};

/** One of `import_id`, `customer_ids` and `all`. */
export type AdminSendInvitations = {
  state?: "held" | "announced";
  import_id?: string;
  customer_ids?: string[];
  all?: true;
};
export type AdminSendInvitationsResponse = { waiting: number };

export type StoreAcceptInvitation = { token: string; password: string };
export type StoreInvitationAcceptedResponse = { accepted: true };

export type AdminClaim = {
  /** The admin vouches for the email: it needs no verification. */
  skip_proof?: boolean;
  additional_data?: Record<string, unknown> | null;
};

/** The guest of a registered customer's email. `mode` is the option `claim`: with "off" no guest can be claimed. */
export type AdminGuestToClaimResponse = {
  claim: {
    mode: "on_proof" | "manual" | "off";
    guest: (CustomerSummary & { created_at: string }) | null;
  };
};

/** `guest_id` is null when there is no guest of this email. */
export type AdminClaimResponse = { customer: CustomerJson; guest_id: string | null };
