import { Modules } from "@medusajs/framework/utils";
import { EXPORTS_URL, type ExportBody } from "../helpers/exports/export-client";
import type { ApiClient, ErrorBody } from "../helpers/http/api-client";
import { tokenOf } from "../helpers/logins/logins";
import { describeRbacStore } from "../helpers/stores/store";
import { until } from "../helpers/timing/until";

const RESOURCES = ["customer", "customer_address", "customer_group"];
const OPERATIONS = ["create", "read", "update", "delete"];
const ALL = RESOURCES.flatMap((resource) => OPERATIONS.map((operation) => `${resource}:${operation}`));

// Medusa itself requires of every request below /admin/customers, or /admin/customer-groups, the permission to read it.
const READ = ["customer:read"];
const UPDATE = [...READ, "customer:update"];
const REMOVE = [...UPDATE, "customer:delete"];
const BATCH = [...REMOVE, "customer:create"];
const MEMBERS_READ = [...READ, "customer_group:read"];
const MEMBERS = [...MEMBERS_READ, "customer_group:update"];
const EXPORT = RESOURCES.map((resource) => `${resource}:read`);
const IMPORT = [...READ, ...RESOURCES.flatMap((resource) => [`${resource}:create`, `${resource}:update`])];

type Row = [method: "GET" | "POST" | "DELETE", path: string, body: object | undefined, needs: string[], status: number];

const TWO = { customer_ids: ["cus_one", "cus_two"] };

/** A request that is let through is answered with an error about unknown ids, or with rows. */
const ROUTES: Row[] = [
  ["GET", "/admin/customers/cursor", undefined, READ, 200],
  ["GET", "/admin/customers/duplicates", undefined, READ, 200],
  ["GET", "/admin/customers/health", undefined, READ, 200],
  ["POST", "/admin/customers/batch", { create: [{ email: "new@x.io" }] }, BATCH, 200],
  ["POST", "/admin/customer-groups/cusgroup_unknown/customers/batch", { add: { ids: ["cus_one"] } }, MEMBERS, 404],
  ["GET", "/admin/customer-groups/cusgroup_unknown/customers/changes", undefined, MEMBERS_READ, 404],
  ["POST", "/admin/customer-groups/cusgroup_unknown/customers/changes/one/undo", {}, MEMBERS, 404],
  ["POST", "/admin/customers/merge/preview", TWO, REMOVE, 200],
  ["POST", "/admin/customers/merge", TWO, REMOVE, 404],
  ["GET", "/admin/customers/cus_one/claim", undefined, READ, 404],
  ["POST", "/admin/customers/cus_one/claim", {}, REMOVE, 404],
  ["GET", "/admin/customers/cus_one/duplicates", undefined, READ, 404],
  ["GET", "/admin/customers/cus_one/merges", undefined, READ, 404],
  ["GET", "/admin/customers/cus_one/logins", undefined, READ, 404],
  ["POST", "/admin/customers/cus_one/logins", { auth_identity_id: "authid_one" }, UPDATE, 404],
  ["DELETE", "/admin/customers/cus_one/logins/one", undefined, UPDATE, 404],
  ["GET", "/admin/customers/cus_one/email", undefined, READ, 404],
  ["POST", "/admin/customers/cus_one/email", { email: "new@x.io" }, UPDATE, 404],
  ["DELETE", "/admin/customers/cus_one/email", undefined, UPDATE, 404],
  ["GET", "/admin/customers/cus_one/invitation", undefined, READ, 404],
  ["POST", "/admin/customers/cus_one/invitation", {}, UPDATE, 404],
  ["DELETE", "/admin/customers/cus_one/invitation", undefined, UPDATE, 404],
  ["GET", "/admin/customers/invitations", undefined, READ, 200],
  ["POST", "/admin/customers/invitations/send", { all: true }, UPDATE, 202],
  ["POST", "/admin/customers/exports", {}, EXPORT, 202],
  ["GET", "/admin/customers/exports", undefined, EXPORT, 200],
  ["GET", "/admin/customers/exports/unknown", undefined, EXPORT, 404],
  ["POST", "/admin/customers/imports", { file_id: "unknown" }, IMPORT, 400],
  ["GET", "/admin/customers/imports", undefined, EXPORT, 200],
  ["GET", "/admin/customers/imports/unknown", undefined, EXPORT, 404],
  ["GET", "/admin/customers/imports/unknown/errors", undefined, EXPORT, 404],
  ["POST", "/admin/customers/imports/unknown/confirm", {}, IMPORT, 404],
  ["POST", "/admin/customers/imports/unknown/cancel", {}, IMPORT, 404],
];

describeRbacStore((store) => {
  /** A dashboard user whose role has these policies and no others; one without a role when there are none. */
  async function userWith(policies: string[]): Promise<ApiClient> {
    const rbac = store.container.resolve(Modules.RBAC);
    const user = await store.container.resolve(Modules.USER).createUsers({ email: `${crypto.randomUUID()}@x.io` });
    const roles: string[] = [];
    if (policies.length) {
      const role = await rbac.createRbacRoles({ name: user.id });
      const known = await rbac.listRbacPolicies({ key: policies });
      expect(known.map(({ key }) => key).sort()).toEqual([...policies].sort());
      await rbac.createRbacRolePolicies(known.map(({ id }) => ({ role_id: role.id, policy_id: id })));
      roles.push(role.id);
    }
    const claims = { app_metadata: { user_id: user.id, roles } };
    return store.client.withToken(tokenOf(store, "none", { actorId: user.id, actorType: "user", claims }));
  }

  it.each(ROUTES)(
    "%s %s: 403 without the policies it declares, whichever is missing",
    async (...[method, path, body, needs, status]) => {
      const before = await store.customerTables();
      const refused: Record<string, string[]> = { none: [] };
      for (const missing of needs) {
        refused[missing] = ALL.filter((policy) => policy !== missing);
      }
      for (const [missing, policies] of Object.entries(refused)) {
        const client = await userWith(policies);
        const answer = await client.send<ErrorBody>(method, path, body);
        expect([missing, answer.status, answer.data.type]).toEqual([missing, 403, "forbidden"]);
      }
      expect(await store.customerTables()).toEqual(before);

      const allowed = await userWith(needs);
      expect((await allowed.send(method, path, body)).status).toBe(status);
    },
  );

  it("the notification of an export has no link: who may read it need not be allowed to read customers", async () => {
    const exporter = await userWith(EXPORT);
    const { data } = await exporter.post<ExportBody>(EXPORTS_URL, {});
    const read = async () => (await exporter.get<ExportBody>(`${EXPORTS_URL}/${data.export.id}`)).data.export;
    const notifications = () => store.container.resolve(Modules.NOTIFICATION).listNotifications();
    await until(async () => (await notifications()).length > 0, read);

    expect((await read()).download_url).toMatch(/^http/);
    const other = await userWith(["notification:read"]);
    const { data: seen } = await other.get<{ notifications: { data: object }[] }>("/admin/notifications");
    expect(seen.notifications.map((one) => one.data)).toEqual([
      {
        title: "Customer export",
        description: "Customer export completed: 0 customers. Download it at Customers > Exports.",
      },
    ]);
  });
});
