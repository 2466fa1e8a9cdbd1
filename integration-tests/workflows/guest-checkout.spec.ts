import { Modules } from "@medusajs/framework/utils";
import { createStep, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import { createCartWorkflow, updateCartWorkflow } from "medusa-plugin-customers/workflows";
import { type Catalogue, createCatalogue } from "../helpers/http/catalogue";
import { createCart } from "../helpers/http/two-customers";
import { describeStore } from "../helpers/stores/store";
import { until } from "../helpers/timing/until";
import { type CompensationReport, failEachStep, LATER_STEP, remainders } from "../helpers/workflows/compensation";
import { internalWorkflows } from "../helpers/workflows/internal-workflows";

const { findCheckoutCustomerStep } = internalWorkflows;

const OURS = /: customers-/;

/** What core's own steps leave: the address that they make with a cart, and the time that the Cart module sets itself. */
const CORES = ["cart_address (row added)", "cart.updated_at"];

/** A guest whom a failed checkout created stays: another checkout may have found the guest already. */
const GUEST = ["customer (row added)", "customer_count.number"];

/** What is wrong after the runs, beside what core's steps leave and the guest. */
function wrong(report: CompensationReport): Record<string, string[]> {
  const found = Object.entries(remainders(report)).map(([step, all]): [string, string[]] => [
    step,
    all.filter((one) => ![...CORES, ...GUEST].includes(one)),
  ]);
  return Object.fromEntries(found.filter(([, all]) => all.length));
}

let later: (customer: { id: string }) => Promise<unknown> = async () => {};

/** The rest of a checkout, after the customer of its cart was found. */
const laterStep = createStep("checkout-spec-later", async (customer: { id: string }) => {
  await later(customer);
});

const checkout = createWorkflow("checkout-spec-checkout", (input: WorkflowData<{ email: string }>) => {
  laterStep(findCheckoutCustomerStep(input));
});

describeStore((store) => {
  let catalogue: Catalogue;

  beforeEach(async () => {
    catalogue = await createCatalogue(store);
  });

  const input = () => ({ region_id: catalogue.regionId, sales_channel_id: catalogue.salesChannelId });

  describe("whichever step fails, every row is as it was but for a new guest, and no event is left; compensated twice, too", () => {
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

    it("updateCartWorkflow: a cart without a customer becomes a new guest's", async () => {
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

  it("a checkout that fails leaves its guest to another one that has just found the guest", async () => {
    const input = { email: "new@x.io" };
    let open = () => {};
    const bothHaveFound = new Promise<void>((resolve) => (open = resolve));
    let goOn = () => {};
    const firstHasFailed = new Promise<void>((resolve) => (goOn = resolve));
    const found: string[] = [];
    later = async (customer) => {
      const isFirst = found.push(customer.id) === 1;
      if (!isFirst) {
        open();
        await firstHasFailed;
        return await createCart(store, customer);
      }
      await bothHaveFound;
      throw new Error("The later step failed");
    };

    const first = checkout(store.container).run({ input });
    await until(async () => found.length === 1);
    const second = checkout(store.container).run({ input });
    await expect(first).rejects.toBeDefined();
    goOn();
    await second;

    const guests = await store.customers.listCustomers({ email: "new@x.io" });
    const [cart] = await store.container.resolve(Modules.CART).listCarts({ customer_id: found });
    expect(found).toEqual([cart.customer_id, cart.customer_id]);
    expect(guests.map(({ id }) => id)).toEqual([cart.customer_id]);
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
