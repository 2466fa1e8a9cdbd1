import { Modules } from "@medusajs/framework/utils";
import { createStep, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import { createCartWorkflow, findCheckoutCustomerStep, updateCartWorkflow } from "medusa-plugin-customers/workflows";
import { type Catalogue, createCatalogue } from "../helpers/http/catalogue";
import { createCart, createOrder } from "../helpers/http/two-customers";
import { describeStore } from "../helpers/stores/store";
import { until } from "../helpers/timing/until";
import { type CompensationReport, failEachStep, LATER_STEP, remainders } from "../helpers/workflows/compensation";

const OURS = /: customers-/;

/** What core's own steps leave: the address that they make with a cart, and the time that the Cart module sets itself. */
const CORES = ["cart_address (row added)", "cart.updated_at"];

/** What is wrong after the runs, beside what core's steps leave. */
function wrong(report: CompensationReport): Record<string, string[]> {
  const found = Object.entries(remainders(report)).map(([step, all]): [string, string[]] => [
    step,
    all.filter((one) => !CORES.includes(one)),
  ]);
  return Object.fromEntries(found.filter(([, all]) => all.length));
}

let meanwhile: (customer: { id: string }) => Promise<unknown> = async () => {};

/** Does what the test says somebody else does in between, and then fails. */
const somebodyElseStep = createStep("checkout-spec-somebody-else", async (customer: { id: string }) => {
  await meanwhile(customer);
  throw new Error("The later step failed");
});

const failingCheckout = createWorkflow("checkout-spec-failing", (input: WorkflowData<{ email: string }>) => {
  somebodyElseStep(findCheckoutCustomerStep(input));
});

describeStore((store) => {
  let catalogue: Catalogue;

  beforeEach(async () => {
    catalogue = await createCatalogue(store);
  });

  const input = () => ({ region_id: catalogue.regionId, sales_channel_id: catalogue.salesChannelId });

  describe("whichever step fails, every row is as it was, and no event is left; compensated twice, too", () => {
    it("createCartWorkflow: a new guest's cart", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: createCartWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => ({ ...input(), email: `new-${unique}@x.io` }),
      });
      expect(wrong(report)).toEqual({});
      expect(report.runs[0].step).toBe("customers-create-cart: customers-find-checkout-customer-step");
      expect(report.runs.at(-1)?.step).toBe(LATER_STEP);
      expect(report.completed.differences).toEqual(
        expect.arrayContaining(["customer (row added)", "cart (row added)"]),
      );
      expect(report.completed.events).toContain("cart.created");
    });

    it("updateCartWorkflow: a cart of nobody becomes a new guest's", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: updateCartWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => {
          const cart = { ...input(), currency_code: "eur" };
          const { id } = await store.container.resolve(Modules.CART).createCarts(cart);
          return { cart: { id, email: `new-${unique}@x.io` } };
        },
      });
      expect(wrong(report)).toEqual({});
      expect(report.runs.at(-1)?.step).toBe(LATER_STEP);
      expect(report.completed.differences).toEqual(
        expect.arrayContaining(["customer (row added)", "cart.customer_id", "cart.email"]),
      );
    });
  });

  it("a guest who got another cart or an order meanwhile stays, when the checkout that made the guest fails", async () => {
    meanwhile = (customer) => createCart(store, customer);
    await expect(failingCheckout(store.container).run({ input: { email: "new@x.io" } })).rejects.toBeDefined();
    expect(await store.customers.listCustomers({ email: "new@x.io" })).toHaveLength(1);

    meanwhile = (customer) => createOrder(store, { ...customer, email: "ordered@x.io" });
    await expect(failingCheckout(store.container).run({ input: { email: "ordered@x.io" } })).rejects.toBeDefined();
    expect(await store.customers.listCustomers({ email: "ordered@x.io" })).toHaveLength(1);

    meanwhile = async () => {};
    await expect(failingCheckout(store.container).run({ input: { email: "other@x.io" } })).rejects.toBeDefined();
    expect(await store.customers.listCustomers({ email: "other@x.io" })).toEqual([]);
  });

  it("the customer of a cart is read behind its lock: a customer who takes it over meanwhile keeps it", async () => {
    const carts = store.container.resolve(Modules.CART);
    const locking = store.container.resolve(Modules.LOCKING);
    const { id } = await carts.createCarts({ ...input(), currency_code: "eur" });
    const registered = { email: "owner@x.io", has_account: true };
    const owner = await store.customers.createCustomers(registered);
    await locking.acquire(id);
    const asked = jest.spyOn(locking, "acquire");
    const updated = updateCartWorkflow(store.container).run({ input: { cart: { id, email: "new@x.io" } } });
    await until(async () => {
      await new Promise(setImmediate);
      return asked.mock.calls.some(([keys]) => [keys].flat().includes(id));
    });
    await carts.updateCarts([{ id, customer_id: owner.id }]);
    await locking.release(id);
    await updated;

    expect(await carts.retrieveCart(id)).toMatchObject({ customer_id: owner.id });
    expect(await store.customers.listCustomers({ email: "new@x.io" })).toEqual([]);
  });
});
