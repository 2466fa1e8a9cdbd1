import { readdirSync } from "node:fs";
import { join } from "node:path";
import { asValue } from "@medusajs/framework/awilix";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, createMedusaContainer, Modules } from "@medusajs/framework/utils";

type Job = {
  default: (container: MedusaContainer) => Promise<void>;
  config: { name: string; schedule: string };
};

const JOBS = join(__dirname, "../../src/jobs");

const files = readdirSync(JOBS).filter((file) => file.endsWith(".ts"));

/** A store that lists the plugin and runs another customer module. Any call to that module or to the log is noted. */
function wronglyWiredStore(service: object | undefined): { container: MedusaContainer; calls: string[] } {
  const calls: string[] = [];
  const noting = (target: object) =>
    new Proxy(target, {
      get: (of, name) => Reflect.get(of, name) ?? (() => calls.push(String(name))),
      has: (of, name) => Reflect.has(of, name),
    });
  const container = createMedusaContainer();
  container.register(ContainerRegistrationKeys.LOGGER, asValue(noting({})));
  if (service) {
    container.register(Modules.CUSTOMER, asValue(noting(service)));
  }
  return { container, calls };
}

describe("the scheduled jobs", () => {
  it("are found, one a file, each under the name of its file", async () => {
    const jobs = await Promise.all(files.map((file): Promise<Job> => import(join(JOBS, file))));

    expect(jobs.length).toBeGreaterThanOrEqual(9);
    expect(jobs.map(({ config }) => `${config.name}.ts`)).toEqual(files);
    expect(jobs.filter(({ config }) => !config.schedule)).toEqual([]);
  });

  describe.each([
    ["core's customer module", { listCustomers: () => [] }],
    ["another plugin's customer module", { plugin: "medusa-plugin-other" }],
    ["no customer module", undefined],
  ])("in a store with %s", (_, service) => {
    it.each(files)("%s ends at once, without an error or a line in the log", async (file) => {
      const { container, calls } = wronglyWiredStore(service);
      const job: Job = await import(join(JOBS, file));

      await job.default(container);

      expect(calls).toEqual([]);
    });
  });
});
