import type { CustomerBatchService } from "./batches/customer-batch-service";
import type { MembershipBatchService } from "./batches/membership-batch-service";
import type { ChangeService } from "./changes/change-service";
import type { SnapshotService } from "./database/snapshot-service";
import type { DuplicateService } from "./duplicates/duplicate-service";
import type { EmailChangeService } from "./email-changes/email-change-service";
import type { UnfinishedEmailChangeService } from "./email-changes/unfinished-email-change-service";
import type { EmailService } from "./emails/email-service";
import type { ExportService } from "./exports/export-service";
import type { GuestService } from "./guests/guest-service";
import type { HealthService } from "./health/health-service";
import type { ImportRunService } from "./imports/import-run-service";
import type { ImportService } from "./imports/import-service";
import type { InvitationService } from "./invitations/invitation-service";
import type { LiveCountService } from "./listing/live-count-service";
import type { LoginService } from "./logins/login-service";
import type { MergeService } from "./merges/merge-service";

/** The features of the plugin, as properties of its service. The steps, jobs and commands of the plugin use all of it. */
export interface CustomerFeatures {
  readonly batches: CustomerBatchService;
  readonly changes: ChangeService;
  readonly duplicates: DuplicateService;
  readonly emailChanges: EmailChangeService;
  readonly emails: EmailService;
  readonly exports: ExportService;
  readonly guests: GuestService;
  readonly health: HealthService;
  readonly importRuns: ImportRunService;
  readonly imports: ImportService;
  readonly invitations: InvitationService;
  readonly liveCount: LiveCountService;
  readonly logins: LoginService;
  readonly membershipBatches: MembershipBatchService;
  readonly merges: MergeService;
  readonly snapshots: SnapshotService;
  readonly unfinishedEmailChanges: UnfinishedEmailChangeService;
}

/** The part of the features that a store may call. `docs/reference/service.md` is generated from it. */
export interface PublicCustomerFeatures {
  readonly batches: Pick<CustomerBatchService, "updateEach" | "plan">;
  readonly duplicates: Pick<DuplicateService, "list">;
  readonly emailChanges: Pick<EmailChangeService, "retrieve" | "retrievePending">;
  readonly emails: Pick<
    EmailService,
    "normalize" | "isSpellingOf" | "listCollisions" | "listProblems" | "listOldSpellings"
  >;
  readonly exports: Pick<ExportService, "stream" | "create" | "retrieve" | "list">;
  readonly health: Pick<HealthService, "read">;
  readonly imports: Pick<
    ImportService,
    "preview" | "create" | "retrieve" | "list" | "listErrors" | "streamErrors" | "confirm" | "cancel"
  >;
  readonly invitations: Pick<InvitationService, "retrieve" | "retrieveLast" | "list" | "acknowledge">;
  readonly logins: Pick<LoginService, "beginPasswordCheck" | "endPasswordCheck">;
  readonly membershipBatches: Pick<
    MembershipBatchService,
    "changePairs" | "undoPairs" | "change" | "list" | "undo" | "listChanges" | "reverse"
  >;
  readonly merges: Pick<MergeService, "preview" | "findSurvivor" | "findLastClaim">;
}
