import type * as Accounts from "./accounts";
import type * as Customers from "./customers";
import type * as Exports from "./exports";
import type * as Health from "./health";
import type * as Imports from "./imports";
import type * as Merges from "./merges";

/** A form (`multipart/form-data`) with the file in `file` and the options as fields, or JSON with the id of an earlier file. */
export type AdminCreateImport = Imports.AdminImportOptionsInput & { file_id: string };

/**
 * Every route that the plugin adds, by method and path: the body or the query that it takes, and the answer.
 *
 * Routes of core that the plugin replaces keep core's types (`HttpTypes` of Medusa).
 */
export interface CustomerRoutes {
  "POST /admin/customers/batch": { body: Customers.AdminBatchCustomers; answer: Customers.AdminBatchCustomersResponse };
  "GET /admin/customers/cursor": {
    query: Customers.AdminCustomersCursorParams;
    answer: Customers.AdminCustomersCursorResponse;
  };
  "GET /admin/customers/duplicates": {
    query: Customers.AdminDuplicatesParams;
    answer: Customers.AdminDuplicatesResponse;
  };
  "GET /admin/customers/health": { answer: Health.AdminCustomersHealthResponse };
  "POST /admin/customer-groups/:id/customers/batch": {
    body: Customers.AdminBatchGroupCustomers;
    answer: Customers.AdminBatchGroupCustomersResponse;
  };
  "GET /admin/customer-groups/:id/customers/changes": {
    query: Customers.AdminGroupChangeListParams;
    answer: Customers.AdminGroupChangeListResponse;
  };
  "POST /admin/customer-groups/:id/customers/changes/:change_id/undo": {
    body: Customers.AdminUndoGroupChange;
    answer: Customers.AdminUndoGroupChangeResponse;
  };

  "POST /admin/customers/merge/preview": { body: Merges.AdminMerge; answer: Merges.AdminMergePreviewResponse };
  "POST /admin/customers/merge": { body: Merges.AdminMerge; answer: Merges.AdminMergeResponse };
  "GET /admin/customers/:id/claim": { answer: Accounts.AdminGuestToClaimResponse };
  "POST /admin/customers/:id/claim": { body: Accounts.AdminClaim; answer: Accounts.AdminClaimResponse };

  "GET /admin/customers/:id/duplicates": { answer: Customers.AdminCustomerDuplicatesResponse };
  "GET /admin/customers/:id/merges": { query: Merges.AdminMergeListParams; answer: Merges.AdminMergeListResponse };

  "GET /admin/customers/:id/email": { answer: Accounts.PendingEmailChangeResponse };
  "POST /admin/customers/:id/email": {
    body: Accounts.AdminRequestEmailChange;
    status: 202;
    answer: Accounts.EmailChangeResponse;
  };
  "DELETE /admin/customers/:id/email": { answer: Accounts.EmailChangeDeletedResponse };

  "GET /admin/customers/:id/logins": { answer: Accounts.LoginsResponse };
  "POST /admin/customers/:id/logins": { body: Accounts.AdminLinkLogin; answer: Accounts.LoginsResponse };
  "DELETE /admin/customers/:id/logins/:login_id": { answer: Accounts.LoginDeletedResponse };

  "GET /admin/customers/:id/invitation": { answer: Accounts.AdminInvitationResponse };
  "POST /admin/customers/:id/invitation": { status: 202; answer: Accounts.AdminInvitationResponse };
  "DELETE /admin/customers/:id/invitation": { answer: Accounts.InvitationDeletedResponse };
  "GET /admin/customers/invitations": {
    query: Accounts.AdminInvitationListParams;
    answer: Accounts.AdminInvitationListResponse;
  };
  "POST /admin/customers/invitations/send": {
    body: Accounts.AdminSendInvitations;
    status: 202;
    answer: Accounts.AdminSendInvitationsResponse;
  };

  "GET /admin/customers/exports": { query: Exports.AdminExportListParams; answer: Exports.AdminExportListResponse };
  "POST /admin/customers/exports": {
    query: Customers.AdminCustomerFilters;
    body: Exports.AdminCreateExport;
    status: 202;
    answer: Exports.AdminExportResponse;
  };
  "GET /admin/customers/exports/:id": { answer: Exports.AdminExportResponse };

  "GET /admin/customers/imports": { query: Imports.AdminImportListParams; answer: Imports.AdminImportListResponse };
  "POST /admin/customers/imports": { body: AdminCreateImport; status: 202; answer: Imports.AdminImportStartedResponse };
  "GET /admin/customers/imports/:id": { answer: Imports.AdminImportResponse };
  "GET /admin/customers/imports/:id/errors": {
    query: Imports.AdminImportErrorsParams;
    answer: Imports.AdminImportErrorsResponse;
  };
  "GET /admin/customers/imports/:id/preview": { answer: Imports.AdminImportPreviewResponse };
  "POST /admin/customers/imports/:id/confirm": {
    body: Imports.AdminConfirmImport;
    status: 202;
    answer: Imports.AdminImportResponse;
  };
  "POST /admin/customers/imports/:id/cancel": { answer: Imports.AdminImportResponse };

  "POST /store/customers/invitations/accept": {
    body: Accounts.StoreAcceptInvitation;
    answer: Accounts.StoreInvitationAcceptedResponse;
  };
  "POST /store/customers/email/approve": {
    body: Accounts.StoreConfirmEmailChange;
    answer: Accounts.StoreEmailChangeApprovedResponse;
  };
  "POST /store/customers/email/confirm": {
    body: Accounts.StoreConfirmEmailChange;
    answer: Accounts.StoreEmailChangeConfirmedResponse;
  };
  "GET /store/customers/me/email": { answer: Accounts.PendingEmailChangeResponse };
  "POST /store/customers/me/email": {
    body: Accounts.StoreRequestEmailChange;
    status: 202;
    answer: Accounts.EmailChangeResponse;
  };
  "DELETE /store/customers/me/email": { answer: Accounts.EmailChangeDeletedResponse };
  "POST /store/customers/me/email/confirm": {
    body: Accounts.StoreConfirmEmailChange;
    answer: Accounts.StoreCustomerResponse;
  };
  "GET /store/customers/me/logins": { answer: Accounts.LoginsResponse };
  "POST /store/customers/me/logins": { body: Accounts.StoreLinkLogin; answer: Accounts.LoginsResponse };
  "DELETE /store/customers/me/logins/:login_id": {
    body: Accounts.StoreUnlinkLogin;
    answer: Accounts.LoginDeletedResponse;
  };
}
