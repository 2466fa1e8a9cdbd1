import { MedusaModule } from "@medusajs/framework/modules-sdk";
import type { ICustomerModuleService } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import fc from "fast-check";
import { createDatabase } from "../helpers/databases/databases";
import { migrateOurs } from "../helpers/databases/migrations";
import { asCoreTakesIt, comparable, isComparable } from "../helpers/listing/differences";
import { everyRequest, propertyRuns } from "../helpers/listing/property";
import { CURRENCIES, type GraphRequest, graphRequest } from "../helpers/listing/query-requests";
import { copyOf, type Filters, type ListRequest } from "../helpers/listing/requests";
import { customerIds, emails, writeListingRows } from "../helpers/listing/rows";
import { type RunningModule, runOurModule } from "../helpers/modules/running-module";
import { describeCoreStore, type Store } from "../helpers/stores/store";

const DATABASE = `customers-listing-query-${process.env.JEST_WORKER_ID ?? 1}`;
const METHODS = ["listCustomers", "listAndCountCustomers"] as const;
const runs = propertyRuns(200);

let ours: RunningModule<ICustomerModuleService>;

/** Our module runs beside the store, whose own is core's: Medusa keeps one module of a name, and forgets this one. */
async function runOursFirst(): Promise<void> {
  await createDatabase(DATABASE);
  await migrateOurs(DATABASE);
  await writeListingRows(DATABASE);
  ours = await runOurModule({ database: DATABASE });
  MedusaModule.clearInstances();
}

type List = (request: ListRequest) => Promise<unknown>;
type Lists = Pick<ICustomerModuleService, (typeof METHODS)[number]>;

const listOf =
  (service: Lists): List =>
  ({ method, filters, config }) =>
    service[method](filters, config);

/** Has the store's Query ask a module of the test's choice for customers, with all that Query makes of a request. */
function chooseModule({ customers }: Store): { core: List; choose: (list: List) => void } {
  const core = listOf({
    listCustomers: customers.listCustomers.bind(customers),
    listAndCountCustomers: customers.listAndCountCustomers.bind(customers),
  });
  let chosen = core;
  for (const method of METHODS) {
    const ask = (filters: Filters, config: ListRequest["config"]) => chosen({ method, filters, config });
    // as: each of the two answers in a form of its own, which goes through as it comes.
    jest.spyOn(customers, method).mockImplementation(ask as never);
  }
  const choose = (list: List) => {
    chosen = list;
  };
  return { core, choose };
}

async function writeOrders(store: Store): Promise<void> {
  const buyers = customerIds.filter((_, index) => index % 3 === 0 || index % 4 === 0);
  const orders = await store.container.resolve(Modules.ORDER).createOrders(
    buyers.map((customer_id, index) => ({
      customer_id,
      email: emails[customerIds.indexOf(customer_id)],
      currency_code: CURRENCIES[index % 2],
    })),
  );
  await store.container.resolve(Modules.ORDER).softDeleteOrders([orders[0].id, orders[1].id]);
}

type Answer = { data: unknown; metadata: unknown } | "refused";

async function answer(store: Store, request: GraphRequest): Promise<Answer> {
  try {
    const query = store.container.resolve(ContainerRegistrationKeys.QUERY);
    const { data, metadata } = await query.graph({ entity: "customer", ...copyOf(request) });
    return { data: comparable(data), metadata };
  } catch {
    return "refused";
  }
}

describeCoreStore({ database: DATABASE, prepare: runOursFirst }, (store) => {
  afterAll(() => ours.stop());

  it(
    "Query answers the same from this module and from core's, filters on orders included",
    async () => {
      await writeOrders(store);
      const { core, choose } = chooseModule(store);
      let found = 0;
      let crossing = 0;
      await everyRequest(graphRequest, runs, async (request) => {
        fc.pre(isComparable(request));
        choose((given) => core(asCoreTakesIt(given)));
        const expected = await answer(store, request);
        choose((given) => {
          crossing += given.config.__internal === undefined ? 0 : 1;
          return listOf(ours.service)(given);
        });
        expect(await answer(store, request)).toEqual(expected);
        found += expected !== "refused" && Array.isArray(expected.data) && expected.data.length > 0 ? 1 : 0;
      });
      expect(found).toBeGreaterThan(runs.numRuns / 5);
      expect(crossing).toBeGreaterThan(runs.numRuns / 8);
    },
    runs.timeoutMs,
  );
});
