import type {
  Context,
  CreateCustomerAddressDTO,
  CustomerAddressDTO,
  FilterableCustomerAddressProps,
  FindConfig,
  RestoreReturn,
  SoftDeleteReturn,
  UpdateCustomerAddressDTO,
} from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { withoutUndefined } from "../../../shared/without-undefined";
import { acceptedValues } from "../database/accepted-values";
import { assertStorable } from "../database/assert-storable";
import { CustomerModuleBase, pickLinks } from "../database/base-service";
import { softDeleteRows } from "../database/delete-rows.sql";
import { restoreSnapshots } from "../database/restore-snapshots.sql";
import { CUSTOMER_ADDRESS } from "../database/tables";
import { type RowSnapshot, takeSnapshot } from "../database/take-snapshot.sql";
import { inTransaction } from "../database/transaction";
import { EvaluatesFilter } from "../listing/evaluates-filter";
import { lockCustomersForAddresses, lockCustomersOfAddresses } from "./lock-customers-of-addresses.sql";
import { restoreAddresses } from "./restore-addresses.sql";
import {
  type AddressPurpose,
  type ChangedAddress,
  type DefaultAddressSwap,
  setDefaultAddress,
  undoDefaultAddress,
} from "./set-default-address.sql";

/** Rows as the contract has them. as: a statement's columns are the model's, which no type can tell. */
const asAddresses = (rows: unknown[]): CustomerAddressDTO[] => rows as CustomerAddressDTO[];

/** The part of the service that keeps addresses. */
export abstract class CustomerAddressFacade extends CustomerModuleBase {
  @EvaluatesFilter("CustomerAddress")
  override listCustomerAddresses(
    filters: FilterableCustomerAddressProps = {},
    config: FindConfig<CustomerAddressDTO> = {},
    sharedContext: Context = {},
  ): Promise<CustomerAddressDTO[]> {
    return super.listCustomerAddresses(this.prepareFilters(filters, config), config, sharedContext);
  }

  @EvaluatesFilter("CustomerAddress")
  override listAndCountCustomerAddresses(
    filters: FilterableCustomerAddressProps = {},
    config: FindConfig<CustomerAddressDTO> = {},
    sharedContext: Context = {},
  ): Promise<[CustomerAddressDTO[], number]> {
    return super.listAndCountCustomerAddresses(this.prepareFilters(filters, config), config, sharedContext);
  }

