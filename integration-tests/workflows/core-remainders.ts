import { LATER_STEP } from "../helpers/workflows/compensation";

/** For each step that fails, what differs from before once the run has been undone. */
type Remainders = Record<string, string[]>;

/** The same remainder whichever of these steps fails. */
const after = (steps: string[], remainder: string[]): Remainders =>
  Object.fromEntries(steps.map((step) => [step, remainder]));

const UPDATED = ["update-customers: customersUpdated", "update-customers: emit-event-step", LATER_STEP];
const DELETED = ["delete-customers: customersDeleted", "delete-customers: emit-event-step"];
const ADDRESS_DEFAULT_TAKEN =
  "maybe-unset-default-shipping-customer-addresses compensating: " +
  "Customer address with customer_id: <id>, already exists.";

/** A deleted customer that comes back has a new time: core's restore writes rows as any other update does. */
const RESTORED_CUSTOMER = ["customer.updated_at", "customer_address.updated_at"];
const REPLACED_MEMBERSHIP = ["customer_group_customer (row added)", "customer_group_customer (row missing)"];

/**
 * What core's own workflows cannot restore when they fail, on this plugin's module. A workflow that is not named here
 * restores every row. None leaves an event.
 */
export const CORE_REMAINDERS: Record<string, Remainders> = {
  // The step writes five fields back; metadata is merged, so keys that the update brought stay.
  updateCustomersWorkflow: after(UPDATED, [
    "customer.company_name",
    "customer.metadata",
    "customer.search_text",
    "customer.updated_at",
  ]),
  "updateCustomersWorkflow, one field": after(UPDATED, ["customer.updated_at"]),
  deleteCustomersWorkflow: after([...DELETED, LATER_STEP], RESTORED_CUSTOMER),
  // The auth module merges metadata as well: the key that core's step leaves out again stays, with the dead customer's id.
  createCustomerAccountWorkflow: after([LATER_STEP], ["auth_identity.app_metadata", "auth_identity.updated_at"]),
  removeCustomerAccountWorkflow: after(
    [
      ...DELETED,
      "remove-customer-account: get-auth-identities",
      "remove-customer-account: get-customer-auth-identity",
      "remove-customer-account: set-auth-app-metadata",
      "remove-customer-account: delete-auth-identity",
      LATER_STEP,
    ],
    RESTORED_CUSTOMER,
  ),
  "removeCustomerAccountWorkflow, of an admin user": {
    ...after(
      [
        ...DELETED,
        "remove-customer-account: get-auth-identities",
        "remove-customer-account: get-customer-auth-identity",
        "remove-customer-account: set-auth-app-metadata",
      ],
      RESTORED_CUSTOMER,
    ),
    ...after(
      ["remove-customer-account: delete-auth-identity", LATER_STEP],
      ["auth_identity.updated_at", ...RESTORED_CUSTOMER],
    ),
  },
  // The old default is marked again before the new address is gone, and the index refuses it: the mark is lost.
  createCustomerAddressesWorkflow: {
    ...after(
      [
        "create-customer-addresses: maybe-unset-default-shipping-customer-addresses",
        "create-customer-addresses: maybe-unset-default-billing-customer-addresses",
        "create-customer-addresses: create-customer-addresses",
      ],
      ["customer_address.updated_at"],
    ),
    "create-customer-addresses: addressesCreated": [
      "customer_address.is_default_shipping",
      "customer_address.updated_at",
      ADDRESS_DEFAULT_TAKEN,
    ],
    [LATER_STEP]: [
      "customer_address.is_default_shipping",
      "customer_address.updated_at",
      "create-customer-addresses-as-step compensating: Unknown error",
    ],
  },
  updateCustomerAddressesWorkflow: {
    ...after(
      [
        "update-customer-addresses: maybe-unset-default-billing-customer-addresses",
        "update-customer-addresses: update-customer-addresses",
      ],
      ["customer_address.updated_at"],
    ),
    "update-customer-addresses: addressesUpdated": [
      "customer_address.is_default_shipping",
      "customer_address.metadata",
      "customer_address.updated_at",
      ADDRESS_DEFAULT_TAKEN,
    ],
    [LATER_STEP]: [
      "customer_address.is_default_shipping",
      "customer_address.metadata",
      "customer_address.updated_at",
      "update-customer-addresses-as-step compensating: Unknown error",
    ],
  },
  "updateCustomerAddressesWorkflow, one field": after(
    ["update-customer-addresses: addressesUpdated", LATER_STEP],
    ["customer_address.updated_at"],
  ),
  updateCustomerGroupsWorkflow: after([LATER_STEP], ["customer_group.metadata", "customer_group.updated_at"]),
  "updateCustomerGroupsWorkflow, one field": after([LATER_STEP], ["customer_group.updated_at"]),
  deleteCustomerGroupsWorkflow: after(
    [LATER_STEP],
    ["customer_group.updated_at", "customer_group_customer.updated_at"],
  ),
  // A membership that is made again is a new row: another id, no metadata.
  linkCustomersToCustomerGroupWorkflow: after([LATER_STEP], REPLACED_MEMBERSHIP),
  linkCustomerGroupsToCustomerWorkflow: after([LATER_STEP], REPLACED_MEMBERSHIP),
  // The step does not look at who was a member before.
  "linkCustomersToCustomerGroupWorkflow, a member added again": after(
    [LATER_STEP],
    ["customer_group_customer (row missing)"],
  ),
  "linkCustomersToCustomerGroupWorkflow, a removed customer who is no member": after([LATER_STEP], REPLACED_MEMBERSHIP),
};
