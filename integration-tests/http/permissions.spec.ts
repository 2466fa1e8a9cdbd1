import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils";
import type { ApiClient } from "../helpers/api-client";
import { describeRolesStore } from "../helpers/store";

const ADMIN = join(__dirname, "../../src/api/admin");

/** Every admin route of the plugin, as a request that needs nothing but the right to be made. */
const REQUESTS = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .flatMap((file) =>
    [...readFileSync(join(ADMIN, file), "utf8").matchAll(/^export (?:async function|const) (GET|POST|DELETE)\b/gm)].map(
      ([, method]) => ({
        method: method.toLowerCase() as "get" | "post" | "delete",
        path: `/admin/${dirname(file).split(sep).join("/")}`.replace(/\[\w+\]/g, "none"),
      }),
    ),
  );

describeRolesStore((store) => {
  /** A dashboard user with one role, which has these policies. */
  async function userWith(...policies: [resource: string, operation: string][]): Promise<ApiClient> {
    const rbac = store.container.resolve(Modules.RBAC);
    const user = await store.container
      .resolve(Modules.USER)
      .createUsers({ email: `${policies.join("-")}@example.com` });
    const role = await rbac.createRbacRoles({ name: policies.join(" ") });
    // Medusa keeps a row for each policy that a route declares.
    const known = await rbac.listRbacPolicies({ key: policies.map((policy) => policy.join(":")) });
    expect(known).toHaveLength(policies.length);
    await rbac.createRbacRolePolicies(known.map(({ id }) => ({ role_id: role.id, policy_id: id })));
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
    const body = { add: { filter: { email: "ada@x.io" } } };
    const path = `/admin/customer-groups/${id}/customers/batch`;

    const groups: [string, string][] = ["read", "update"].map((operation) => ["customer_group", operation]);

    const blind = await userWith(...groups);
    expect(await blind.post(path, body)).toMatchObject({
      status: 403,
      data: { message: expect.stringContaining("customer:read") },
    });
    const seeing = await userWith(...groups, ["customer", "read"]);
    expect(await seeing.post(path, body)).toMatchObject({ status: 200 });
  });
});
