/** The names of the events that our workflows emit beside core's. `CustomerEventData` has the data of each. */
export const CustomerEvents = {
  CLAIMED: "customer.claimed",
  CUSTOMERS_ADDED: "customer_group.customers_added",
  CUSTOMERS_REMOVED: "customer_group.customers_removed",
  EMAIL_CHANGED: "customer.email_changed",
  EMAIL_CHANGE_APPROVAL_REQUESTED: "customer.email_change_approval_requested",
  EMAIL_CHANGE_REQUESTED: "customer.email_change_requested",
  EMAIL_VERIFIED: "customer.email_verified",
  EXPORT_COMPLETED: "customer.export.completed",
  EXPORT_FAILED: "customer.export.failed",
  IMPORT_COMPLETED: "customer.import.completed",
  IMPORT_FAILED: "customer.import.failed",
  INVITATION_ACCEPTED: "customer.invitation_accepted",
  INVITED: "customer.invited",
  LOGIN_LINKED: "customer.login_linked",
  LOGIN_UNLINKED: "customer.login_unlinked",
  MERGED: "customer.merged",
} as const;

export type CustomerEventName = (typeof CustomerEvents)[keyof typeof CustomerEvents];

/** A group, and customers who joined it or left it: at most 1,000. */
export type MembershipsEvent = { id: string; customer_ids: string[] };

/** A customer, a change of the customer's email, and the token that the mail carries. */
type EmailChangeToken = { id: string; change_id: string; token: string };

/** The data of each event; where no comment says otherwise, `id` is the customer's. */
export type CustomerEventData = {
  /** `id` is the registered customer's. */
  [CustomerEvents.CLAIMED]: { id: string; guest_id: string };
  /** `id` is the group's. */
  [CustomerEvents.CUSTOMERS_ADDED]: MembershipsEvent;
  /** `id` is the group's. */
  [CustomerEvents.CUSTOMERS_REMOVED]: MembershipsEvent;
  [CustomerEvents.EMAIL_CHANGED]: { id: string; change_id: string };
  /** The token is for the old email. */
  [CustomerEvents.EMAIL_CHANGE_APPROVAL_REQUESTED]: EmailChangeToken;
  /** The token is for the new email. */
  [CustomerEvents.EMAIL_CHANGE_REQUESTED]: EmailChangeToken;
  [CustomerEvents.EMAIL_VERIFIED]: { id: string };
  /** `id` is the export's. */
  [CustomerEvents.EXPORT_COMPLETED]: { id: string };
  /** `id` is the export's. */
  [CustomerEvents.EXPORT_FAILED]: { id: string };
  /** `id` is the import's. */
  [CustomerEvents.IMPORT_COMPLETED]: { id: string; dry_run: boolean; invalid: number; warned: number };
  /** `id` is the import's. */
  [CustomerEvents.IMPORT_FAILED]: { id: string };
  [CustomerEvents.INVITATION_ACCEPTED]: { id: string; invitation_id: string };
  [CustomerEvents.INVITED]: { id: string; invitation_id: string; token: string };
  [CustomerEvents.LOGIN_LINKED]: { id: string; auth_identity_id: string };
  [CustomerEvents.LOGIN_UNLINKED]: { id: string; login_id: string };
  /** `id` is the survivor's. */
  [CustomerEvents.MERGED]: { id: string; merged_id: string };
};
