import type { HttpTypes } from "@medusajs/framework/types";
import { ApplicationMethodType, PriceListStatus, PriceListType, PromotionStatus } from "@medusajs/framework/utils";
import { createPriceListsWorkflow } from "@medusajs/medusa/core-flows";
import { mergeCustomersWorkflow } from "medusa-plugin-customers/workflows";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import { type Catalogue, createCatalogue } from "../../helpers/http/catalogue";
import type { Store } from "../../helpers/stores/store";

type Shopper = { id: string; client: ApiClient };

/** Core's name of "not in". */
type Operator = "in" | "ne";

const LIST_PRICE = 100;
const GROUP_PRICE = 80;
const DISCOUNT = 10;

export default function groupsPrices(store: Store): void {
  let catalogue: Catalogue;
  let storefront: ApiClient;
  let admin: ApiClient;
  let gold: string;
  let silver: string;

  beforeEach(async () => {
    admin = await adminClient(store);
    catalogue = await createCatalogue(store);
    storefront = await storefrontClient(store, catalogue.salesChannelId);
    const groups = await store.customers.createCustomerGroups([{ name: "gold" }, { name: "silver" }]);
    [gold, silver] = ["gold", "silver"].map((name) => groups.find((group) => group.name === name)?.id ?? "");
  });

  async function shopper(name: string, ...groups: string[]): Promise<Shopper> {
    const { customer, client } = await registeredCustomer(store, storefront, `${name}@example.com`);
    await store.customers.addCustomerToGroup(
      groups.map((customer_group_id) => ({ customer_id: customer.id, customer_group_id })),
    );
    return { id: customer.id, client };
  }

  /** The price of the bicycle, and the discount, in a new cart. */
  async function cartOf({ client }: Shopper): Promise<{ price: number; discount: number }> {
    const fields = "fields=id,discount_total,items.unit_price";
    const body = { region_id: catalogue.regionId, items: [{ variant_id: catalogue.variantId, quantity: 1 }] };
    const { status, data } = await client.post<HttpTypes.StoreCartResponse>(`/store/carts?${fields}`, body);
    expect(status).toBe(200);
    return { price: data.cart.items?.[0].unit_price ?? 0, discount: data.cart.discount_total };
  }
  const discountOf = async (one: Shopper): Promise<number> => (await cartOf(one)).discount;
  const priceOf = async (one: Shopper): Promise<number> => (await cartOf(one)).price;

  /** A tenth off for customers who are in the groups, or who are not. */
  async function promote(operator: Operator, ...values: string[]): Promise<void> {
    const { status } = await admin.post("/admin/promotions", {
      ...{ code: `${operator}-groups`, type: "standard", status: PromotionStatus.ACTIVE, is_automatic: true },
      rules: [{ attribute: "customer.groups.id", operator, values }],
      application_method: { type: ApplicationMethodType.PERCENTAGE, target_type: "order", value: 10 },
    });
    expect(status).toBe(200);
  }

  async function listPrice(...groups: string[]): Promise<void> {
    await createPriceListsWorkflow(store.container).run({
      input: {
        price_lists_data: [
          {
            ...{ title: "Groups", description: "", status: PriceListStatus.ACTIVE, type: PriceListType.SALE },
            rules: { "customer.groups.id": groups },
            prices: [{ variant_id: catalogue.variantId, amount: GROUP_PRICE, currency_code: "eur" }],
          },
        ],
      },
    });
  }

  /** Customers with no, one, several groups, and with another one. */
  const shoppers = async () => [
    await shopper("none"),
    await shopper("one", gold),
    await shopper("several", gold, silver),
    await shopper("other", silver),
  ];
  const each = async (all: readonly Shopper[], read: (one: Shopper) => Promise<number>): Promise<number[]> => {
    const found: number[] = [];
    for (const one of all) {
      found.push(await read(one));
    }
    return found;
  };

  describe("a promotion", () => {
    it("for members of a group applies to customers with that group, alone or among others", async () => {
      await promote("in", gold);
      expect(await each(await shoppers(), discountOf)).toEqual([0, DISCOUNT, DISCOUNT, 0]);
    });

    it("for members of one of several groups applies to each of them", async () => {
      await promote("in", gold, silver);
      expect(await each(await shoppers(), discountOf)).toEqual([0, DISCOUNT, DISCOUNT, DISCOUNT]);
    });

    it("for customers outside a group does not apply to members; core does not apply it without any group either", async () => {
      await promote("ne", gold);
      // The first is core's fault, as in medusajs/medusa#14168: its search of promotions excludes rules on missing attributes.
      expect(await each(await shoppers(), discountOf)).toEqual([0, 0, 0, DISCOUNT]);
    });
  });

  describe("a price list", () => {
    it("of a group has prices for customers with that group, alone or among others", async () => {
      await listPrice(gold);
      expect(await each(await shoppers(), priceOf)).toEqual([LIST_PRICE, GROUP_PRICE, GROUP_PRICE, LIST_PRICE]);
    });

    it("of several groups has prices for members of each", async () => {
      await listPrice(gold, silver);
      expect(await each(await shoppers(), priceOf)).toEqual([LIST_PRICE, GROUP_PRICE, GROUP_PRICE, GROUP_PRICE]);
    });
  });

  describe("both follow", () => {
    beforeEach(async () => {
      await promote("in", gold);
      await listPrice(gold);
    });
    const MEMBER = { price: GROUP_PRICE, discount: GROUP_PRICE / 10 };
    const NO_MEMBER = { price: LIST_PRICE, discount: 0 };

    it("a removal from the group", async () => {
      const one = await shopper("one", gold, silver);
      expect(await cartOf(one)).toEqual(MEMBER);
      await store.customers.removeCustomerFromGroup({ customer_id: one.id, customer_group_id: gold });
      expect(await cartOf(one)).toEqual(NO_MEMBER);
    });

    it("a merge: the survivor is in the groups of both", async () => {
      const survivor = await shopper("survivor");
      const guest = await store.customers.createCustomers({ email: "guest@example.com" });
      await store.customers.addCustomerToGroup({ customer_id: guest.id, customer_group_id: gold });
      expect(await cartOf(survivor)).toEqual(NO_MEMBER);
      await mergeCustomersWorkflow(store.container).run({
        input: { customer_ids: [survivor.id, guest.id], survivor_id: survivor.id },
      });
      expect(await cartOf(survivor)).toEqual(MEMBER);
    });

    it("the deletion of the group, which takes its prices from its members", async () => {
      const one = await shopper("one", gold);
      expect(await cartOf(one)).toEqual(MEMBER);
      expect((await admin.delete(`/admin/customer-groups/${gold}`)).status).toBe(200);
      expect(await cartOf(one)).toEqual(NO_MEMBER);
    });
  });
}
