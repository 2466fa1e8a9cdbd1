import type {
  Context,
  CustomerAddressDTO,
  CustomerGroupCustomerDTO,
  DAL,
  FilterableCustomerGroupCustomerProps,
  FindConfig,
  ICustomerModuleService,
  Message,
  ModuleJoinerConfig,
  ModulesSdkTypes,
  RestoreReturn,
  SoftDeleteReturn,
} from "@medusajs/framework/types";
import { defineJoinerConfig, MedusaService, Modules } from "@medusajs/framework/utils";
import type { CustomerFeatures } from "../features";
import Customer from "../models/customer";
import CustomerAddress from "../models/customer-address";
import CustomerGroup from "../models/customer-group";
import CustomerGroupCustomer from "../models/customer-group-customer";
import type { StoreSecrets } from "./seal";

const models = { CustomerAddress, Customer, CustomerGroup, CustomerGroupCustomer };

// Once, not once per event: building it prints and parses a GraphQL schema.
export const joinerConfig = defineJoinerConfig(Modules.CUSTOMER, { models: Object.values(models) });

/** The dependencies that Medusa's loader registers in the module's container. */
export type ModuleContainer = {
  baseRepository: DAL.RepositoryService;
  customerService: ModulesSdkTypes.IMedusaInternalService<typeof Customer>;
  customerAddressService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerAddress>;
  customerGroupService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerGroup>;
  customerGroupCustomerService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerGroupCustomer>;
  configModule?: StoreSecrets;
};

/** The service that `MedusaService` generates: the contract, and the other methods of core's module. */
interface GeneratedMethods extends ICustomerModuleService {
  retrieveCustomerAddress(
    id: string,
    config?: FindConfig<CustomerAddressDTO>,
    sharedContext?: Context,
  ): Promise<CustomerAddressDTO>;
  retrieveCustomerGroupCustomer(
    id: string,
    config?: FindConfig<CustomerGroupCustomerDTO>,
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO>;
  listAndCountCustomerGroupCustomers(
    filters?: FilterableCustomerGroupCustomerProps,
    config?: FindConfig<CustomerGroupCustomerDTO>,
    sharedContext?: Context,
  ): Promise<[CustomerGroupCustomerDTO[], number]>;
  createCustomerGroupCustomers(
    data: object | object[],
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO | CustomerGroupCustomerDTO[]>;
  updateCustomerGroupCustomers(
    data: object | object[],
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO | CustomerGroupCustomerDTO[]>;
  deleteCustomerGroupCustomers(ids: string[], sharedContext?: Context): Promise<void>;
  softDeleteCustomerGroupCustomers<LinkableKey extends string = string>(
    ids: string[],
    config?: SoftDeleteReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
  restoreCustomerGroupCustomers<LinkableKey extends string = string>(
    ids: string[],
    config?: RestoreReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
  softDeleteCustomerAddresses<LinkableKey extends string = string>(
    addressIds: string[],
    config?: SoftDeleteReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
  restoreCustomerAddresses<LinkableKey extends string = string>(
    addressIds: string[],
    config?: RestoreReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
  baseRepository_: DAL.RepositoryService;
  emitEvents_(messages: Record<string, Message[]>): Promise<void>;
  __joinerConfig(): ModuleJoinerConfig;
}

const GeneratedService = MedusaService(models);

// as: the factory types `create` and `update` by the models, more narrowly than the contract of the customer module,
// whose `update` takes ids or a selector first; the service gives its own of both. Its constructor sets the features.
export const TypedGeneratedService = GeneratedService as unknown as {
  new (container: ModuleContainer): GeneratedMethods & CustomerFeatures;
  $modelObjects: (typeof GeneratedService)["$modelObjects"];
};
