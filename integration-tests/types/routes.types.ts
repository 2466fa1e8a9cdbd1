import type { ReturnWorkflow } from "@medusajs/framework/workflows-sdk";
import type { z } from "@medusajs/framework/zod";
import type { CustomerRoutes } from "medusa-plugin-customers/types";
import type { batchGroupCustomersBody } from "../../src/api/admin/customer-groups/[id]/customers/batch/validators";
import type {
  listGroupChangesQuery,
  undoGroupChangeBody,
} from "../../src/api/admin/customer-groups/[id]/customers/changes/validators";
import type { claimBody } from "../../src/api/admin/customers/[id]/claim/validators";
import type { adminRequestEmailChangeBody } from "../../src/api/admin/customers/[id]/email/validators";
import type { adminLinkLoginBody } from "../../src/api/admin/customers/[id]/logins/validators";
import type { listMergesQuery } from "../../src/api/admin/customers/[id]/merges/validators";
import type { batchCustomersBody } from "../../src/api/admin/customers/batch/validators";
import type { duplicatesQuery } from "../../src/api/admin/customers/duplicates/validators";
import type { createExportBody } from "../../src/api/admin/customers/exports/validators";
import type { importBody } from "../../src/api/admin/customers/imports/validators";
import type { invitationBody } from "../../src/api/admin/customers/invitations/invitation-body";
import type { listInvitationsQuery, sendInvitationsBody } from "../../src/api/admin/customers/invitations/validators";
import type { mergeBody } from "../../src/api/admin/customers/merge/validators";
import type { emailChangeBody } from "../../src/api/store/customers/email/email-change-body";
import type { acceptInvitationBody } from "../../src/api/store/customers/invitations/accept/validators";
import type { confirmEmailChangeBody, requestEmailChangeBody } from "../../src/api/store/customers/me/email/validators";
import type { loginBodies } from "../../src/api/store/customers/me/logins/login-bodies";
import type { linkLoginBody, unlinkLoginBody } from "../../src/api/store/customers/me/logins/validators";
import type { GroupChange } from "../../src/modules/customer/batches/group-changes.sql";
import type { DuplicatesPage } from "../../src/modules/customer/duplicates/duplicate-service";
import type { DuplicateGroup } from "../../src/modules/customer/duplicates/group-duplicates";
import type { Health } from "../../src/modules/customer/health/health-service";
import type { CustomerPage } from "../../src/modules/customer/listing/types";
import type { ListedMerge } from "../../src/modules/customer/merges/list-merged-into.sql";
import type { batchCustomersWorkflow } from "../../src/workflows/customers/workflows/batch-customers";
import type { batchGroupCustomersWorkflow } from "../../src/workflows/groups/workflows/batch-group-customers";
import type { undoGroupChangeWorkflow } from "../../src/workflows/groups/workflows/undo-group-change";
import type { MergePreview } from "../../src/workflows/merges/steps/inspect-merge";

/** Checked by `npm run typecheck`: the types of `medusa-plugin-customers/types` are what the routes take and return. */

/** A value as JSON has it. */
type Json<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? Json<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Json<Value[Key]> }
      : Value;

type IsSame<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
type IsTaken<Sent, Taken> = [Sent] extends [Taken] ? true : false;
type Assert<Truth extends true> = Truth;

type Body<Path extends keyof CustomerRoutes> = CustomerRoutes[Path] extends { body: infer Given } ? Given : never;
type Query<Path extends keyof CustomerRoutes> = CustomerRoutes[Path] extends { query: infer Given } ? Given : never;
type Answer<Path extends keyof CustomerRoutes> = CustomerRoutes[Path]["answer"];
type Result<Workflow> = Workflow extends ReturnWorkflow<infer _Input, infer Given, infer _Hooks> ? Given : never;
type Own<Body> = Omit<Body, "additional_data">;
type Filterless<Body> = Omit<Body, "filter" | "filters">;

