import type { Dashboard } from "../../helpers/dashboard/dashboard";

/** Makes the dashboard believe that the user's role has these permissions only. */
export async function permitOnly({ page }: Dashboard, permissions: string[]): Promise<void> {
  await page.route("**/admin/feature-flags", (route) => route.fulfill({ json: { feature_flags: { rbac: true } } }));
  await page.route("**/admin/rbac/me/permissions", (route) => route.fulfill({ json: { permissions } }));
}
