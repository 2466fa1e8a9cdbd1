import type {
  Context,
  CreateCustomerAddressDTO,
  CustomerAddressDTO,
  FilterableCustomerAddressProps,
  UpdateCustomerAddressDTO,
} from "@medusajs/framework/types";
import { withoutUndefined } from "../../../shared/without-undefined";
import { assertStorable } from "../database/assert-storable";
import { softDeleteRows } from "../database/delete-rows.sql";
import type { ModuleCore } from "../database/module-core";
import type { RowWriter } from "../database/row-writer";
import { CUSTOMER_ADDRESS } from "../database/tables";
import type { Transaction } from "../database/transaction";
import type { RowFilters } from "../listing/row-filters";
import { lockCustomersForAddresses } from "./lock-customers-for-addresses.sql";
import { lockCustomersOfAddresses } from "./lock-customers-of-addresses.sql";
import { restoreAddresses } from "./restore-addresses.sql";
import { type ChangedAddress, type DefaultAddressSwap, setDefaultAddress } from "./set-default-address.sql";
import { undoDefaultAddress } from "./undo-default-address.sql";

/** Rows as the contract has them. as: a statement's columns are the model's, which no type can express. */
const asAddresses = (rows: unknown[]): CustomerAddressDTO[] => rows as CustomerAddressDTO[];

const UPDATED = { action: "updated", object: "customer_address" } as const;
const DELETED = { action: "deleted", object: "customer_address" } as const;

/** Creates, updates, deletes and restores addresses, and sets defaults. */
export class AddressService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly rows: RowWriter,
  ) {}

  async create(data: CreateCustomerAddressDTO[], sharedContext: Context = {}): Promise<CustomerAddressDTO[]> {
    assertStorable(data);
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      await lockCustomersForAddresses(transaction, data);
      return await this.insert(data, context);
    });
  }

  /** Inserts addresses of customers that the same transaction has created or locked. */
  async insert(data: CreateCustomerAddressDTO[], context: Context): Promise<CustomerAddressDTO[]> {
    return asAddresses(await this.rows.insert(CUSTOMER_ADDRESS, data, context));
  }

  async update(
    idsOrSelector: string | string[] | FilterableCustomerAddressProps,
    data: UpdateCustomerAddressDTO,
    sharedContext: Context = {},
  ): Promise<CustomerAddressDTO[]> {
    const fields = withoutUndefined(data);
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const isDefault = fields.is_default_shipping || fields.is_default_billing;
      const given = isDefault ? await this.lockCustomersOf(transaction, idsOrSelector, context) : idsOrSelector;
      return asAddresses(await this.rows.update(CUSTOMER_ADDRESS, { idsOrSelector: given, fields }, context));
    });
  }

  /**
   * Locks the customers of the addresses that ids or a selector name.
   *
   * @returns the ids that were given; of a selector the addresses that it named at this moment. An address that begins to
   * match later belongs to a customer who is not locked.
   */
  private async lockCustomersOf(
    transaction: Transaction,
    idsOrSelector: string | string[] | FilterableCustomerAddressProps,
    context: Context,
  ): Promise<string | string[] | FilterableCustomerAddressProps> {
    const ids = await this.filters.idsOf(CUSTOMER_ADDRESS, idsOrSelector, { withDeleted: false, all: true }, context);
    await lockCustomersOfAddresses(transaction, ids);
    return typeof idsOrSelector === "string" || Array.isArray(idsOrSelector) ? idsOrSelector : { id: ids };
  }

  async softDelete(idsOrFilters: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.filters.idsOf(CUSTOMER_ADDRESS, idsOrFilters, { withDeleted: false }, context);
      const deleted = await softDeleteRows(transaction, CUSTOMER_ADDRESS, ids);
      this.core.addRowEvents(context, DELETED, deleted);
      return deleted;
    });
  }

  async restore(idsOrFilters: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.filters.idsOf(CUSTOMER_ADDRESS, idsOrFilters, { withDeleted: true }, context);
      return await restoreAddresses(transaction, ids);
    });
  }

  async setDefault(swap: DefaultAddressSwap, sharedContext: Context = {}): Promise<ChangedAddress[]> {
    assertStorable(swap);
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const before = await setDefaultAddress(transaction, swap);
      const ids = before.map(({ id }) => id);
      this.core.addRowEvents(context, UPDATED, ids);
      return before;
    });
  }

  async undoDefault(swap: DefaultAddressSwap, before: ChangedAddress[], sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await undoDefaultAddress(transaction, swap, before);
      this.core.addRowEvents(context, UPDATED, ids);
    });
  }
}
