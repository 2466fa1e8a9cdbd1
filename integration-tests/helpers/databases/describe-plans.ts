import type CustomerModuleService from "../../../src/modules/customer/service";
import { ModuleDatabase } from "./module-database";
import { copyTemplate } from "./template-databases";

/** An insert of given rows: the row of the work exists now, and the statement would fail. */
const INSERT = /^\s*insert/;

type Plans = {
  purpose: string;
  /** The statements that insert the rows. */
  fill: string;
  /** The tables with many rows; all by default. */
  largeTables?: readonly string[];
  /** Pieces of work by their names in the tests. */
  works: Record<string, (service: CustomerModuleService) => Promise<unknown>>;
};

/** Tests that each piece of work reads indexes, and no table of many rows from end to end. */
export function describePlans(
  title: string,
  { purpose, fill, largeTables, works }: Plans,
  more: (module: ModuleDatabase) => void = () => {},
): void {
  describe(title, () => {
    const module = new ModuleDatabase(purpose, async (database) => {
      await copyTemplate("module", database.name);
      await database.run(fill);
    });

    it.each(Object.entries(works))("%s reads indexes, and no table from end to end", async (_, work) => {
      const plans = await module.plansOf(() => work(module.service), { skip: INSERT });
      const read = plans.flatMap(({ fullScans }) => fullScans);
      expect(largeTables ? read.filter((table) => largeTables.includes(table)) : read).toEqual([]);
      expect(plans.flatMap(({ indexScans }) => indexScans).length).toBeGreaterThan(0);
    });

    more(module);
  });
}
