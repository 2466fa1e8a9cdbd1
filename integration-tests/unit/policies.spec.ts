import { readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import middlewares from "../../src/api/middlewares";

type Route = { matcher?: unknown; methods?: string[]; policies?: unknown };

const ADMIN = join(__dirname, "../../src/api/admin");

/** Routes of core that are ours to answer: core declares their policies, on the same paths. */
const OF_CORE = new Set([
  "/admin/customer-groups/:id/customers",
  "/admin/customers/:id",
  "/admin/customers/:id/customer-groups",
  "/admin/customers/:id/addresses",
  "/admin/customers/:id/addresses/:address_id",
]);

const paths = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .map((file) => dirname(file))
  .map((folder) => ({
    folder,
    matcher: `/admin/${folder.split(sep).join("/")}`.replace(/\[(\w+)\]/g, ":$1"),
  }))
  .filter(({ matcher }) => !OF_CORE.has(matcher));

// as: Medusa's type of the file leaves open what a matcher is.
const routes = middlewares.routes as Route[];

describe("the policies of our admin routes", () => {
  it.each(paths)("are declared for every method of $matcher", async ({ folder, matcher }) => {
    const handlers = Object.keys(await import(join(ADMIN, folder, "route")));
    const methods = handlers.filter((name) => /^(GET|POST|DELETE)$/.test(name));
    expect(methods).not.toEqual([]);
    for (const method of methods) {
      const declared = routes.filter((route) => route.matcher === matcher && route.methods?.includes(method));
      expect([method, declared.some(({ policies }) => Array.isArray(policies) && policies.length > 0)]).toEqual([
        method,
        true,
      ]);
    }
  });

  it("of the batch of a group's members name customers: its filters tell how many there are", () => {
    const batch = routes.find(({ matcher }) => matcher === "/admin/customer-groups/:id/customers/batch");
    expect(batch?.policies).toEqual([
      { resource: "customer_group", operation: "update" },
      { resource: "customer", operation: "read" },
    ]);
  });

  it("of imports and exports name customers, addresses and groups", () => {
    const of = (matcher: string, method: string) =>
      routes.find((route) => route.matcher === matcher && route.methods?.includes(method))?.policies;
    const all = (operation: unknown) =>
      ["customer", "customer_address", "customer_group"].map((resource) => ({ resource, operation }));

    expect(of("/admin/customers/imports", "POST")).toEqual(all(["create", "update"]));
    expect(of("/admin/customers/imports/:id/errors", "GET")).toEqual(all("read"));
    expect(of("/admin/customers/imports/:id/preview", "GET")).toEqual(all("read"));
    expect(of("/admin/customers/exports", "POST")).toEqual(all("read"));
    expect(of("/admin/customers/exports/:id", "GET")).toEqual(all("read"));
  });
});
