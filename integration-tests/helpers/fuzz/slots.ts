import { Modules } from "@medusajs/framework/utils";
import { adminClient, storefrontClient } from "../http/accounts";
import type { ApiClient } from "../http/api-client";
import { type Catalogue, createCatalogue } from "../http/catalogue";
import { registrants } from "../http/registration";
import { createIdentity, registerAndLogIn } from "../logins/logins";
import type { Store } from "../stores/store";
import { prepareFiles } from "./files";

export type Caller = "admin" | "storefront" | "me" | "newcomer";

type IdName =
  | ("customer" | "guest" | "address" | "group" | "change" | "login" | "newLogin")
  | ("cart" | "toConfirm" | "toCancel");

/** What one of the requests at once works on; what another one changes is not mistaken for its doing. */
export type Slot = {
  /** For the parameters of a path: `:id` of a customer, a group or a cart by the route's name for it. */
  ids: Record<IdName | "import" | "export", string>;
  headers: Record<Caller, Record<string, string>>;
};

export type FuzzStore = {
  slots: Slot[];
  regionId: string;
  salesChannelId: string;
  variantId: string;
  /** Of the file of an import. */
  fileId: string;
};

/** The email with which the customer of a slot logs in. */
export const emailOfSlot = (index: number): string => `slot-${index}@x.io`;

/** As many slots as requests are sent at once. Half of the customers are in half of the groups. */
export async function prepareSlots(store: Store, count: number): Promise<FuzzStore> {
  const admin = await adminClient(store);
  const catalogue = await createCatalogue(store);
  const storefront = await storefrontClient(store, catalogue.salesChannelId);
  const newcomers = await registrants(store, storefront, count);
  const files = await prepareFiles(store, admin, count);
  const prepared = newcomers.map(async ({ authIdentityId, client: newcomer }, index): Promise<Slot> => {
    const { ids, me } = await prepareRows(store, { index, storefront, catalogue });
    const { toConfirm, toCancel, import: read, export: exported } = files;
    return {
      ids: {
        ...{ ...ids, newLogin: authIdentityId, import: read, export: exported },
        ...{ toConfirm: toConfirm[index], toCancel: toCancel[index] },
      },
      headers: { admin: admin.headers, storefront: storefront.headers, me: me.headers, newcomer: newcomer.headers },
    };
  });
  const slots = await Promise.all(prepared);
  await joinGroups(store, slots);
  await askForMails(admin, slots);
  return { slots, ...catalogue, fileId: files.fileId };
}

async function joinGroups(store: Store, slots: readonly Slot[]): Promise<void> {
  const groups = slots.filter((_, index) => index % 2).map(({ ids }) => ids.group);
  await store.customers.addCustomerToGroup(
    slots.flatMap(({ ids }) => groups.map((id) => ({ customer_id: ids.customer, customer_group_id: id }))),
  );
}

/** Every customer has a change of email under way, and every guest an invitation. */
async function askForMails(admin: ApiClient, slots: readonly Slot[]): Promise<void> {
  const asked = slots.flatMap(({ ids }, index) => [
    admin.post(`/admin/customers/${ids.customer}/email`, { email: `slot-${index}@new.x.io` }),
    admin.post(`/admin/customers/${ids.guest}/invitation`, {}),
  ]);
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
}

/** A customer with two logins, of which one may go. */
async function prepareRows(
  store: Store,
  { index, storefront, catalogue }: { index: number; storefront: ApiClient; catalogue: Catalogue },
) {
  const { id: customer, client: me } = await registerAndLogIn(storefront, emailOfSlot(index));
  const google = { provider: "google", entityId: `google-${index}`, customerId: customer };
  const identity = await createIdentity(store, { ...google, userMetadata: { email: emailOfSlot(index) } });
  const login = String(identity.provider_identities?.[0].id);
  await store.customers.createCustomers({ email: emailOfSlot(index), first_name: "Guest" });
  const guest = await store.customers.createCustomers({ email: `guest-${index}@x.io`, first_name: "Guest" });
  const address = await store.customers.createCustomerAddresses({ customer_id: customer, city: "Paris" });
  const group = await store.customers.createCustomerGroups({ name: `Slot ${index}` });
  const { batchId } = await store.customers.membershipBatches.change({ groupId: group.id, add: { ids: [guest.id] } });
  const cart = await store.container.resolve(Modules.CART).createCarts({
    currency_code: "eur",
    region_id: catalogue.regionId,
    sales_channel_id: catalogue.salesChannelId,
    shipping_address: { country_code: "fr" },
    items: [{ title: "Bicycle", quantity: 1, unit_price: 100 }],
  });
  const ids = {
    customer,
    guest: guest.id,
    address: address.id,
    group: group.id,
    change: batchId,
    login,
    cart: cart.id,
  };
  return { ids, me };
}
