import type {
  Context,
  CreateCustomerAddressDTO,
  CustomerAddressDTO,
  FilterableCustomerAddressProps,
  InferEntityType,
  UpdateCustomerAddressDTO,
} from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { updateInput, withoutUndefined } from "../domain/update-input";
import type CustomerAddress from "../models/customer-address";
import { CustomerModuleBase } from "./base";

type CustomerAddressRow = InferEntityType<typeof CustomerAddress>;

/** The part of the service that keeps addresses. */
export abstract class CustomerAddressFacade extends CustomerModuleBase {
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
    const serialized = await this.baseRepository_.serialize<CustomerAddressDTO[]>(addresses, { populate: true });
    return Array.isArray(data) ? serialized : serialized[0];
  }

  @InjectTransactionManager()
  protected async createCustomerAddresses_(
    data: CreateCustomerAddressDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerAddressRow[]> {
    return await this.customerAddressService_.create(data, sharedContext);
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
    return await this.baseRepository_.serialize(addresses);
  }

  @InjectTransactionManager()
  protected async updateCustomerAddresses_(
    idsOrSelector: string | string[] | FilterableCustomerAddressProps,
    data: UpdateCustomerAddressDTO,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerAddressRow | CustomerAddressRow[]> {
    const input = updateInput(this.emailFilters(idsOrSelector), withoutUndefined(data));
    return await this.customerAddressService_.update(input, sharedContext);
  }
}