  override createCustomerAddresses(
    data: CreateCustomerAddressDTO[],
    sharedContext?: Context,
  ): Promise<CustomerAddressDTO[]>;
  override createCustomerAddresses(
    data: CreateCustomerAddressDTO,
    sharedContext?: Context,
  ): Promise<CustomerAddressDTO>;
  /** @throws MedusaError (invalid_data) when a live default address of that kind stands; it names the customer. */
  @InjectManager()
  @EmitEvents()
  override async createCustomerAddresses(
    data: CreateCustomerAddressDTO | CreateCustomerAddressDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerAddressDTO | CustomerAddressDTO[]> {
    const addresses = await this.createCustomerAddresses_(Array.isArray(data) ? data : [data], sharedContext);
    return Array.isArray(data) ? addresses : addresses[0];
  }

  @InjectTransactionManager()
  protected async createCustomerAddresses_(
    data: CreateCustomerAddressDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerAddressDTO[]> {
    assertStorable(data);
    await inTransaction(sharedContext, (transaction) => lockCustomersForAddresses(transaction, data));
    return await this.insertAddresses_(data, sharedContext);
  }

  /** Of customers that this very transaction made or holds. */
  protected async insertAddresses_(
    data: CreateCustomerAddressDTO[],
    sharedContext: Context,
  ): Promise<CustomerAddressDTO[]> {
    return asAddresses(await this.insertRows_(CUSTOMER_ADDRESS, data, sharedContext));
  }

  override updateCustomerAddresses(
    addressId: string,
    data: UpdateCustomerAddressDTO,
    sharedContext?: Context,
  ): Promise<CustomerAddressDTO>;
  override updateCustomerAddresses(
    idsOrSelector: string[] | FilterableCustomerAddressProps,
    data: UpdateCustomerAddressDTO,
    sharedContext?: Context,
  ): Promise<CustomerAddressDTO[]>;
  /** As `updateCustomers`. @throws MedusaError (not_found) `CustomerAddress with id "x" not found`. */
  @InjectManager()
  @EmitEvents()
  override async updateCustomerAddresses(
    idsOrSelector: string | string[] | FilterableCustomerAddressProps,
    data: UpdateCustomerAddressDTO,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerAddressDTO | CustomerAddressDTO[]> {
    const addresses = await this.updateCustomerAddresses_(idsOrSelector, data, sharedContext);
    return typeof idsOrSelector === "string" ? addresses[0] : addresses;
  }

  @InjectTransactionManager()
  protected async updateCustomerAddresses_(
    idsOrSelector: string | string[] | FilterableCustomerAddressProps,
    data: UpdateCustomerAddressDTO,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerAddressDTO[]> {
    const fields = withoutUndefined(data);
    if (fields.is_default_shipping || fields.is_default_billing) {
      const options = { withDeleted: false, all: true };
      const ids = await this.idsOf(CUSTOMER_ADDRESS, idsOrSelector, options, sharedContext);
      await inTransaction(sharedContext, (transaction) => lockCustomersOfAddresses(transaction, ids));
    }
    return asAddresses(await this.updateRows_(CUSTOMER_ADDRESS, { idsOrSelector, fields }, sharedContext));
  }

  /**
   * Makes an address the customer's default for shipping or billing in place of the one before; `null` leaves the
   * customer without one. Any number of callers at once end with exactly one default, and none of them with an error.
   *
   * @returns the addresses that changed, as they were before: what `undoDefaultAddress` takes.
   * @throws MedusaError (not_found) when the customer has no such live address.
   */
  @InjectManager()
  @EmitEvents()
  async setDefaultAddress(
    customerId: string,
    addressId: string | null,
    purpose: AddressPurpose,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<ChangedAddress[]> {
    return await this.setDefaultAddress_({ customerId, addressId, purpose }, sharedContext);
  }

  @InjectTransactionManager()
  protected async setDefaultAddress_(
    swap: DefaultAddressSwap,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<ChangedAddress[]> {
    assertStorable(swap);
    const before = await inTransaction(sharedContext, (transaction) => setDefaultAddress(transaction, swap));
    const ids = before.map(({ id }) => id);
    this.emitRowEvents({ action: "updated", object: "customer_address" }, ids, sharedContext);
    return before;
  }

  /** Undoes `setDefaultAddress`, unless the mark has moved on since. Twice in a row changes nothing the second time. */
  @InjectManager()
  @EmitEvents()
  async undoDefaultAddress(
    swap: DefaultAddressSwap,
    before: ChangedAddress[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.undoDefaultAddress_(swap, before, sharedContext);
  }

  @InjectTransactionManager()
  protected async undoDefaultAddress_(
    swap: DefaultAddressSwap,
    before: ChangedAddress[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    const ids = await inTransaction(sharedContext, (transaction) => undoDefaultAddress(transaction, swap, before));
    this.emitRowEvents({ action: "updated", object: "customer_address" }, ids, sharedContext);
  }

  /** As `snapshotCustomers`, of addresses. */
  @InjectManager()
  async snapshotCustomerAddresses(
    selector: FilterableCustomerAddressProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<RowSnapshot[]> {
    return await this.snapshotCustomerAddresses_(selector, sharedContext);
  }

  @InjectTransactionManager()
  protected async snapshotCustomerAddresses_(
    selector: FilterableCustomerAddressProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<RowSnapshot[]> {
    const ids = await this.idsOf(CUSTOMER_ADDRESS, selector, { withDeleted: false }, sharedContext);
    return await inTransaction(sharedContext, (transaction) => takeSnapshot(transaction, "customer_address", ids));
  }

  /** As `restoreCustomerSnapshots`, of addresses. */
  @InjectManager()
  @EmitEvents()
  async restoreCustomerAddressSnapshots(
    snapshots: RowSnapshot[],
    written: UpdateCustomerAddressDTO,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    return await this.restoreCustomerAddressSnapshots_(snapshots, written, sharedContext);
  }

  @InjectTransactionManager()
  protected async restoreCustomerAddressSnapshots_(
    snapshots: RowSnapshot[],
    written: UpdateCustomerAddressDTO,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    const toRestore = snapshots.map((row) => ({ row, accepted: acceptedValues(row, withoutUndefined(written)) }));
    const done = await inTransaction(sharedContext, async (transaction) => {
      const ids = snapshots.map(({ id }) => id);
      await lockCustomersOfAddresses(transaction, ids);
      return await restoreSnapshots(transaction, "customer_address", toRestore);
    });
    this.emitRowEvents({ action: "updated", object: "customer_address" }, done.restored, sharedContext);
    return done;
  }

  /** Deletes for good, by id, ids or selector. Unknown ids are passed over. */
  @InjectManager()
  @EmitEvents()
  override async deleteCustomerAddresses(
    idsOrSelector: string | string[] | FilterableCustomerAddressProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.deleteCustomerAddresses_(idsOrSelector, sharedContext);
  }

  @InjectTransactionManager()
  protected async deleteCustomerAddresses_(
    idsOrSelector: string | string[] | FilterableCustomerAddressProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.deleteRows_(CUSTOMER_ADDRESS, idsOrSelector, sharedContext);
  }

  /** Deletes addresses, restorably. Those that are deleted already are passed over. */
  @InjectManager()
  @EmitEvents()
  override async softDeleteCustomerAddresses<LinkableKey extends string = string>(
    idsOrFilters: string[],
    config: SoftDeleteReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const ids = await this.softDeleteCustomerAddresses_(idsOrFilters, sharedContext);
    return pickLinks({ customer_address_id: ids }, config);
  }

  @InjectTransactionManager()
  protected async softDeleteCustomerAddresses_(
    idsOrFilters: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    const ids = await this.idsOf(CUSTOMER_ADDRESS, idsOrFilters, { withDeleted: false }, sharedContext);
    const deleted = await inTransaction(sharedContext, (transaction) =>
      softDeleteRows(transaction, CUSTOMER_ADDRESS, ids),
    );
    this.emitRowEvents({ action: "deleted", object: "customer_address" }, deleted, sharedContext);
    return deleted;
  }

  /** Brings addresses back. One that was a default is one again only where no live default stands. */
  @InjectManager()
  @EmitEvents()
  override async restoreCustomerAddresses<LinkableKey extends string = string>(
    idsOrFilters: string[],
    config: RestoreReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const ids = await this.restoreCustomerAddresses_(idsOrFilters, sharedContext);
    return pickLinks({ customer_address_id: ids }, config);
  }

  @InjectTransactionManager()
  protected async restoreCustomerAddresses_(
    idsOrFilters: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    const ids = await this.idsOf(CUSTOMER_ADDRESS, idsOrFilters, { withDeleted: true }, sharedContext);
    return await inTransaction(sharedContext, (transaction) => restoreAddresses(transaction, ids));
  }
}
