import type {
  Context,
  CustomerGroupCustomerDTO,
  FilterableCustomerGroupCustomerProps,
  FindConfig,
  GroupCustomerPair,
  RestoreReturn,
  SoftDeleteReturn,
} from "@medusajs/framework/types";
import {
  EmitEvents,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
} from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { pickLinks } from "../database/base-service";
import { softDeleteRows } from "../database/delete-rows.sql";
import { CUSTOMER_GROUP_CUSTOMER } from "../database/tables";
import { inTransaction } from "../database/transaction";
import { type EachUpdate, updateEach } from "../database/update-each-row.sql";
import { assertCondition } from "../listing/assert-condition";
import { EvaluatesFilter } from "../listing/evaluates-filter";
import { CustomerGroupFacade } from "./group-service";
import { restoreMemberships } from "./restore-memberships.sql";

type IdsOrFilters = string | FilterableCustomerGroupCustomerProps | (string | FilterableCustomerGroupCustomerProps)[];

type NewMembership = GroupCustomerPair & { created_by?: string | null; metadata?: Record<string, unknown> | null };

/**
 * The part of the service that takes memberships as rows. The contract has only their list; core's module answers the
 * other methods too, because they are generated, and here they keep the rules of `addCustomerToGroup`.
 */
export abstract class CustomerMembershipFacade extends CustomerGroupFacade {
  @EvaluatesFilter("CustomerGroupCustomer")
  override listAndCountCustomerGroupCustomers(
    filters: FilterableCustomerGroupCustomerProps = {},
    config: FindConfig<CustomerGroupCustomerDTO> = {},
    sharedContext: Context = {},
  ): Promise<[CustomerGroupCustomerDTO[], number]> {
    return super.listAndCountCustomerGroupCustomers(this.prepareFilters(filters, config), config, sharedContext);
  }

