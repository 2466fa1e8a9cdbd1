import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { describeStore } from "../helpers/stores/store";

const eight = Array.from({ length: 8 }, (_, index) => ({
  email: `member${index}@x.io`,
  first_name: `Member ${index}`,
}));

describeStore((store) => {
  let groupId: string;

  /** Eight members of a group. Two have an order in euros, a third one has one in dollars. */
  beforeEach(async () => {
    const members = await store.customers.createCustomers(eight);
    const group = await store.customers.createCustomerGroups({ name: "Members" });
    groupId = group.id;
    await store.customers.addCustomerToGroup(
      members.map(({ id }) => ({ customer_id: id, customer_group_id: group.id })),
    );
    const buyers = [
      { customer: members[5], currency_code: "eur" },
      { customer: members[2], currency_code: "eur" },
      { customer: members[3], currency_code: "usd" },
    ];
    await store.container
      .resolve(Modules.ORDER)
      .createOrders(buyers.map(({ customer, currency_code }) => ({ customer_id: customer.id, currency_code })));
  });

  const inEuros = { orders: { currency_code: "eur" } };

  async function names(filters: object, pagination: object): Promise<{ names: unknown[]; count?: number }> {
    const { data, metadata } = await store.container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "customer", fields: ["first_name"], filters: { ...inEuros, ...filters }, pagination });
    return { names: data.map((customer) => customer.first_name), count: metadata?.count };
  }

  it("a filter on orders holds beside a filter by group", async () => {
    expect(await names({ groups: groupId }, { skip: 0, take: 20 })).toEqual({
      names: ["Member 2", "Member 5"],
      count: 2,
    });
  });

  it("a filter on orders holds beside words", async () => {
    const answer = { names: ["Member 2", "Member 5"], count: 2 };
    expect(await names({ q: "member" }, { skip: 0, take: 20 })).toEqual(answer);
    expect(await names({ q: "mémber" }, { skip: 0, take: 20 })).toEqual(answer);
    expect(await names({ q: "member", groups: groupId }, { skip: 0, take: 20 })).toEqual(answer);
  });

  it("a filter on orders holds when a page is cut, near or deep", async () => {
    expect(await names({ groups: groupId }, { skip: 1, take: 1 })).toEqual({ names: ["Member 5"], count: 2 });
    expect(await names({ groups: groupId }, { skip: 1_000, take: 1 })).toEqual({ names: [], count: 2 });
    expect(await names({}, { skip: 1_000, take: 1 })).toEqual({ names: [], count: 2 });
  });

  it("a filter on orders holds in an order by name", async () => {
    const page = { order: { first_name: "DESC" }, skip: 0, take: 20 };
    const answer = { names: ["Member 5", "Member 2"], count: 2 };
    expect(await names({}, page)).toEqual(answer);
    expect(await names({ groups: groupId, q: "member" }, page)).toEqual(answer);
    expect((await names({ groups: groupId }, { order: { first_name: "DESC" } })).names).toEqual(answer.names);
  });
});
