import type {
  Context,
  CreateCustomerDTO,
  CustomerDTO,
  CustomerUpdatableFields,
  FilterableCustomerProps,
  ICustomerModuleService,
  RestoreReturn,
  SoftDeleteReturn,
} from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { PLUGIN } from "../../plugin-name";
import { restoreCustomers } from "./customers/restore-customers.sql";
import { type DeletedCustomers, softDeleteCustomers } from "./customers/soft-delete-customers.sql";
import { acceptedValues } from "./database/accepted-values";
import { pickLinks } from "./database/base-service";
import { restoreSnapshots } from "./database/restore-snapshots.sql";
import { CUSTOMER } from "./database/tables";
import { type RowSnapshot, takeSnapshot } from "./database/take-snapshot.sql";
import { inTransaction } from "./database/transaction";
import { assertEmails } from "./emails/assert-emails.sql";
import { assertEmailAddress, readEmail } from "./emails/email-address";
import { CustomerImportRunFacade } from "./imports/import-run-service";

/** Rows as the contract has them. as: a statement's columns are the model's, which no type can tell. */
const asCustomers = (rows: unknown[]): CustomerDTO[] => rows as CustomerDTO[];

/** Customers, their addresses and their groups: Medusa's `ICustomerModuleService`, registered as `customer`. */
export default class CustomerModuleService extends CustomerImportRunFacade implements ICustomerModuleService {
  /** Tells this service from core's, which has no such property. */
  readonly plugin = PLUGIN;

