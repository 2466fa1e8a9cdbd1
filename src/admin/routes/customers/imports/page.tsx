import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Crumb } from "../../../components/common/crumb";
import { RequirePermissions } from "../../../components/common/require-permissions";
import { ImportList } from "../../../components/imports/import-list";
import { PERMISSIONS } from "../../../lib/permissions";

const ImportsPage = () => (
  <RequirePermissions all={PERMISSIONS.readImports}>
    <ImportList />
  </RequirePermissions>
);

// Read by Medusa's build as it is written: literals only.
export const config = defineRouteConfig({
  label: "imports.title",
  translationNs: "medusa-plugin-customers",
  nested: "/customers",
  rank: 2,
});

export const handle = { breadcrumb: () => <Crumb name="imports.title" /> };

export default ImportsPage;
