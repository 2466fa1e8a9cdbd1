import { readdirSync, readFileSync } from "node:fs";
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

const NUMBERS: Record<string, string> = { 5: "five", 10: "ten" };

/** A schedule of cron as the docs put it. */
function inWords(schedule: string): string {
  const [, minutes] = /^\*\/(\d+) \* \* \* \*$/.exec(schedule) ?? [];
  const [, seconds] = /^\*\/(\d+) \* \* \* \* \*$/.exec(schedule) ?? [];
  if (minutes || seconds) {
    return `every ${NUMBERS[minutes ?? seconds] ?? minutes ?? seconds} ${minutes ? "minutes" : "seconds"}`;
  }
  return /^\d+ \* \* \* \*$/.test(schedule) ? "hourly" : schedule.replace("* * * * *", "every minute");
}

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

  it("stand in docs/running-it.md, each with how often it runs", async () => {
    const jobs = await Promise.all(files.map((file): Promise<Job> => import(join(JOBS, file))));
    const page = readFileSync(join(__dirname, "../../docs/running-it.md"), "utf8");
    const rows = [...page.matchAll(/^\| `(customers-[\w-]+)` \| ([^|]+) \|/gm)].map(([, name, runs]) => [name, runs]);

    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(jobs.map(({ config: { name, schedule } }) => [name, inWords(schedule)])),
    );
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