/** What a client sends by the types is not refused for its form. */
export type BodiesAreTaken = [
  Assert<IsTaken<Own<Body<"POST /admin/customers/batch">>, Own<z.input<ReturnType<typeof batchCustomersBody>>>>>,
  Assert<
    IsTaken<
      Filterless<NonNullable<Body<"POST /admin/customer-groups/:id/customers/batch">["add"]>>,
      Filterless<NonNullable<z.input<ReturnType<typeof batchGroupCustomersBody>>["add"]>>
    >
  >,
  Assert<
    IsSame<
      Own<Body<"POST /admin/customer-groups/:id/customers/changes/:change_id/undo">>,
      z.input<typeof undoGroupChangeBody>
    >
  >,
  Assert<IsTaken<Query<"GET /admin/customer-groups/:id/customers/changes">, z.input<typeof listGroupChangesQuery>>>,
  Assert<IsSame<Own<Body<"POST /admin/customers/merge">>, z.input<typeof mergeBody>>>,
  Assert<IsSame<Own<Body<"POST /admin/customers/:id/claim">>, z.input<typeof claimBody>>>,
  Assert<IsSame<Body<"POST /admin/customers/:id/email">, z.input<typeof adminRequestEmailChangeBody>>>,
  Assert<IsSame<Body<"POST /admin/customers/:id/logins">, z.input<typeof adminLinkLoginBody>>>,
  Assert<IsSame<Body<"POST /admin/customers/invitations/send">, z.input<typeof sendInvitationsBody>>>,
  Assert<IsTaken<Filterless<Body<"POST /admin/customers/exports">>, Filterless<z.input<typeof createExportBody>>>>,
  Assert<IsTaken<Body<"POST /admin/customers/imports">, z.input<typeof importBody>>>,
  Assert<IsSame<Body<"POST /store/customers/invitations/accept">, z.input<typeof acceptInvitationBody>>>,
  Assert<IsSame<Body<"POST /store/customers/email/approve">, z.input<typeof confirmEmailChangeBody>>>,
  Assert<IsSame<Body<"POST /store/customers/email/confirm">, z.input<typeof confirmEmailChangeBody>>>,
  Assert<IsSame<Body<"POST /store/customers/me/email/confirm">, z.input<typeof confirmEmailChangeBody>>>,
  Assert<IsSame<Body<"POST /store/customers/me/email">, z.input<typeof requestEmailChangeBody>>>,
  Assert<IsSame<Body<"POST /store/customers/me/logins">, z.input<typeof linkLoginBody>>>,
  Assert<IsSame<Body<"DELETE /store/customers/me/logins/:login_id">, z.input<typeof unlinkLoginBody>>>,
  Assert<IsTaken<Query<"GET /admin/customers/duplicates">, z.input<typeof duplicatesQuery>>>,
  Assert<IsTaken<Query<"GET /admin/customers/:id/merges">, z.input<typeof listMergesQuery>>>,
  Assert<IsTaken<Query<"GET /admin/customers/invitations">, z.input<typeof listInvitationsQuery>>>,
];

type Batch = Result<typeof batchCustomersWorkflow>;
type GroupBatch = Result<typeof batchGroupCustomersWorkflow>;

/** The types of answers are what the routes return. */
export type AnswersAreTheRoutes = [
  Assert<IsSame<Answer<"POST /admin/customers/batch">["upserted"], Batch["upserted"]>>,
  Assert<IsSame<Answer<"POST /admin/customer-groups/:id/customers/batch">["added"], GroupBatch["added"]>>,
  Assert<IsSame<Answer<"POST /admin/customer-groups/:id/customers/batch">["removed"], GroupBatch["removed"]>>,
  Assert<IsSame<Answer<"GET /admin/customer-groups/:id/customers/changes">["changes"], Json<GroupChange[]>>>,
  Assert<
    IsSame<
      Pick<
        Answer<"POST /admin/customer-groups/:id/customers/changes/:change_id/undo">,
        "added" | "removed" | "skipped"
      >,
      Pick<Result<typeof undoGroupChangeWorkflow>, "added" | "removed" | "skipped">
    >
  >,
  Assert<IsSame<Omit<Answer<"GET /admin/customers/cursor">, "customers" | "limit">, Omit<CustomerPage, "customers">>>,
  Assert<IsSame<Answer<"GET /admin/customers/duplicates">, Json<DuplicatesPage>>>,
  Assert<IsSame<Answer<"GET /admin/customers/health">["health"], Json<Health>>>,
  Assert<IsSame<Answer<"GET /admin/customers/:id/duplicates">["duplicates"], Json<DuplicateGroup[]>>>,
  Assert<IsSame<Answer<"GET /admin/customers/:id/merges">["merges"], Json<ListedMerge[]>>>,
  Assert<IsSame<Answer<"POST /admin/customers/merge/preview">["preview"], Json<MergePreview>>>,
  Assert<IsSame<Answer<"POST /admin/customers/:id/email">["email_change"], Json<ReturnType<typeof emailChangeBody>>>>,
  Assert<IsSame<Answer<"GET /admin/customers/:id/logins">["logins"], Json<Awaited<ReturnType<typeof loginBodies>>>>>,
  Assert<
    IsSame<Answer<"GET /admin/customers/invitations">["invitations"][number], Json<ReturnType<typeof invitationBody>>>
  >,
];
