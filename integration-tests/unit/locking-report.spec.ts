import { setTimeout as delay } from "node:timers/promises";
import { asValue } from "@medusajs/framework/awilix";
import { ContainerRegistrationKeys, createMedusaContainer, Modules } from "@medusajs/framework/utils";
import { reportLocking } from "../../src/workflows/report-locking";
import { until } from "../helpers/timing/until";

type Boot = {
  provider?: string;
  /** How many others it counts at each minute; an error is a database that does not answer. */
  minutes?: (number | Error)[];
  plugin?: string;
  /** False: no look is expected. */
  looks?: boolean;
};

/** What a store logs after its boot while the minutes pass, and how often it has looked. */
async function booted({ provider = "in-memory", minutes = [0], plugin, looks = true }: Boot) {
  const warn = jest.fn();
  const countOtherProcesses = jest.fn();
  // Once the minutes are over the next one does not come.
  const over = new Promise<number>(() => undefined);
  for (const found of minutes) {
    const answer = found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
    answer.catch(() => undefined);
    countOtherProcesses.mockReturnValueOnce(answer);
  }
  countOtherProcesses.mockReturnValue(over);
  const health = { readTimeToMeeting: async () => 0, countOtherProcesses };
  const container = createMedusaContainer();
  container.register(ContainerRegistrationKeys.LOGGER, asValue({ warn }));
  container.register(Modules.CUSTOMER, asValue({ plugin: plugin ?? "medusa-plugin-customers", health }));
  container.register(Modules.LOCKING, asValue({ defaultProviderId: provider }));
  reportLocking(container, { start: 0, retry: 0 });
  if (looks) {
    // The last look is the one that waits: what the looks before found is logged.
    await until(() => countOtherProcesses.mock.calls.length > minutes.length);
  } else {
    await delay(100);
  }
  return { lines: warn.mock.calls.flat(), looks: countOtherProcesses.mock.calls.length };
}

describe("reportLocking", () => {
  it("warns once, and says what to do, when another process uses the database and the locks are in memory", async () => {
    const { lines } = await booted({ minutes: [1, 1, 2] });

    expect(lines).toEqual([expect.stringMatching(/^medusa-plugin-customers: One other process uses this database/)]);
    expect(lines[0]).toContain("Configure a provider that they share, Redis or PostgreSQL: docs/cluster.md");
    expect((await booted({ minutes: [3] })).lines[0]).toContain("3 other processes use this database");
  });

  it("warns of a process that starts later, also after a minute in which the database did not answer", async () => {
    const { lines } = await booted({ minutes: [0, new Error("away"), 0, 1] });

    expect(lines).toEqual([expect.stringContaining("One other process uses this database")]);
  });

  it("shows its presence at each minute and warns of nothing when it is alone", async () => {
    expect(await booted({ minutes: [0, 0, 0] })).toEqual({ lines: [], looks: 4 });
  });

  it("warns of nothing where the locks are shared, or core's module answers", async () => {
    const nothing = { lines: [], looks: 0 };
    expect(await booted({ provider: "locking-redis", minutes: [3], looks: false })).toEqual(nothing);
    expect(await booted({ plugin: "core", minutes: [3], looks: false })).toEqual(nothing);
  });
});
