import type {
  CustomerAddressDTO,
  CustomerDTO,
  CustomerGroupDTO,
  FilterableCustomerProps,
  ICustomerModuleService,
  MedusaContainer,
} from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { CustomerModuleAdditions } from "medusa-plugin-customers";
import type { CustomerImport } from "../../src/modules/customer/imports/import-row.sql";
import type { ImportedCustomer } from "../../src/modules/customer/imports/types";
import type { CustomerPage } from "../../src/modules/customer/listing/types";
import type CustomerModuleService from "../../src/modules/customer/service";

/*
 * Nothing here runs: `npm run typecheck` compiles it, and a wrong type is a compile error. A helper that is called with
 * the wrong type argument fails as well: `Equal` is true only for the very same type.
 */
type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
declare function expectEqual<_IsEqual extends true>(): void;

declare const ours: CustomerModuleService;
declare const container: MedusaContainer;

/** The service can stand wherever Medusa asks for the customer module's. */
export const asContract: ICustomerModuleService = ours;

/** Every method of the contract takes at least what the contract lets callers give, and answers no more than it says. */
export function eachMethodIsTheContracts(): void {
  type Mine = Pick<CustomerModuleService, keyof ICustomerModuleService>;
  expectEqual<Mine extends ICustomerModuleService ? true : false>();
  expectEqual<Exclude<keyof ICustomerModuleService, keyof CustomerModuleService> extends never ? true : false>();
}

/** The container of a store that imports the plugin gives our service, typed, without a cast; ours assigns to it. */
export function resolvesWithTheFeatures(): void {
  let resolved = container.resolve(Modules.CUSTOMER);
  expectEqual<Equal<typeof resolved, ICustomerModuleService>>();
  const found = resolved.imports.retrieve("cusimp_1");
  expectEqual<Equal<typeof found, Promise<CustomerImport>>>();
  const survivor = resolved.merges.findSurvivor("cus_1");
  expectEqual<Equal<typeof survivor, Promise<string | null>>>();
  const page = resolved.listCustomersPage({ limit: 10 });
  expectEqual<Equal<typeof page, Promise<CustomerPage>>>();
  expectEqual<keyof CustomerModuleAdditions extends keyof typeof resolved ? true : false>();
  resolved = ours;
  // @ts-expect-error no such feature
  resolved.orders;
}

/** One object in, one out; an array in, an array out. */
export function creationOverloads(): void {
  const customer = ours.createCustomers({ email: "ann@x.io", addresses: [{ city: "Bern" }] });
  expectEqual<Equal<typeof customer, Promise<CustomerDTO>>>();
  const customers = ours.createCustomers([{ email: "ann@x.io" }]);
  expectEqual<Equal<typeof customers, Promise<CustomerDTO[]>>>();
  const address = ours.createCustomerAddresses({ customer_id: "cus_1" });
  expectEqual<Equal<typeof address, Promise<CustomerAddressDTO>>>();
  const addresses = ours.createCustomerAddresses([{ customer_id: "cus_1" }]);
  expectEqual<Equal<typeof addresses, Promise<CustomerAddressDTO[]>>>();
  const group = ours.createCustomerGroups({ name: "VIP" });
  expectEqual<Equal<typeof group, Promise<CustomerGroupDTO>>>();
  const groups = ours.createCustomerGroups([{ name: "VIP" }]);
  expectEqual<Equal<typeof groups, Promise<CustomerGroupDTO[]>>>();
  const pair = { customer_id: "cus_1", customer_group_id: "cusgroup_1" };
  const membership = ours.addCustomerToGroup(pair);
  expectEqual<Equal<typeof membership, Promise<{ id: string }>>>();
  const memberships = ours.addCustomerToGroup([pair]);
  expectEqual<Equal<typeof memberships, Promise<{ id: string }[]>>>();
  const removed = ours.removeCustomerFromGroup([pair]);
  expectEqual<Equal<typeof removed, Promise<void>>>();
}

/** An id in, one out; ids or a selector in, an array out. */
export function updateOverloads(): void {
  const selector: FilterableCustomerProps = { email: { $in: ["ann@x.io"] } };
  const customer = ours.updateCustomers("cus_1", { first_name: null });
  expectEqual<Equal<typeof customer, Promise<CustomerDTO>>>();
  const byIds = ours.updateCustomers(["cus_1"], { first_name: "Ann" });
  expectEqual<Equal<typeof byIds, Promise<CustomerDTO[]>>>();
  const bySelector = ours.updateCustomers(selector, { metadata: { a: "" } });
  expectEqual<Equal<typeof bySelector, Promise<CustomerDTO[]>>>();
  const address = ours.updateCustomerAddresses("cuaddr_1", { city: null });
  expectEqual<Equal<typeof address, Promise<CustomerAddressDTO>>>();
  const addresses = ours.updateCustomerAddresses({ customer: selector }, { city: "Bern" });
  expectEqual<Equal<typeof addresses, Promise<CustomerAddressDTO[]>>>();
  const group = ours.updateCustomerGroups("cusgroup_1", { name: "VIP" });
  expectEqual<Equal<typeof group, Promise<CustomerGroupDTO>>>();
  const groups = ours.updateCustomerGroups(["cusgroup_1"], { name: "VIP" });
  expectEqual<Equal<typeof groups, Promise<CustomerGroupDTO[]>>>();
}

/** Wrong calls do not compile; each comment below would be an error of its own if they did. */
export function refusals(): void {
  // @ts-expect-error an address needs its customer
  ours.createCustomerAddresses({ city: "Bern" });
  // @ts-expect-error a group needs a name
  ours.createCustomerGroups({});
  // @ts-expect-error no such field
  ours.createCustomers({ nickname: "Ann" });
  // @ts-expect-error an email is a text
  ours.updateCustomers("cus_1", { email: 7 });
  // @ts-expect-error a pair has two ids
  ours.addCustomerToGroup({ customer_id: "cus_1" });
}

/** What the plugin adds to core's tables is part of Medusa's types: of what callers give, filter by and get. */
export async function addedColumns(): Promise<void> {
  const contract: ICustomerModuleService = ours;
  const customer = await contract.createCustomers({ email: "ann@x.io", external_id: "erp-1" });
  expectEqual<Equal<typeof customer.external_id, string | null | undefined>>();
  await contract.updateCustomers(customer.id, { external_id: null });
  await contract.listCustomers({ external_id: ["erp-1", "erp-2"] });
  await ours.batches.updateEach([{ id: customer.id, external_id: "erp-2" }]);
  // @ts-expect-error: a key is text.
  await contract.updateCustomers(customer.id, { external_id: 1 });
}

/** A column of the table has its type in rows of imports. */
export function importedColumns(row: ImportedCustomer): void {
  expectEqual<Equal<typeof row.external_id, string | null | undefined>>();
  expectEqual<Equal<typeof row.has_account, boolean | undefined>>();
  expectEqual<Equal<typeof row.id, string | undefined>>();
  expectEqual<Equal<typeof row.created_at, string | undefined>>();
}
