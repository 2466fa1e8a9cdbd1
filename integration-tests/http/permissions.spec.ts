import { readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils";
import type { ApiClient } from "../helpers/api-client";
import { describeGuardedStore } from "../helpers/store";

const ADMIN = join(__dirname, "../../src/api/admin");

/** Every admin route of the plugin, as a request that needs nothing but the right to be made. */
const REQUESTS = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .flatMap((file) =>
    Object.keys(require(join(ADMIN, file)))
      .filter((name) => /^(GET|POST|DELETE)$/.test(name))
      .map((method) => ({
        method: method.toLowerCase() as "get" | "post" | "delete",
        path: `/admin/${dirname(file).split(sep).join("/")}`.replace(/\[\w+\]/g, "none"),
      })),
  );

/** With Medusa's roles on (feature flag `rbac`). */
describeGuardedStore((store) => {
  /** A dashboard user with one role, which has these policies. */
  async function userWith(...policies: [resource: string, operation: string][]): Promise<ApiClient> {
    const rbac = store.container.resolve(Modules.RBAC);
    const user = await store.container
      .resolve(Modules.USER)
      .createUsers({ email: `${policies.join("-")}@example.com` });
    const role = await rbac.createRbacRoles({ name: policies.join(" ") });
    for (const [resource, operation] of policies) {
      const key = `${resource}:${operation}`;
      const policy = await rbac.createRbacPolicies({ key, resource, operation, name: key });
      await rbac.createRbacRolePolicies({ role_id: role.id, policy_id: policy.id });
    }
    const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
    const identity = { actor_id: user.id, actor_type: "user", auth_identity_id: "none" };
    return store.client.withToken(
      generateJwtToken(
        { ...identity, app_metadata: { roles: [role.id] } },
        { secret: http.jwtSecret, expiresIn: "1h" },
      ),
    );
  }

  const statusesFor = async (client: ApiClient) => {
    const answers: string[] = [];
    for (const { method, path } of REQUESTS) {
      const { status } = method === "post" ? await client.post(path, {}) : await client[method](path);
      answers.push(`${status === 403 ? "refused" : "let in"}: ${method} ${path}`);
    }
    return answers;
  };

  it("a user whose role says nothing of customers gets 403 from every route, one whose role says all from none", async () => {
    const stranger = await statusesFor(await userWith(["product", "read"]));
    expect(stranger).toEqual(REQUESTS.map(({ method, path }) => `refused: ${method} ${path}`));
    expect(REQUESTS.length).toBeGreaterThan(30);

    const everybody = await statusesFor(await userWith(["*", "*"]));
    expect(everybody).toEqual(REQUESTS.map(({ method, path }) => `let in: ${method} ${path}`));
  });

  it("a user who may read customers sees duplicates and logins, and can change nothing", async () => {
    const { id } = await store.customers.createCustomers({ email: "ada@x.io" });
    const reader = await userWith(["customer", "read"]);
    const refused = { status: 403, data: { type: "forbidden" } };

    expect(await reader.get("/admin/customers/duplicates")).toMatchObject({ status: 200 });
    expect(await reader.get("/admin/customers/cursor")).toMatchObject({ status: 200, data: { customers: [{ id }] } });
    expect(await reader.post("/admin/customers/merge", { customer_ids: [id, "cus_2"] })).toMatchObject(refused);
    expect(await reader.post(`/admin/customers/${id}/email`, { email: "b@x.io" })).toMatchObject(refused);
    expect(await reader.post("/admin/customers/batch", { delete: [id] })).toMatchObject(refused);
    expect(await reader.post("/admin/customers/exports", {})).toMatchObject(refused);
    expect(await store.customers.listCustomers()).toMatchObject([{ id, email: "ada@x.io" }]);
  });

  it("the batch of a group's members needs the right to read customers too: its filters tell how many there are", async () => {
    const { id } = await store.customers.createCustomerGroups({ name: "gold" });
    const body = { add: { filters: { email: "ada@x.io" } } };
    const path = `/admin/customer-groups/${id}/customers/batch`;

    expect(await (await userWith(["customer_group", "update"])).post(path, body)).toMatchObject({ status: 403 });
    expect(await (await userWith(["customer_group", "update"], ["customer", "read"])).post(path, body)).toMatchObject({
      status: 200,
    });
  });
});
