import type {
  Context,
  CustomerDTO,
  CustomerGroupCustomerDTO,
  FilterableCustomerGroupCustomerProps,
  FilterableCustomerProps,
  FindConfig,
  Message,
} from "@medusajs/framework/types";
import { AddressService } from "./addresses/address-service";
import { CustomerBatchService } from "./batches/customer-batch-service";
import { MembershipBatchService } from "./batches/membership-batch-service";
import { ChangeService } from "./changes/change-service";
import { CustomerService } from "./customers/customer-service";
import type { ModuleContainer } from "./database/generated-service";
import { ModuleCore } from "./database/module-core";
import { RowWriter } from "./database/row-writer";
import { createSeal, secretOf } from "./database/seal";
import { SnapshotService } from "./database/snapshot-service";
import { DuplicateService } from "./duplicates/duplicate-service";
import { EmailChangeService } from "./email-changes/email-change-service";
import { UnfinishedEmailChangeService } from "./email-changes/unfinished-email-change-service";
import { EmailService } from "./emails/email-service";
import { ExportService } from "./exports/export-service";
import type { CustomerFeatures } from "./features";
import { GroupService } from "./groups/group-service";
import { MembershipService } from "./groups/membership-service";
import { GuestService } from "./guests/guest-service";
import { HealthService } from "./health/health-service";
import { ImportRunService } from "./imports/import-run-service";
import { ImportService } from "./imports/import-service";
import { InvitationService } from "./invitations/invitation-service";
import { CursorPageService } from "./listing/cursor-page-service";
import { ListingService } from "./listing/listing-service";
import { LiveCountService } from "./listing/live-count-service";
import { RowFilters } from "./listing/row-filters";
import { RowReadService } from "./listing/row-read-service";
import { LoginService } from "./logins/login-service";
import { MergeService } from "./merges/merge-service";
import { resolveOptions } from "./resolve-options";

/** The methods of Medusa's generated service that the feature services call. */
type Generated = {
  emitEvents(messages: Record<string, Message[]>): Promise<void>;
  listCustomers(
    filters: FilterableCustomerProps,
    config: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<CustomerDTO[]>;
  listAndCountCustomers(
    filters: FilterableCustomerProps,
    config: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<[CustomerDTO[], number]>;
  listMemberships(
    filters: FilterableCustomerGroupCustomerProps,
    config: FindConfig<CustomerGroupCustomerDTO>,
    sharedContext: Context,
  ): Promise<CustomerGroupCustomerDTO[]>;
  deleteMemberships(ids: string[], sharedContext: Context): Promise<void>;
};

/** The services that do the work of core's contract. */
export type ContractServices = {
  filters: RowFilters;
  rows: RowWriter;
  listing: ListingService;
  pages: CursorPageService;
  reader: RowReadService;
  addresses: AddressService;
  customers: CustomerService;
  groups: GroupService;
  memberships: MembershipService;
};

/**
 * Creates the services of the module, each with the services that it needs.
 *
 * @throws MedusaError (invalid_argument) for options that are wrong or differ from the plugin's; the store does not boot
 * then.
 */
export function createFeatures(
  container: ModuleContainer,
  options: unknown,
  generated: Generated,
): { contract: ContractServices; features: CustomerFeatures } {
  const secret = secretOf(container.configModule);
  const core = new ModuleCore({
    options: resolveOptions(options),
    seals: { pages: createSeal(secret, "pages"), duplicates: createSeal(secret, "duplicates") },
    repository: container.baseRepository,
    emit: generated.emitEvents,
  });
  const reader = new RowReadService(core);
  const filters = new RowFilters(core, reader, container);
  const rows = new RowWriter(core, filters);
  const emails = new EmailService(core);
  const addresses = new AddressService(core, filters, rows);
  const { listCustomers: list, listAndCountCustomers: listAndCount } = generated;
  const listing = new ListingService(core, filters, { list, listAndCount }, reader);
  const { listMemberships, deleteMemberships } = generated;
  const snapshots = new SnapshotService(core, filters, emails);
  const contract = {
    ...{ filters, reader, rows, listing, addresses },
    pages: new CursorPageService(core, filters, listing, reader),
    customers: new CustomerService(core, { filters, rows, addresses, emails }),
    groups: new GroupService(core, filters, rows),
    memberships: new MembershipService(core, filters, { list: listMemberships, delete: deleteMemberships }),
  };
  const features = {
    batches: new CustomerBatchService(core, emails),
    duplicates: new DuplicateService(core, emails),
    emailChanges: new EmailChangeService(core, rows, emails, snapshots),
    emails,
    exports: new ExportService(core, filters, listing),
    guests: new GuestService(core),
    changes: new ChangeService(core),
    health: new HealthService(core),
    importRuns: new ImportRunService(core),
    imports: new ImportService(core),
    invitations: new InvitationService(core),
    liveCount: new LiveCountService(core),
    logins: new LoginService(core),
    membershipBatches: new MembershipBatchService(core, filters, listing),
    merges: new MergeService(core, emails),
    snapshots,
    unfinishedEmailChanges: new UnfinishedEmailChangeService(core, rows),
  };
  return { contract, features };
}