  override createCustomers(data: CreateCustomerDTO[], sharedContext?: Context): Promise<CustomerDTO[]>;
  override createCustomers(data: CreateCustomerDTO, sharedContext?: Context): Promise<CustomerDTO>;
  /**
   * Creates customers with their addresses, all or none.
   *
   * @throws MedusaError (invalid_data) `Customer with email: x, has_account: false, already exists.`, and for a text that
   * is no email. None at all is accepted.
   */
  @InjectManager()
  @EmitEvents()
  override async createCustomers(
    data: CreateCustomerDTO | CreateCustomerDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO | CustomerDTO[]> {
    const customers = await this.createCustomers_(Array.isArray(data) ? data : [data], sharedContext);
    return Array.isArray(data) ? customers : customers[0];
  }

  @InjectTransactionManager()
  protected async createCustomers_(
    data: CreateCustomerDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO[]> {
    const stored = data.map((customer) => this.storedEmail(customer));
    stored.forEach(({ email }) => {
      assertEmailAddress(email);
    });
    const rows = await this.insertRows_(CUSTOMER, stored, sharedContext);
    const addresses = await this.insertAddresses_(
      data.flatMap((customer, index) =>
        (customer.addresses ?? []).map((address) => ({ ...address, customer_id: rows[index].id })),
      ),
      sharedContext,
    );
    const customers = asCustomers(rows.map((row) => ({ ...row, groups: [], addresses: [] })));
    const byId = new Map(customers.map((customer) => [customer.id, customer]));
    for (const address of addresses) {
      byId.get(address.customer_id)?.addresses.push(address);
    }
    return customers;
  }

  override updateCustomers(
    customerId: string,
    data: CustomerUpdatableFields,
    sharedContext?: Context,
  ): Promise<CustomerDTO>;
  override updateCustomers(
    idsOrSelector: string[] | FilterableCustomerProps,
    data: CustomerUpdatableFields,
    sharedContext?: Context,
  ): Promise<CustomerDTO[]>;
  /**
   * Writes the given fields: `undefined` leaves a field as it is, `null` clears it, `metadata` is merged.
   *
   * @throws MedusaError (not_found) `Customer with id "x" not found` when an id is unknown; (invalid_data) for a text that
   * is no email, unless the customer has it already. Nothing is written then.
   */
  @InjectManager()
  @EmitEvents()
  override async updateCustomers(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    data: CustomerUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO | CustomerDTO[]> {
    const customers = await this.updateCustomers_(idsOrSelector, data, sharedContext);
    return typeof idsOrSelector === "string" ? customers[0] : customers;
  }

  @InjectTransactionManager()
  protected async updateCustomers_(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    data: CustomerUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO[]> {
    const fields = this.storedEmail(data);
    if (typeof fields.email === "string" && readEmail(fields.email) === null) {
      const ids = await this.idsOf(CUSTOMER, idsOrSelector, { withDeleted: false, all: true }, sharedContext);
      const updates = ids.map((id) => ({ id, email: fields.email }));
      await inTransaction(sharedContext, (transaction) => assertEmails(transaction, updates));
    }
    return asCustomers(await this.updateRows_(CUSTOMER, { idsOrSelector, fields }, sharedContext));
  }

  /** Deletes for good, by id, ids or selector; addresses and memberships go along. Unknown ids are passed over. */
  @InjectManager()
  @EmitEvents()
  override async deleteCustomers(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.deleteCustomers_(idsOrSelector, sharedContext);
  }

  @InjectTransactionManager()
  protected async deleteCustomers_(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.deleteRows_(CUSTOMER, idsOrSelector, sharedContext);
  }

  /**
   * Deletes customers, restorably, and their addresses with them. Customers that are deleted already are passed over.
   *
   * @returns the ids that were deleted, by linkable key (`customer_id`, `customer_address_id`).
   */
  @InjectManager()
  @EmitEvents()
  override async softDeleteCustomers<LinkableKey extends string = string>(
    idsOrFilters: string[],
    config: SoftDeleteReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const deleted = await this.softDeleteCustomers_(idsOrFilters, sharedContext);
    return links(deleted, config);
  }

  @InjectTransactionManager()
  protected async softDeleteCustomers_(
    idsOrFilters: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<DeletedCustomers> {
    const ids = await this.idsOf(CUSTOMER, idsOrFilters, { withDeleted: false }, sharedContext);
    const deleted = await inTransaction(sharedContext, (transaction) => softDeleteCustomers(transaction, ids));
    this.emitRowEvents({ action: "deleted", object: "customer" }, deleted.customerIds, sharedContext);
    this.emitRowEvents({ action: "deleted", object: "customer_address" }, deleted.addressIds, sharedContext);
    return deleted;
  }

  /**
   * Brings customers back with the addresses that went with them.
   *
   * @throws MedusaError (invalid_data) when an email belongs to another live customer by now; it names both ids, and
   * nothing is restored; (not_allowed) when one was merged into another customer.
   */
  @InjectManager()
  @EmitEvents()
  override async restoreCustomers<LinkableKey extends string = string>(
    idsOrFilters: string[],
    config: RestoreReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const restored = await this.restoreCustomers_(idsOrFilters, sharedContext);
    return links(restored, config);
  }

  @InjectTransactionManager()
  protected async restoreCustomers_(
    idsOrFilters: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<DeletedCustomers> {
    const ids = await this.idsOf(CUSTOMER, idsOrFilters, { withDeleted: true }, sharedContext);
    return await inTransaction(sharedContext, (transaction) =>
      restoreCustomers(transaction, ids, (email) => this.storedAs(email)),
    );
  }

  /**
   * The rows as they are, every column, for a workflow step to put back with `restoreCustomerSnapshots`.
   *
   * @returns a JSON row for each live customer that matches, in id order.
   */
  @InjectManager()
  async snapshotCustomers(
    idsOrFilters: string | string[] | FilterableCustomerProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<RowSnapshot[]> {
    return await this.snapshotCustomers_(idsOrFilters, sharedContext);
  }

  @InjectTransactionManager()
  protected async snapshotCustomers_(
    idsOrFilters: string | string[] | FilterableCustomerProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<RowSnapshot[]> {
    const ids = await this.idsOf(CUSTOMER, idsOrFilters, { withDeleted: false }, sharedContext);
    return await inTransaction(sharedContext, (transaction) => takeSnapshot(transaction, "customer", ids));
  }

  /**
   * Puts customers back as a snapshot has them, after an update with `written` that is being undone. A row that somebody
   * else changed meanwhile (a column holds neither its old nor the written value) or deleted is left alone.
   *
   * @returns the ids that were written, and those that were left. Twice in a row writes nothing the second time.
   */
  @InjectManager()
  @EmitEvents()
  async restoreCustomerSnapshots(
    snapshots: RowSnapshot[],
    written: CustomerUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    return await this.restoreCustomerSnapshots_(snapshots, written, sharedContext);
  }

  @InjectTransactionManager()
  protected async restoreCustomerSnapshots_(
    snapshots: RowSnapshot[],
    written: CustomerUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    const stored = this.storedEmail(written);
    const toRestore = snapshots.map((row) => ({ row, accepted: acceptedValues(row, stored) }));
    const done = await inTransaction(sharedContext, (transaction) =>
      restoreSnapshots(transaction, "customer", toRestore),
    );
    this.emitRowEvents({ action: "updated", object: "customer" }, done.restored, sharedContext);
    return done;
  }
}

function links(
  { customerIds, addressIds }: DeletedCustomers,
  config: SoftDeleteReturn<string>,
): Record<string, string[]> {
  return pickLinks({ customer_id: customerIds, customer_address_id: addressIds }, config);
}
