import type { HttpTypes } from "@medusajs/framework/types";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import { type Catalogue, createCatalogue } from "../../helpers/http/catalogue";
import type { Store } from "../../helpers/stores/store";

type CartBody = HttpTypes.StoreCartResponse;

const FIELDS = "fields=id,email,customer.id,total,discount_total,items.adjustments.code,items.adjustments.amount";

/** A tenth off the whole order, by itself, for who is in the group. */
async function createGroupPromotion(store: Store, groupId: string): Promise<void> {
  const admin = await adminClient(store);
  const { status } = await admin.post("/admin/promotions", {
    code: "WHOLESALE",
    type: "standard",
    status: "active",
    is_automatic: true,
    rules: [{ attribute: "customer.groups.id", operator: "in", values: [groupId] }],
    application_method: { type: "percentage", target_type: "order", value: 10 },
  });
  expect(status).toBe(200);
}

export default function customersPromotions(store: Store): void {
  let catalogue: Catalogue;
  let storefront: ApiClient;
  let groupId: string;

  beforeEach(async () => {
    catalogue = await createCatalogue(store);
    storefront = await storefrontClient(store, catalogue.salesChannelId);
    groupId = (await store.customers.createCustomerGroups({ name: "Wholesale" })).id;
    await createGroupPromotion(store, groupId);
  });

  function cartBody(): object {
    return { region_id: catalogue.regionId, items: [{ variant_id: catalogue.variantId, quantity: 2 }] };
  }

  async function createCart(client: ApiClient, body: object = {}): Promise<HttpTypes.StoreCart> {
    const { status, data } = await client.post<CartBody>(`/store/carts?${FIELDS}`, { ...cartBody(), ...body });
    expect(status).toBe(200);
    return data.cart;
  }

  it("a promotion limited to one of our groups applies to a member's cart and to no other", async () => {
    const member = await registeredCustomer(store, storefront, "Member@example.com");
    const stranger = await registeredCustomer(store, storefront, "stranger@example.com");
    await store.customers.addCustomerToGroup({ customer_id: member.customer.id, customer_group_id: groupId });
    const calls = store.recordCalls();

    const membersCart = await createCart(member.client);
    expect(membersCart).toMatchObject({ customer: { id: member.customer.id }, email: "member@example.com" });
    expect(membersCart).toMatchObject({ total: 180, discount_total: 20 });
    expect(membersCart.items).toMatchObject([{ adjustments: [{ code: "WHOLESALE", amount: 20 }] }]);
    expect(await calls.gave(groupId)).toContain("listCustomers");

    const strangersCart = await createCart(stranger.client);
    expect(strangersCart).toMatchObject({ customer: { id: stranger.customer.id }, total: 200, discount_total: 0 });
    expect(strangersCart.items).toMatchObject([{ adjustments: [] }]);
  });

  it("the discount goes when the customer leaves the group, and comes when they join", async () => {
    const { customer, client } = await registeredCustomer(store, storefront, "member@example.com");
    const membership = { customer_id: customer.id, customer_group_id: groupId };
    const { id } = await createCart(client);
    const refresh = async () => {
      const { data } = await client.post<CartBody>(`/store/carts/${id}?${FIELDS}`, { region_id: catalogue.regionId });
      return data.cart;
    };

    await store.customers.addCustomerToGroup(membership);
    expect(await refresh()).toMatchObject({ discount_total: 20 });
    await store.customers.removeCustomerFromGroup(membership);
    expect(await refresh()).toMatchObject({ discount_total: 0 });
  });

  it("a cart finds the guest by email in any case, and the group's discount with it", async () => {
    const guest = await store.customers.createCustomers({ email: "GUEST@example.com" });
    await store.customers.addCustomerToGroup({ customer_id: guest.id, customer_group_id: groupId });

    const cart = await createCart(storefront, { email: "Guest@Example.com" });
    expect(cart).toMatchObject({ customer: { id: guest.id }, discount_total: 20 });
    expect(await store.customers.listCustomers()).toHaveLength(1);
  });
}
