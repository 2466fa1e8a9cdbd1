import type {
  Context,
  CustomerAddressDTO,
  CustomerGroupCustomerDTO,
  DAL,
  FindConfig,
  ICustomerModuleService,
  ModuleJoinerConfig,
  ModulesSdkTypes,
} from "@medusajs/framework/types";
import { defineJoinerConfig, MedusaService, Modules } from "@medusajs/framework/utils";
import { normalizeEmailFilters } from "../domain/normalize-email";
import Customer from "../models/customer";
import CustomerAddress from "../models/customer-address";
import CustomerGroup from "../models/customer-group";
import CustomerGroupCustomer from "../models/customer-group-customer";
import { parseOptions, type ResolvedCustomersOptions } from "../options";

const models = { CustomerAddress, Customer, CustomerGroup, CustomerGroupCustomer };

// Once, not once an event: building it prints and parses a GraphQL schema.
const joinerConfig = defineJoinerConfig(Modules.CUSTOMER, { models: Object.values(models) });

/** What Medusa's loader registers in the module's own container. */
export type ModuleContainer = {
  baseRepository: DAL.RepositoryService;
  customerService: ModulesSdkTypes.IMedusaInternalService<typeof Customer>;
  customerAddressService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerAddress>;
  customerGroupService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerGroup>;
  customerGroupCustomerService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerGroupCustomer>;
};

/** What `MedusaService` makes: the contract, and what core's module answers beside it. */
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
  softDeleteCustomerAddresses: ICustomerModuleService["softDeleteCustomers"];
  restoreCustomerAddresses: ICustomerModuleService["restoreCustomers"];
  baseRepository_: DAL.RepositoryService;
  __joinerConfig(): ModuleJoinerConfig;
}

const GeneratedService = MedusaService(models);

// as: the factory types `create` and `update` by the models, more narrowly than the contract of the customer module,
// whose `update` takes ids or a selector first; the classes below give their own of both.
const TypedGeneratedService = GeneratedService as unknown as {
  new (container: ModuleContainer): GeneratedMethods;
  $modelObjects: (typeof GeneratedService)["$modelObjects"];
};

/** What the parts of the service share: options, the internal services, filters. */
export abstract class CustomerModuleBase extends TypedGeneratedService {
  protected readonly options_: ResolvedCustomersOptions;
  protected readonly customerService_: ModuleContainer["customerService"];
  protected readonly customerAddressService_: ModuleContainer["customerAddressService"];
  protected readonly customerGroupService_: ModuleContainer["customerGroupService"];
  protected readonly customerGroupCustomerService_: ModuleContainer["customerGroupCustomerService"];

  /** @throws MedusaError (invalid_argument) for a wrong option; the store does not boot then. */
  constructor(container: ModuleContainer, options?: unknown) {
    super(container);
    this.options_ = parseOptions(options);
    this.customerService_ = container.customerService;
    this.customerAddressService_ = container.customerAddressService;
    this.customerGroupService_ = container.customerGroupService;
    this.customerGroupCustomerService_ = container.customerGroupCustomerService;
  }

  override __joinerConfig(): ModuleJoinerConfig {
    return joinerConfig;
  }

  /** The filter with every email spelled as it is stored. */
  protected emailFilters<Filter>(filter: Filter): Filter {
    return normalizeEmailFilters(filter, this.options_.email_normalization);
  }
}
