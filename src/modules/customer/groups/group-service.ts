import type {
  Context,
  CreateCustomerGroupDTO,
  CustomerGroupCustomerDTO,
  CustomerGroupDTO,
  CustomerGroupUpdatableFields,
  FilterableCustomerGroupCustomerProps,
  FilterableCustomerGroupProps,
  FindConfig,
  GroupCustomerPair,
  RestoreReturn,
  SoftDeleteReturn,
} from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { withoutUndefined } from "../../../shared/without-undefined";
import { CustomerAddressFacade } from "../addresses/address-service";
import { assertLength, assertStorable, GROUP_NAME_MAX_LENGTH } from "../database/assert-storable";
import { pickLinks } from "../database/base-service";
import { CUSTOMER_GROUP } from "../database/tables";
import { inTransaction } from "../database/transaction";
import { EvaluatesFilter } from "../listing/evaluates-filter";
import { addMemberships } from "./add-memberships.sql";
import { changeMemberships } from "./change-memberships";
import { removeMemberships } from "./remove-memberships.sql";
import { restoreGroups } from "./restore-groups.sql";
import { softDeleteGroups } from "./soft-delete-groups.sql";
import { type MembershipChange, undoMembershipChange } from "./undo-membership-change.sql";

/** Rows as the contract has them. as: a statement's columns are the model's, which no type can tell. */
const asGroups = (rows: unknown[]): CustomerGroupDTO[] => rows as CustomerGroupDTO[];

/** The part of the service that keeps groups and who is in them. */
export abstract class CustomerGroupFacade extends CustomerAddressFacade {
  @EvaluatesFilter("CustomerGroup")
  override listCustomerGroups(
    filters: FilterableCustomerGroupProps = {},
    config: FindConfig<CustomerGroupDTO> = {},
    sharedContext: Context = {},
  ): Promise<CustomerGroupDTO[]> {
    return super.listCustomerGroups(this.prepareFilters(filters, config), config, sharedContext);
  }

  @EvaluatesFilter("CustomerGroup")
  override listAndCountCustomerGroups(
    filters: FilterableCustomerGroupProps = {},
    config: FindConfig<CustomerGroupDTO> = {},
    sharedContext: Context = {},
  ): Promise<[CustomerGroupDTO[], number]> {
    return super.listAndCountCustomerGroups(this.prepareFilters(filters, config), config, sharedContext);
  }

  @EvaluatesFilter("CustomerGroupCustomer")
  override listCustomerGroupCustomers(
    filters: FilterableCustomerGroupCustomerProps = {},
    config: FindConfig<CustomerGroupCustomerDTO> = {},
    sharedContext: Context = {},
  ): Promise<CustomerGroupCustomerDTO[]> {
    return super.listCustomerGroupCustomers(this.prepareFilters(filters, config), config, sharedContext);
  }

