import type {
  Context,
  CreateCustomerGroupDTO,
  CustomerGroupDTO,
  CustomerGroupUpdatableFields,
  FilterableCustomerGroupProps,
  GroupCustomerPair,
  InferEntityType,
} from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { updateInput, withoutUndefined } from "../domain/update-input";
import type CustomerGroup from "../models/customer-group";
import { CustomerAddressFacade } from "./addresses";

type CustomerGroupRow = InferEntityType<typeof CustomerGroup>;

/** The part of the service that keeps groups and who is in them. */
export abstract class CustomerGroupFacade extends CustomerAddressFacade {
  override createCustomerGroups(data: CreateCustomerGroupDTO[], sharedContext?: Context): Promise<CustomerGroupDTO[]>;
  override createCustomerGroups(data: CreateCustomerGroupDTO, sharedContext?: Context): Promise<CustomerGroupDTO>;
  /** @throws MedusaError (invalid_data) `Customer group with name: x, already exists.` */
  @InjectManager()
  @EmitEvents()
  override async createCustomerGroups(
    data: CreateCustomerGroupDTO | CreateCustomerGroupDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupDTO | CustomerGroupDTO[]> {
    const groups = await this.createCustomerGroups_(data, sharedContext);
    return await this.baseRepository_.serialize(groups);
  }

  @InjectTransactionManager()
  protected async createCustomerGroups_(
    data: CreateCustomerGroupDTO | CreateCustomerGroupDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupRow | CustomerGroupRow[]> {
    return await this.customerGroupService_.create(data, sharedContext);
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
    return await this.baseRepository_.serialize(groups);
  }

  @InjectTransactionManager()
  protected async updateCustomerGroups_(
    idsOrSelector: string | string[] | FilterableCustomerGroupProps,
    data: CustomerGroupUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerGroupRow | CustomerGroupRow[]> {
    const input = updateInput(this.emailFilters(idsOrSelector), withoutUndefined(data));
    return await this.customerGroupService_.update(input, sharedContext);
  }

  override addCustomerToGroup(pairs: GroupCustomerPair[], sharedContext?: Context): Promise<{ id: string }[]>;
  override addCustomerToGroup(pair: GroupCustomerPair, sharedContext?: Context): Promise<{ id: string }>;
  /** @throws MedusaError (not_found) when the customer or the group does not exist. */
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
    const memberships = await this.customerGroupCustomerService_.create(pairs, sharedContext);
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
    // An empty `$or` would match every membership of the store.
    if (!pairs.length) {
      return;
    }
    const memberships = await this.customerGroupCustomerService_.list(
      { $or: pairs },
      { select: ["id"] },
      sharedContext,
    );
    await this.customerGroupCustomerService_.delete(
      memberships.map(({ id }) => id),
      sharedContext,
    );
  }
}
