import type { CustomerBatchService } from "./batches/customer-batch-service";
import type { MembershipBatchService } from "./batches/membership-batch-service";
import type { SnapshotService } from "./database/snapshot-service";
import type { DuplicateService } from "./duplicates/duplicate-service";
import type { EmailChangeService } from "./email-changes/email-change-service";
import type { EmailService } from "./emails/email-service";
import type { ExportService } from "./exports/export-service";
import type { GuestService } from "./guests/guest-service";
import type { ImportRunService } from "./imports/import-run-service";
import type { ImportService } from "./imports/import-service";
import type { InvitationService } from "./invitations/invitation-service";
import type { LoginService } from "./logins/login-service";
import type { MergeService } from "./merges/merge-service";

/** The features of the plugin, as properties of its service. */
export interface CustomerFeatures {
  readonly batches: CustomerBatchService;
  readonly duplicates: DuplicateService;
  readonly emailChanges: EmailChangeService;
  readonly emails: EmailService;
  readonly exports: ExportService;
  readonly guests: GuestService;
  readonly importRuns: ImportRunService;
  readonly imports: ImportService;
  readonly invitations: InvitationService;
  readonly logins: LoginService;
  readonly membershipBatches: MembershipBatchService;
  readonly merges: MergeService;
  readonly snapshots: SnapshotService;
}