  override createCustomerGroups(data: CreateCustomerGroupDTO[], sharedContext?: Context): Promise<CustomerGroupDTO[]>;
  override createCustomerGroups(data: CreateCustomerGroupDTO, sharedContext?: Context): Promise<CustomerGroupDTO>;
  /** @throws MedusaError (invalid_data) `Customer group with name: x, already exists.` */
  @InjectManager()
  @EmitEvents()
  override async createCustomerGroups(
    data: CreateCustomerGroupDTO | CreateCustomerGroupDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupDTO | CustomerGroupDTO[]> {
    const groups = await this.createCustomerGroups_(Array.isArray(data) ? data : [data], sharedContext);
    return Array.isArray(data) ? groups : groups[0];
  }

  @InjectTransactionManager()
  protected async createCustomerGroups_(
    data: CreateCustomerGroupDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupDTO[]> {
    data.forEach(assertGroup);
    const rows = await this.insertRows_(CUSTOMER_GROUP, data, sharedContext);
    return asGroups(rows.map((row) => ({ ...row, customers: [] })));
  }

  override updateCustomerGroups(
    groupId: string,
    data: CustomerGroupUpdatableFields,
    sharedContext?: Context,
  ): Promise<CustomerGroupDTO>;
  override updateCustomerGroups(
    idsOrSelector: string[] | FilterableCustomerGroupProps,
    data: CustomerGroupUpdatableFields,
    sharedContext?: Context,
  ): Promise<CustomerGroupDTO[]>;
  /** As `updateCustomers`. @throws MedusaError (not_found) `CustomerGroup with id "x" not found`. */
  @InjectManager()
  @EmitEvents()
  override async updateCustomerGroups(
    idsOrSelector: string | string[] | FilterableCustomerGroupProps,
    data: CustomerGroupUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupDTO | CustomerGroupDTO[]> {
    const groups = await this.updateCustomerGroups_(idsOrSelector, data, sharedContext);
    return typeof idsOrSelector === "string" ? groups[0] : groups;
  }

  @InjectTransactionManager()
  protected async updateCustomerGroups_(
    idsOrSelector: string | string[] | FilterableCustomerGroupProps,
    data: CustomerGroupUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupDTO[]> {
    assertGroup(data);
    const fields = withoutUndefined(data);
    return asGroups(await this.updateRows_(CUSTOMER_GROUP, { idsOrSelector, fields }, sharedContext));
  }

  override addCustomerToGroup(pairs: GroupCustomerPair[], sharedContext?: Context): Promise<{ id: string }[]>;
  override addCustomerToGroup(pair: GroupCustomerPair, sharedContext?: Context): Promise<{ id: string }>;
  /**
   * Puts customers into groups. A customer that is in the group stays in it: the membership that stands is returned, and
   * only new ones are told in events.
   *
   * @throws MedusaError (not_found) when a customer or a live group does not exist; nobody is added then.
   */
  @InjectManager()
  @EmitEvents()
  override async addCustomerToGroup(
    data: GroupCustomerPair | GroupCustomerPair[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ id: string } | { id: string }[]> {
    const ids = await this.addCustomerToGroup_(Array.isArray(data) ? data : [data], sharedContext);
    return Array.isArray(data) ? ids : ids[0];
  }

  @InjectTransactionManager()
  protected async addCustomerToGroup_(
    pairs: GroupCustomerPair[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ id: string }[]> {
    assertStorable(pairs);
    const memberships = await inTransaction(sharedContext, (transaction) => addMemberships(transaction, pairs));
    const created = new Set(memberships.filter((membership) => membership.created).map(({ id }) => id));
    this.emitRowEvents({ action: "created", object: "customer_group_customer" }, [...created], sharedContext);
    return memberships.map(({ id }) => ({ id }));
  }

  /** Ends memberships; a pair that is no membership is passed over. */
  @InjectManager()
  @EmitEvents()
  override async removeCustomerFromGroup(
    data: GroupCustomerPair | GroupCustomerPair[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.removeCustomerFromGroup_(Array.isArray(data) ? data : [data], sharedContext);
  }

  @InjectTransactionManager()
  protected async removeCustomerFromGroup_(
    pairs: GroupCustomerPair[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    assertStorable(pairs);
    const ended = await inTransaction(sharedContext, (transaction) => removeMemberships(transaction, pairs));
    this.emitRowEvents({ action: "deleted", object: "customer_group_customer" }, ended, sharedContext);
  }

  /**
   * Adds and ends memberships in one transaction: all of it or nothing.
   *
   * @returns what was done, for events and `undoMembershipChange`.
   * @throws MedusaError (not_found) when a customer or a live group to add does not exist.
   */
  @InjectManager()
  @EmitEvents()
  async changeMemberships(
    change: { add: GroupCustomerPair[]; remove: GroupCustomerPair[] },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<MembershipChange> {
    return await this.changeMemberships_(change, sharedContext);
  }

  @InjectTransactionManager()
  protected async changeMemberships_(
    { add, remove }: { add: GroupCustomerPair[]; remove: GroupCustomerPair[] },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<MembershipChange> {
    assertStorable({ add, remove });
    const { change, endedIds } = await inTransaction(sharedContext, (transaction) =>
      changeMemberships(transaction, { add, remove }),
    );
    this.emitRowEvents({ action: "created", object: "customer_group_customer" }, change.createdIds, sharedContext);
    this.emitRowEvents({ action: "deleted", object: "customer_group_customer" }, endedIds, sharedContext);
    return change;
  }

  /**
   * Undoes `changeMemberships` row for row; a pair that somebody else has joined again stays. May run twice.
   *
   * @returns the ids that came back, and those that could not, because their customer or group is gone.
   */
  @InjectManager()
  @EmitEvents()
  async undoMembershipChange(
    change: Pick<MembershipChange, "createdIds" | "removed">,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    return await this.undoMembershipChange_(change, sharedContext);
  }

  @InjectTransactionManager()
  protected async undoMembershipChange_(
    change: Pick<MembershipChange, "createdIds" | "removed">,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    const undone = await inTransaction(sharedContext, (transaction) => undoMembershipChange(transaction, change));
    this.emitRowEvents({ action: "deleted", object: "customer_group_customer" }, undone.deletedIds, sharedContext);
    this.emitRowEvents({ action: "created", object: "customer_group_customer" }, undone.restoredIds, sharedContext);
    return { restored: undone.restoredIds, refused: undone.refusedIds };
  }

  /** Deletes for good, by id, ids or selector; memberships go along. Unknown ids are passed over. */
  @InjectManager()
  @EmitEvents()
  override async deleteCustomerGroups(
    idsOrSelector: string | string[] | FilterableCustomerGroupProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.deleteCustomerGroups_(idsOrSelector, sharedContext);
  }

  @InjectTransactionManager()
  protected async deleteCustomerGroups_(
    idsOrSelector: string | string[] | FilterableCustomerGroupProps,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.deleteRows_(CUSTOMER_GROUP, idsOrSelector, sharedContext);
  }

  /** Deletes groups, restorably, and their memberships with them. Groups that are deleted already are passed over. */
  @InjectManager()
  @EmitEvents()
  override async softDeleteCustomerGroups<LinkableKey extends string = string>(
    idsOrFilters: string[],
    config: SoftDeleteReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const ids = await this.softDeleteCustomerGroups_(idsOrFilters, sharedContext);
    return pickLinks({ customer_group_id: ids }, config);
  }

  @InjectTransactionManager()
  protected async softDeleteCustomerGroups_(
    idsOrFilters: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    const ids = await this.idsOf(CUSTOMER_GROUP, idsOrFilters, { withDeleted: false }, sharedContext);
    const deleted = await inTransaction(sharedContext, (transaction) => softDeleteGroups(transaction, ids));
    this.emitRowEvents({ action: "deleted", object: "customer_group" }, deleted, sharedContext);
    return deleted;
  }

  /**
   * Brings groups back with the memberships that went with them.
   *
   * @throws MedusaError (invalid_data) when a live group has the name by now; nothing is restored then.
   */
  @InjectManager()
  @EmitEvents()
  override async restoreCustomerGroups<LinkableKey extends string = string>(
    idsOrFilters: string[],
    config: RestoreReturn<LinkableKey> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Record<LinkableKey, string[]>> {
    const ids = await this.restoreCustomerGroups_(idsOrFilters, sharedContext);
    return pickLinks({ customer_group_id: ids }, config);
  }

  @InjectTransactionManager()
  protected async restoreCustomerGroups_(
    idsOrFilters: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    const ids = await this.idsOf(CUSTOMER_GROUP, idsOrFilters, { withDeleted: true }, sharedContext);
    return await inTransaction(sharedContext, (transaction) => restoreGroups(transaction, ids));
  }
}

function assertGroup(group: CustomerGroupUpdatableFields = {}): void {
  assertStorable(group);
  assertLength(group.name, "name", GROUP_NAME_MAX_LENGTH);
}