  override createCustomerGroupCustomers(
    data: NewMembership[],
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO[]>;
  override createCustomerGroupCustomers(
    data: NewMembership,
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO>;
  /** As `addCustomerToGroup`, with whole rows as the answer: a pair that has its membership gets that one. */
  @InjectManager()
  @EmitEvents()
  override async createCustomerGroupCustomers(
    data: NewMembership | NewMembership[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupCustomerDTO | CustomerGroupCustomerDTO[]> {
    const rows = await this.createCustomerGroupCustomers_(Array.isArray(data) ? data : [data], sharedContext);
    return Array.isArray(data) ? rows : rows[0];
  }

  @InjectTransactionManager()
  protected async createCustomerGroupCustomers_(
    data: NewMembership[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupCustomerDTO[]> {
    const ids = (await this.addCustomerToGroup_(data, sharedContext)).map(({ id }) => id);
    return await this.membershipRows(ids, sharedContext);
  }

  /**
   * Writes metadata and `created_by`, of rows by id or of those that a `selector` names.
   *
   * @throws MedusaError (not_found) for an id that there is not; (invalid_data) for another customer or group: that is
   * another membership.
   */
  @InjectManager()
  @EmitEvents()
  override async updateCustomerGroupCustomers(
    data: object | object[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupCustomerDTO | CustomerGroupCustomerDTO[]> {
    assertStorable(data);
    const updates = [data].flat().map(fieldsOf);
    for (const field of ["customer", "customer_id", "customer_group", "customer_group_id"]) {
      if (updates.some((fields) => fields[field] !== undefined)) {
        throw new MedusaError(
          MedusaError.Types.INVALID_DATA,
          `The field "${field}" of a membership cannot be changed. Use removeCustomerFromGroup and addCustomerToGroup.`,
        );
      }
    }
    const rows = await this.updateCustomerGroupCustomers_([data].flat(), sharedContext);
    return Array.isArray(data) || "selector" in data ? rows : rows[0];
  }

  @InjectTransactionManager()
  protected async updateCustomerGroupCustomers_(
    data: object[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupCustomerDTO[]> {
    const updates = new Map<string, EachUpdate>();
    for (const update of data) {
      const { selector, ...given }: { selector?: FilterableCustomerGroupCustomerProps } = update;
      const named = selector && (await this.listCustomerGroupCustomers(selector, { select: ["id"] }, sharedContext));
      // as: an update is of a selector's rows or of one row, which has its id.
      for (const { id } of named ?? [given as EachUpdate]) {
        updates.set(id, { ...updates.get(id), ...fieldsOf(update), id });
      }
    }
    const { rows, changedIds } = await inTransaction(sharedContext, (transaction) =>
      updateEach(transaction, CUSTOMER_GROUP_CUSTOMER, [...updates.values()]),
    );
    this.emitRowEvents({ action: "updated", object: "customer_group_customer" }, changedIds, sharedContext);
    return await this.membershipRows(
      rows.map(({ id }) => id),
      sharedContext,
    );
  }

  /** Memberships in the order of their ids. */
  private async membershipRows(ids: string[], sharedContext: Context): Promise<CustomerGroupCustomerDTO[]> {
    const rows = await super.listCustomerGroupCustomers({ id: ids }, { take: ids.length }, sharedContext);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Ends memberships for good, by id, ids or filters. Unknown ids are passed over. */
  @InjectManager()
  @EmitEvents()
  override async deleteCustomerGroupCustomers(
    idsOrFilters: IdsOrFilters,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    const ids = await this.membershipIds(idsOrFilters, { withDeleted: true }, sharedContext);
    await super.deleteCustomerGroupCustomers(ids, sharedContext);
  }

  /** Ends memberships, restorably. */
  @InjectManager()
  @EmitEvents()
  override async softDeleteCustomerGroupCustomers<LinkableKey extends string = string>(
    idsOrFilters: IdsOrFilters,
    config: SoftDeleteReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const ids = await this.softDeleteCustomerGroupCustomers_(idsOrFilters, sharedContext);
    return pickLinks({ customer_group_customer_id: ids }, config);
  }

  @InjectTransactionManager()
  protected async softDeleteCustomerGroupCustomers_(
    idsOrFilters: IdsOrFilters,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    const ids = await this.membershipIds(idsOrFilters, { withDeleted: false }, sharedContext);
    const deleted = await inTransaction(sharedContext, (transaction) =>
      softDeleteRows(transaction, CUSTOMER_GROUP_CUSTOMER, ids),
    );
    this.emitRowEvents({ action: "deleted", object: "customer_group_customer" }, deleted, sharedContext);
    return deleted;
  }

  /** Brings memberships back. One whose customer has joined the group again, or whose group is deleted, stays away. */
  @InjectManager()
  @EmitEvents()
  override async restoreCustomerGroupCustomers<LinkableKey extends string = string>(
    idsOrFilters: IdsOrFilters,
    config: RestoreReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const ids = await this.restoreCustomerGroupCustomers_(idsOrFilters, sharedContext);
    return pickLinks({ customer_group_customer_id: ids }, config);
  }

  @InjectTransactionManager()
  protected async restoreCustomerGroupCustomers_(
    idsOrFilters: IdsOrFilters,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    const ids = await this.membershipIds(idsOrFilters, { withDeleted: true }, sharedContext);
    return await inTransaction(sharedContext, (transaction) => restoreMemberships(transaction, ids));
  }

  /** @throws MedusaError (invalid_data) for a filter without a condition: it would name every membership. */
  private async membershipIds(
    idsOrFilters: IdsOrFilters,
    config: { withDeleted: boolean },
    sharedContext: Context,
  ): Promise<string[]> {
    const given = [idsOrFilters].flat().filter((one) => one != null);
    assertStorable(given);
    const ids = given.filter((one) => typeof one === "string");
    for (const filters of given.filter((one) => typeof one !== "string")) {
      assertCondition(filters, { all: false });
      const rows = await this.listCustomerGroupCustomers(filters, { ...config, select: ["id"] }, sharedContext);
      ids.push(...rows.map(({ id }) => id));
    }
    return [...new Set(ids)];
  }
}

/** What an update writes: `{ id, ...fields }`, or `{ selector, data }`. */
function fieldsOf(update: unknown): Record<string, unknown> {
  // as: any object answers a name; what is none has no fields.
  const fields = (typeof update === "object" && update !== null ? update : {}) as Record<string, unknown>;
  return "selector" in fields ? fieldsOf(fields.data) : fields;
}
