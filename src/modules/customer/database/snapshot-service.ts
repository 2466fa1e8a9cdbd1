import type {
  Context,
  CustomerUpdatableFields,
  FilterableCustomerAddressProps,
  FilterableCustomerProps,
  UpdateCustomerAddressDTO,
} from "@medusajs/framework/types";
import { withoutUndefined } from "../../../shared/without-undefined";
import { lockCustomersOfAddresses } from "../addresses/lock-customers-of-addresses.sql";
import type { EmailService } from "../emails/email-service";
import type { RowFilters } from "../listing/row-filters";
import { acceptedValues } from "./accepted-values";
import type { ModuleCore } from "./module-core";
import { restoreSnapshots } from "./restore-snapshots.sql";
import { CUSTOMER, CUSTOMER_ADDRESS } from "./tables";
import { type RowSnapshot, type SnapshotTable, takeSnapshot } from "./take-snapshot.sql";

/** Ids of the rows that were restored, and of those that another writer has changed or deleted meanwhile. */
export type RestoredSnapshots = { restored: string[]; refused: string[] };

/** Takes snapshots of rows and restores them, for workflow steps and their compensation. */
export class SnapshotService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly emails: EmailService,
  ) {}

  /** Returns a JSON row with every column for each live customer that matches, in id order. */
  async takeCustomers(
    idsOrFilters: string | string[] | FilterableCustomerProps,
    sharedContext: Context = {},
  ): Promise<RowSnapshot[]> {
    return await this.take("customer", idsOrFilters, sharedContext);
  }

  /** As `takeCustomers`, for addresses. */
  async takeAddresses(selector: FilterableCustomerAddressProps, sharedContext: Context = {}): Promise<RowSnapshot[]> {
    return await this.take("customer_address", selector, sharedContext);
  }

  /**
   * Restores customers from a snapshot, to undo an update with `written`.
   *
   * A row that another writer changed meanwhile (a column has neither its old nor the written value) or deleted stays as
   * it is. Idempotent.
   */
  async restoreCustomers(
    snapshots: RowSnapshot[],
    written: CustomerUpdatableFields,
    sharedContext: Context = {},
  ): Promise<RestoredSnapshots> {
    const stored = this.emails.normalizeIn(written);
    const toRestore = snapshots.map((row) => ({ row, accepted: acceptedValues(row, stored) }));
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const done = await restoreSnapshots(transaction, "customer", toRestore);
      this.core.addRowEvents(context, { action: "updated", object: "customer" }, done.restored);
      return done;
    });
  }

  /** As `restoreCustomers`, for addresses. */
  async restoreAddresses(
    snapshots: RowSnapshot[],
    written: UpdateCustomerAddressDTO,
    sharedContext: Context = {},
  ): Promise<RestoredSnapshots> {
    const toRestore = snapshots.map((row) => ({ row, accepted: acceptedValues(row, withoutUndefined(written)) }));
    const ids = snapshots.map(({ id }) => id);
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      await lockCustomersOfAddresses(transaction, ids);
      const done = await restoreSnapshots(transaction, "customer_address", toRestore);
      this.core.addRowEvents(context, { action: "updated", object: "customer_address" }, done.restored);
      return done;
    });
  }

  private async take(
    name: SnapshotTable,
    idsOrFilters: string | object,
    sharedContext: Context,
  ): Promise<RowSnapshot[]> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const table = name === "customer" ? CUSTOMER : CUSTOMER_ADDRESS;
      const ids = await this.filters.idsOf(table, idsOrFilters, { withDeleted: false }, context);
      return await takeSnapshot(transaction, name, ids);
    });
  }
}
