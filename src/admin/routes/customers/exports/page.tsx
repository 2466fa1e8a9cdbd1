import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Crumb } from "../../../components/common/crumb";
import { RequirePermissions } from "../../../components/common/require-permissions";
import { ExportList } from "../../../components/exports/export-list";
import { PERMISSIONS } from "../../../lib/permissions";

const ExportsPage = () => (
  <RequirePermissions all={PERMISSIONS.exports}>
    <ExportList />
  </RequirePermissions>
);

// Read by Medusa's build as it is written: literals only.
export const config = defineRouteConfig({
  label: "exports.title",
  translationNs: "medusa-plugin-customers",
  nested: "/customers",
  rank: 3,
});

export const handle = { breadcrumb: () => <Crumb name="exports.title" /> };

export default ExportsPage;
