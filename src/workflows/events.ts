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

/** The compiler refuses data in which an event is missing. */
type OfEachEvent<Data extends Record<CustomerEventName, object>> = Data;

/** The data of each event; where no comment says otherwise, `id` is the customer's. */
export type CustomerEventData = OfEachEvent<{
  /** A guest joined the account of its email. `id` is the registered customer's. `customer.merged` is emitted too. */
  [CustomerEvents.CLAIMED]: { id: string; guest_id: string };
  /** Customers joined a group. `id` is the group's; `customer_ids` holds at most 1,000 ids of actual changes. */
  [CustomerEvents.CUSTOMERS_ADDED]: MembershipsEvent;
  /** Customers left a group. `id` is the group's; `customer_ids` holds at most 1,000 ids of actual changes. */
  [CustomerEvents.CUSTOMERS_REMOVED]: MembershipsEvent;
  /** A change of email was confirmed: customer and login have the new email. */
  [CustomerEvents.EMAIL_CHANGED]: { id: string; change_id: string };
  /** A mail to the old email has to carry the token. The event for the new email follows the approval. */
  [CustomerEvents.EMAIL_CHANGE_APPROVAL_REQUESTED]: EmailChangeToken;
  /** A mail to the new email has to carry the token. */
  [CustomerEvents.EMAIL_CHANGE_REQUESTED]: EmailChangeToken;
  /** An email was verified: by a verification, an accepted invitation, or a redeemed password reset. */
  [CustomerEvents.EMAIL_VERIFIED]: { id: string };
  /** The file of an export is complete. `id` is the export's. */
  [CustomerEvents.EXPORT_COMPLETED]: { id: string };
  /** An export failed. `id` is the export's. */
  [CustomerEvents.EXPORT_FAILED]: { id: string };
  /** An import ended; a dry run stored nothing. `id` is the import's. */
  [CustomerEvents.IMPORT_COMPLETED]: { id: string; dry_run: boolean; invalid: number; warned: number };
  /** An import failed. `id` is the import's. */
  [CustomerEvents.IMPORT_FAILED]: { id: string };
  /** An invited customer has set a password. */
  [CustomerEvents.INVITATION_ACCEPTED]: { id: string; invitation_id: string };
  /**
   * A mail to the customer has to carry the token. The event has a low priority and is emitted at least once; the subscriber
   * acknowledges it (`invitations.acknowledge`).
   */
  [CustomerEvents.INVITED]: { id: string; invitation_id: string; token: string };
  /** A login was linked to a customer. */
  [CustomerEvents.LOGIN_LINKED]: { id: string; auth_identity_id: string };
  /** A login was removed from a customer. `login_id` is the id of the provider identity. */
  [CustomerEvents.LOGIN_UNLINKED]: { id: string; login_id: string };
  /** Two customers became one. `id` is the survivor's. */
  [CustomerEvents.MERGED]: { id: string; merged_id: string };
}>;
