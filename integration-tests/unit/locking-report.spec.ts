import { asValue } from "@medusajs/framework/awilix";
import { ContainerRegistrationKeys, createMedusaContainer, Modules } from "@medusajs/framework/utils";
import { reportLocking } from "../../src/workflows/report-locking";

type Boot = { provider?: string; others?: number; plugin?: string };

/** What a store logs after its boot, and the marks that it has set on the database. */
async function booted({ provider = "in-memory", others = 0, plugin }: Boot) {
  const warn = jest.fn();
  const looked = jest.fn(async () => others);
  const markProcess = jest.fn(async () => undefined);
  const health = { markProcess, countOtherProcesses: looked };
  const container = createMedusaContainer();
  container.register(ContainerRegistrationKeys.LOGGER, asValue({ warn }));
  container.register(Modules.CUSTOMER, asValue({ plugin: plugin ?? "medusa-plugin-customers", health }));
  container.register(Modules.LOCKING, asValue({ defaultProviderId: provider }));
  reportLocking(container, { markAfter: 0, lookAfter: 1 });
  await new Promise((wake) => setTimeout(wake, 20));
  return { lines: warn.mock.calls.flat(), looks: looked.mock.calls.length, marks: markProcess.mock.calls.length };
}

describe("reportLocking", () => {
  it("warns once, and says what to do, when another process uses the database and the locks are in memory", async () => {
    const { lines, looks } = await booted({ others: 1 });

    expect(looks).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^medusa-plugin-customers: One other process uses this database/)]);
    expect(lines[0]).toContain("Configure a provider that they share, Redis or PostgreSQL: docs/cluster.md");
    expect((await booted({ others: 3 })).lines[0]).toContain("3 other processes use this database");
  });

  it("marks a process and warns of nothing when it is alone", async () => {
    expect(await booted({})).toEqual({ lines: [], looks: 1, marks: 1 });
  });

  it("warns of nothing where the locks are shared, or core's module answers", async () => {
    const nothing = { lines: [], looks: 0, marks: 0 };
    expect(await booted({ provider: "locking-redis", others: 3 })).toEqual(nothing);
    expect(await booted({ plugin: "core", others: 3 })).toEqual(nothing);
  });
});
