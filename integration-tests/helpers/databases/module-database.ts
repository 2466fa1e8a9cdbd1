import type CustomerModuleService from "../../../src/modules/customer/service";
import { type RunningModule, runOurModule } from "../modules/running-module";
import { CustomerDatabase } from "./customer-database";
import { planOf, type QueryPlan } from "./query-plan";
import { sentStatements } from "./sent-statements";

/** The module on a separate database, from before the tests of a file until after them. */
export class ModuleDatabase {
  readonly database: CustomerDatabase;
  private running: RunningModule<CustomerModuleService> | undefined;

  /**
   * @param purpose distinguishes the database from those of other files
   * @param prepare creates the database and its rows
   */
  constructor(purpose: string, prepare: (database: CustomerDatabase) => Promise<void>) {
    this.database = new CustomerDatabase(`customers-plans-${purpose}-${process.env.JEST_WORKER_ID ?? 1}`);
    beforeAll(async () => {
      await prepare(this.database);
      this.running = await runOurModule({ database: this.database.name });
    });
    afterAll(async () => {
      await this.running?.stop();
      await this.database.drop();
    });
  }

  get service(): CustomerModuleService {
    if (!this.running) {
      throw new Error("The module did not start.");
    }
    return this.running.service;
  }

  /** Returns the plans of the statements on the module's tables that work sends, in order, for the rows after it. */
  async plansOf(work: () => Promise<unknown>, { skip }: { skip?: RegExp } = {}): Promise<QueryPlan[]> {
    const sent = (await sentStatements(work)).filter(({ text }) => /\bcustomer/.test(text) && !/pg_index/.test(text));
    expect(sent.length).toBeGreaterThan(0);
    return await this.database.connect(async (client) => {
      const plans: QueryPlan[] = [];
      for (const statement of sent.filter(({ text }) => !skip?.test(text))) {
        plans.push(await planOf(client, statement));
      }
      return plans;
    });
  }
}
